"""The addresses of PostgreSQL and Redis as settings; what cannot be one is refused in a sentence."""

from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

POSTGRES_SHAPE = "DATABASE_URL must look like postgres://user:password@host:5432/database."
REDIS_SHAPE = "REDIS_URL must look like redis://:password@host:6379 or redis://host:6379/0."
CACHE_IS_NEXT = 1
"""The cache is emptied now and then, so it lives in the database after the broker's."""


def database_settings(url: str, *, options: dict[str, Any]) -> dict[str, Any]:
    """Django's description of the database; what the URL asks for after its `?` goes before `options`."""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("postgres", "postgresql") and len(parts.path) > 1 and parts.port != 0
        found = environ.Env.db_url_config(url) if usable else {}
    except ValueError:
        found = {}
    if not found:
        raise ImproperlyConfigured(POSTGRES_SHAPE)
    return {**found, "OPTIONS": {**options, **found.get("OPTIONS", {})}}


def redis_address(url: str, *, for_cache: bool) -> str:
    """`url` with the number of the database: the one it names, or 0, for the broker, and the next for the cache."""
    try:
        parts = urlsplit(url)
        number = int(parts.path.strip("/") or 0)
        usable = parts.scheme in ("redis", "rediss") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable, number = False, 0
    if not usable or number < 0:
        raise ImproperlyConfigured(REDIS_SHAPE)
    return parts._replace(path=f"/{number + (CACHE_IS_NEXT if for_cache else 0)}").geturl()
