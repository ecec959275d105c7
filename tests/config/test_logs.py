"""Logs say as much as was asked for, and never what a variable held."""

from collections.abc import Iterator

import pytest
import structlog
from django.core.exceptions import ImproperlyConfigured

from config.logs import logs_at


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    kept = structlog.get_config()
    yield
    structlog.configure(**kept)


def test_what_is_below_the_level_is_not_logged(capsys: pytest.CaptureFixture[str]) -> None:
    assert logs_at("warning")["root"]["level"] == "WARNING"
    log = structlog.get_logger("there")

    log.info("request_started", code=200)
    log.warning("model_missing", digest="abc")

    (line,) = capsys.readouterr().out.splitlines()
    assert "model_missing" in line
    assert "digest=abc" in line


def test_a_traceback_names_no_values(capsys: pytest.CaptureFixture[str]) -> None:
    logs_at("INFO")
    password = "correct horse"  # It must not be found again.

    try:
        len(password) / 0  # It is the fault that is logged.
    except ZeroDivisionError:
        structlog.get_logger("there").exception("row_failed", row="because")

    told = capsys.readouterr().out
    assert "ZeroDivisionError" in told
    assert "row_failed" in told
    assert password not in told


def test_a_level_that_is_none_is_refused_in_words() -> None:
    with pytest.raises(ImproperlyConfigured, match="LOG_LEVEL is 'LOUD'; it must be one of DEBUG"):
        logs_at("LOUD")
