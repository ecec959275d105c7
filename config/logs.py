"""What is logged, and how: one line of text for each thing, as much as LOG_LEVEL asks for."""

import logging
import sys
from typing import Any

import structlog
from django.core.exceptions import ImproperlyConfigured


def logs_at(level: str) -> dict[str, Any]:
    """Django's LOGGING for a level's name; sets structlog up alike. Raises ImproperlyConfigured for no level's name.

    Tracebacks are plain: structlog's own would print the values of local variables, which may be secrets, or arrays of
    a million numbers.
    """
    names = logging.getLevelNamesMapping()
    if level.upper() not in names:
        raise ImproperlyConfigured(f"LOG_LEVEL is {level!r}; it must be one of DEBUG, INFO, WARNING, ERROR, CRITICAL.")
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.StackInfoRenderer(),
            structlog.dev.set_exc_info,
            structlog.processors.TimeStamper(fmt="%Y-%m-%d %H:%M:%S", utc=True),
            structlog.dev.ConsoleRenderer(
                colors=sys.stdout.isatty(), exception_formatter=structlog.dev.plain_traceback
            ),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(names[level.upper()]),
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
        "root": {"handlers": ["console"], "level": level.upper()},
    }
