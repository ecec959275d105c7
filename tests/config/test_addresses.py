"""The addresses of servers are read strictly, and nothing that a URL asks for is lost."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.addresses import database_settings, redis_address


def test_a_database_keeps_what_its_url_asks_for() -> None:
    found = database_settings(
        "postgres://ada:p%40ss@db.example:6543/site?sslmode=require", options={"connect_timeout": 3}
    )

    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == (
        "ada", "p@ss", "db.example", 6543, "site",
    )  # fmt: skip
    assert found["OPTIONS"] == {"connect_timeout": 3, "sslmode": "require"}


@pytest.mark.parametrize(
    "url",
    ["", "not a url", "mysql://u:p@h/db", "postgres://u:p@h:abc/db", "postgres://u:p@h:99999/db", "postgres://u:p@h",
     "sqlite:///x", "postgres://[::1/db"],
)  # fmt: skip
def test_what_is_no_database_is_refused_in_a_sentence(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^DATABASE_URL must look like postgres://"):
        database_settings(url, options={})


@pytest.mark.parametrize(
    ("url", "broker", "cache"),
    [
        ("redis://h:6379", "redis://h:6379/0", "redis://h:6379/1"),
        ("redis://h:6379/", "redis://h:6379/0", "redis://h:6379/1"),
        ("redis://:p@h/4", "redis://:p@h/4", "redis://:p@h/5"),
        ("rediss://u:p@h:1/0?ssl_cert_reqs=none", "rediss://u:p@h:1/0?ssl_cert_reqs=none",
         "rediss://u:p@h:1/1?ssl_cert_reqs=none"),
    ],
)  # fmt: skip
def test_broker_and_cache_never_share_a_database(url: str, broker: str, cache: str) -> None:
    assert redis_address(url, for_cache=False) == broker
    assert redis_address(url, for_cache=True) == cache


@pytest.mark.parametrize(
    "url", ["", "not a url", "http://h", "redis://h:abc", "redis://h/x", "redis://", "redis://h/-1"]
)
def test_what_is_no_redis_is_refused_in_a_sentence(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^REDIS_URL must look like redis://"):
        redis_address(url, for_cache=False)
