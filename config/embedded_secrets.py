"""Passwords and the secret key of a checkout's own servers: made once, readable by their owner alone."""

import json
import os
import secrets
from pathlib import Path

from config.remembered import REMEMBERED


def write_private(path: Path, content: str) -> None:
    """Write `content` so that a reader finds the old file or the whole new one, and nobody else can read it."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)


def secrets_of(data_dir: Path) -> dict[str, str]:
    """The checkout's generated secrets: `postgres`, `valkey` and `secret_key`; made when absent."""
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = data_dir / "secrets.json"
    try:
        found = dict(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        found = {}
    wanted = {"postgres": 32, "valkey": 32, "secret_key": 64}
    if any(not found.get(name) for name in wanted):
        found = {name: found.get(name) or secrets.token_urlsafe(length) for name, length in wanted.items()}
        write_private(path, json.dumps(found))
    return {str(name): str(value) for name, value in found.items()}


def remember(data_dir: Path, addresses: dict[str, str]) -> None:
    """Write down where the servers are, for `config.remembered`."""
    write_private(data_dir / REMEMBERED, json.dumps(addresses))
