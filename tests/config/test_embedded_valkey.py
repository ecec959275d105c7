"""The embedded Valkey: behind a password, on loopback, and back after every kind of death."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from config.embedded_valkey import EmbeddedValkey
from config.loopback import command_of, is_alive


@pytest.fixture
def server(tmp_path: Path) -> Iterator[EmbeddedValkey]:
    found = EmbeddedValkey(tmp_path / "data")
    yield found
    found.stop()


def pid_of(server: EmbeddedValkey) -> int:
    return int(server.pid_file.read_text())


def test_it_starts_behind_its_password_which_no_process_list_shows(server: EmbeddedValkey) -> None:
    url = server.start()
    password = url.partition("redis://:")[2].partition("@")[0]

    with redis.Redis.from_url(url) as client:
        assert client.ping()
        assert client.config_get("bind")["bind"] == "127.0.0.1"
        assert client.config_get("maxmemory-policy")["maxmemory-policy"] == "noeviction"
    with pytest.raises(redis.AuthenticationError), redis.Redis(port=server.port) as client:
        client.ping()
    assert password not in command_of(pid_of(server))


def test_a_second_start_adopts_what_runs(server: EmbeddedValkey) -> None:
    url, pid = server.start(), pid_of(server)

    assert EmbeddedValkey(server.data_dir).start() == url
    assert pid_of(server) == pid


def test_after_a_kill_it_starts_again_on_the_same_port_with_what_it_held(server: EmbeddedValkey) -> None:
    url = server.start()
    with redis.Redis.from_url(url) as client:
        client.set("kept", "7")
        client.execute_command("WAITAOF", 1, 0, 5000)
    os.kill(pid_of(server), signal.SIGKILL)
    while is_alive(pid_of(server)):
        pass
    assert not server.is_running

    assert server.start(preferred_port=server.port) == url
    with redis.Redis.from_url(url) as client:
        assert client.get("kept") == b"7"


def test_a_stale_pid_file_does_not_matter(server: EmbeddedValkey) -> None:
    server.start()
    server.stop()
    for stale in ("", "nonsense", "999999999", str(os.getpid())):
        server.pid_file.write_text(stale)
        assert not server.is_running, stale

    with redis.Redis.from_url(server.start()) as client:
        assert client.ping()


def test_two_checkouts_side_by_side_do_not_know_one_another(server: EmbeddedValkey, tmp_path: Path) -> None:
    other = EmbeddedValkey(tmp_path / "other")
    try:
        first, second = server.start(), other.start()

        assert first != second
        server.pid_file.write_text(other.pid_file.read_text())
        assert not server.is_running, "The other checkout's server is not ours."
    finally:
        other.stop()
        for process in Path("/proc").glob("[0-9]*"):
            if f"valkey-server 127.0.0.1:{server.port} " in f"{command_of(int(process.name))} ":
                os.kill(int(process.name), signal.SIGKILL)


def test_erase_forgets_everything(server: EmbeddedValkey) -> None:
    with redis.Redis.from_url(server.start()) as client:
        client.set("gone", "7")

    server.erase()

    assert not server.home.exists()
    with redis.Redis.from_url(server.start()) as client:
        assert client.get("gone") is None
