"""Are the servers that the environment names there, and are they what Marquee needs? Answers in sentences."""

from django.core.exceptions import ImproperlyConfigured

from config.addresses import database_settings, redis_address
from config.embedded_programs import UnableToStartServer

OLDEST_POSTGRES = 15


def check_database(url: str) -> None:
    """Raise UnableToStartServer, with what to do, unless `url` reaches a PostgreSQL that is new enough."""
    import psycopg

    try:
        database_settings(url, options={})
    except ImproperlyConfigured as error:
        raise UnableToStartServer(str(error)) from None
    try:
        with psycopg.connect(url.replace("postgres://", "postgresql://", 1), connect_timeout=5) as connection:
            version = connection.info.server_version // 10_000
            missing = connection.execute(
                "SELECT name FROM unnest(ARRAY['pg_trgm', 'unaccent']) AS wanted (name)"
                " WHERE name NOT IN (SELECT name FROM pg_available_extensions)"
            ).fetchall()
    except psycopg.Error as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise UnableToStartServer(
            f"DATABASE_URL cannot be used ({reason}). Correct it, or unset it and Marquee starts a server of its own."
        ) from None
    if version < OLDEST_POSTGRES:
        raise UnableToStartServer(f"DATABASE_URL is PostgreSQL {version}; Marquee needs {OLDEST_POSTGRES} or newer.")
    if missing:
        names = ", ".join(name for (name,) in missing)
        raise UnableToStartServer(f"PostgreSQL lacks {names}: install its contrib package and start again.")


def check_redis(url: str) -> None:
    """Raise UnableToStartServer, with what to do, unless `url` reaches a Redis or Valkey server."""
    import redis

    try:
        for address in (redis_address(url, for_cache=False), redis_address(url, for_cache=True)):
            with redis.Redis.from_url(address, socket_connect_timeout=5, socket_timeout=5) as client:
                client.ping()
    except ImproperlyConfigured as error:
        raise UnableToStartServer(str(error)) from None
    except (redis.RedisError, ValueError, OSError) as error:
        raise UnableToStartServer(
            f"REDIS_URL cannot be used ({error}). Correct it, or unset it and Marquee starts a server of its own."
        ) from None
