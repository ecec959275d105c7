"""The embedded PostgreSQL: behind a password, on loopback, and back after every kind of death."""

import json
import os
import pwd
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from config.embedded_postgres import EmbeddedPostgres
from config.embedded_programs import UnableToStartServer
from config.loopback import is_alive

pytestmark = [pytest.mark.chaos]
ROOT = Path(__file__).parents[2]


def remove(server: EmbeddedPostgres) -> None:
    server.erase()
    if server.home != server.data_dir:
        subprocess.run(["rm", "-rf", "--", str(server.home)], check=True)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[EmbeddedPostgres]:
    found = EmbeddedPostgres(tmp_path / "data", durable=False)
    yield found
    remove(found)


def pid_of(server: EmbeddedPostgres) -> int:
    return int((server.cluster / "postmaster.pid").read_text().splitlines()[0])


def answer(url: str) -> int:
    with psycopg.connect(url, connect_timeout=5) as connection:
        row = connection.execute("SELECT 1").fetchone()
    return int(row[0]) if row else 0


def test_it_starts_behind_its_password_on_loopback_alone(server: EmbeddedPostgres) -> None:
    url = server.start()

    assert answer(url) == 1
    for wrong in (url.replace("marquee:", "marquee:x"), f"postgres://marquee@127.0.0.1:{server.port}/marquee"):
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(wrong, connect_timeout=5)
    rules = [line.split() for line in (server.cluster / "pg_hba.conf").read_text().splitlines()]
    assert {rule[-1] for rule in rules if rule and not rule[0].startswith("#")} == {"scram-sha-256"}
    with psycopg.connect(url) as connection:
        for setting, value in (("listen_addresses", "127.0.0.1"), ("unix_socket_directories", "")):
            assert connection.execute(f"SHOW {setting}").fetchone() == (value,)


def test_its_password_is_for_its_owner_alone(server: EmbeddedPostgres) -> None:
    server.start()

    assert (server.data_dir / "secrets.json").stat().st_mode & 0o777 == 0o600
    assert server.cluster.stat().st_mode & 0o077 == 0
    assert not (server.home / ".password").exists()


@pytest.mark.skipif("os.geteuid() != 0", reason="It is about root.")
def test_as_root_it_runs_as_somebody_else_who_owns_no_folder_that_root_writes_to(server: EmbeddedPostgres) -> None:
    server.data_dir.parent.chmod(0o700)
    server.start()

    nobody = pwd.getpwnam("nobody").pw_uid
    assert Path(f"/proc/{pid_of(server)}").stat().st_uid == nobody
    assert server.cluster.stat().st_uid == nobody
    assert (server.home.stat().st_uid, server.home.stat().st_mode & 0o022) == (0, 0)


def test_a_second_start_adopts_what_runs(server: EmbeddedPostgres) -> None:
    url, pid = server.start(), pid_of(server)

    again = EmbeddedPostgres(server.data_dir)

    assert again.start() == url
    assert pid_of(server) == pid


def test_after_a_kill_it_starts_again_on_the_same_port_with_what_was_committed(server: EmbeddedPostgres) -> None:
    url = server.start()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS value")
        connection.execute("CHECKPOINT")
    os.kill(pid_of(server), signal.SIGKILL)
    while server.is_running:
        time.sleep(0.01)

    assert server.start(preferred_port=server.port) == url

    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT value FROM kept").fetchone() == (7,)


@pytest.mark.parametrize("stale", ["", "nonsense", "{me}\n/x\n1\n{port}\n", "999999999\n/x\n1\n5432\n"])
def test_a_stale_pid_file_does_not_matter(stale: str, server: EmbeddedPostgres) -> None:
    server.start()
    server.stop()
    (server.cluster / "postmaster.pid").write_text(stale.format(me=os.getpid(), port=server.port))
    if stale.startswith("{me}"):
        assert not server.is_running, "Our own number is not a PostgreSQL's."

    if stale in ("", "nonsense"):
        (server.cluster / "postmaster.pid").unlink()
    assert answer(server.start()) == 1


def test_a_lost_password_is_told_and_not_guessed(server: EmbeddedPostgres) -> None:
    server.start()
    (server.data_dir / "secrets.json").write_text(json.dumps({"postgres": "other"}))

    with pytest.raises(UnableToStartServer, match=r"does not let Marquee in .*start over with --reset"):
        server.start()


def test_a_start_that_was_broken_off_leaves_no_half_cluster(server: EmbeddedPostgres) -> None:
    server.start()
    server.erase()
    (server.home / ".new-cluster").mkdir()
    (server.home / ".new-cluster" / "PG_VERSION").write_text("18")

    assert answer(server.start()) == 1


def test_two_checkouts_side_by_side_do_not_know_one_another(server: EmbeddedPostgres, tmp_path: Path) -> None:
    other = EmbeddedPostgres(tmp_path / "other", durable=False)
    try:
        first, second = server.start(), other.start()

        assert server.port != other.port
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(first.replace(str(server.port), str(other.port)), connect_timeout=5)
        server.stop()
        assert answer(second) == 1
    finally:
        remove(other)


def test_stop_ends_every_process(server: EmbeddedPostgres) -> None:
    server.start()
    pid = pid_of(server)

    server.stop()

    deadline = time.monotonic() + 5
    while is_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_alive(pid)
    assert not server.is_running


@pytest.mark.skipif("os.geteuid() != 0", reason="Only root can become somebody else; anybody else is one already.")
def test_an_ordinary_user_starts_it_in_a_folder_of_its_own() -> None:
    entry = pwd.getpwnam("nobody")
    script = (
        "import sys; from pathlib import Path; from config.embedded_postgres import EmbeddedPostgres;"
        "server = EmbeddedPostgres(Path(sys.argv[1]) / 'data', durable=False); server._make_database = lambda: None;"
        "server.start(); assert server.home == server.data_dir and server.is_running; server.stop(); print('started')"
    )
    with tempfile.TemporaryDirectory(dir="/var/tmp") as home:
        os.chown(home, entry.pw_uid, entry.pw_gid)
        told = subprocess.run(
            ["setpriv", f"--reuid={entry.pw_uid}", f"--regid={entry.pw_gid}", "--clear-groups", sys.executable, "-c",
             script, home],
            cwd=ROOT, capture_output=True, text=True, check=False, env={"PATH": os.environ["PATH"]},
        )  # fmt: skip

    assert told.stdout == "started\n", told.stderr
