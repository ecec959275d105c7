"""A server that cannot be used is told apart from one that can, in a sentence that says what to do."""

import os

import pytest

from config.embedded_programs import UnableToStartServer
from config.loopback import free_port
from config.server_check import check_database, check_redis

DATABASE, REDIS = os.environ["DATABASE_URL"], os.environ["REDIS_URL"]


def test_the_servers_of_the_tests_are_good() -> None:
    check_database(DATABASE)
    check_database(DATABASE.replace("postgres://", "postgresql://"))
    check_redis(REDIS)


@pytest.mark.parametrize(
    "url",
    [
        f"postgres://marquee:secret@127.0.0.1:{free_port()}/marquee",
        DATABASE.replace("://marquee:", "://marquee:wrong"),
        DATABASE.replace("://marquee:", "://nobody:"),
        f"{DATABASE}_that_is_not_there",
        f"{DATABASE}?sslmode=bogus",
    ],
    ids=["nobody listens", "wrong password", "unknown role", "unknown database", "unknown mode"],
)
def test_a_database_that_cannot_be_used_is_named_with_the_reason(url: str) -> None:
    with pytest.raises(UnableToStartServer, match=r"^DATABASE_URL cannot be used \(.+\)\. Correct it, or unset it"):
        check_database(url)


def test_what_is_no_address_is_told_with_an_example() -> None:
    with pytest.raises(UnableToStartServer, match="must look like postgres://"):
        check_database("mysql://u:p@h/db")


@pytest.mark.parametrize(
    "url",
    [
        f"redis://127.0.0.1:{free_port()}",
        REDIS.replace("redis://:", "redis://:wrong"),
        f"redis://{REDIS.rpartition('@')[2]}",
        f"{REDIS}/9999",
        "not a url",
        "redis://127.0.0.1:abc",
    ],
    ids=["nobody listens", "wrong password", "no password", "no such number", "no address", "no port"],
)
def test_a_redis_that_cannot_be_used_is_named_with_the_reason(url: str) -> None:
    with pytest.raises(UnableToStartServer, match=r"^REDIS_URL (cannot be used \(.+\)\. Correct it|must look like)"):
        check_redis(url)
