"""The servers that tests run on: those that DATABASE_URL and REDIS_URL name, else embedded ones in a temporary folder.

Loaded with `-p tests.servers` before Django's settings are read, because the settings need the addresses. Where tests
run in several processes each has a database of its own on one PostgreSQL, and a Valkey and a data folder of its own.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from config.embedded_postgres import EmbeddedPostgres
from config.embedded_valkey import EmbeddedValkey
from config.services import ONE_THREAD


def _start() -> None:
    folder = Path(tempfile.mkdtemp(prefix="marquee-tests-"))
    os.environ.setdefault("SECRET_KEY", "tests-" + "0123456789" * 5)
    os.environ.setdefault("STATEMENT_TIMEOUT_MS", "30000")
    # Read when numpy is loaded, which is later. The worlds of tests are small, and several processes share the cores:
    # threads that wait for one another made each learned model ten times as dear.
    os.environ.update(ONE_THREAD)
    os.environ["HASHED_STATIC"] = "0"
    os.environ["MARQUEE_DATA_DIR"] = str(folder / "data")
    # WhiteNoise warns where there is no folder, and warnings are errors.
    (folder / "data" / "static").mkdir(parents=True)
    servers: list[EmbeddedPostgres | EmbeddedValkey] = []
    if not os.environ.get("DATABASE_URL"):
        postgres = EmbeddedPostgres(folder / "servers", durable=False)
        servers.append(postgres)
        os.environ["DATABASE_URL"] = postgres.start()
    if not os.environ.get("REDIS_URL") or os.environ.get("PYTEST_XDIST_WORKER"):
        valkey = EmbeddedValkey(folder / "servers")
        servers.append(valkey)
        os.environ["REDIS_URL"] = valkey.start()
    atexit.register(_stop, os.getpid(), servers, folder)


def _stop(owner: int, servers: list[EmbeddedPostgres | EmbeddedValkey], folder: Path) -> None:
    if os.getpid() != owner:
        return  # A forked child must not stop its parent's servers.
    for server in servers:
        server.stop()
        if isinstance(server, EmbeddedPostgres) and server.home != server.data_dir:
            shutil.rmtree(server.home, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


_start()
