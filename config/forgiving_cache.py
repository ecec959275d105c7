"""A Redis cache that is a miss, never an error, while its server is down."""

from typing import Any

import structlog
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)


class ForgivingRedisCache(RedisCache):
    """Reads miss and writes are dropped when the server cannot be reached; each failure is logged."""

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        return self._try("get", default, super().get, key, default, version)

    def set(self, key: str, value: Any, timeout: Any = 300, version: int | None = None, **rest: Any) -> None:
        self._try("set", None, super().set, key, value, timeout, version)

    def add(self, key: str, value: Any, timeout: Any = 300, version: int | None = None) -> bool:
        return bool(self._try("add", True, super().add, key, value, timeout, version))

    def delete(self, key: str, version: int | None = None) -> bool:
        return bool(self._try("delete", False, super().delete, key, version))

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        return int(self._try("incr", delta, super().incr, key, delta, version))

    def _try(self, what: str, otherwise: Any, call: Any, *arguments: Any) -> Any:
        try:
            return call(*arguments)
        except (RedisError, OSError) as error:
            log.warning("cache_unreachable", operation=what, error=str(error))
            return otherwise
