"""A Redis cache that is a miss, never an error, while its server is down."""

import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar

import structlog
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)

PAUSE_SECONDS = 1.0
"""A server that hangs costs a time-out; asking it again at once would add them up within one page."""


class ForgivingRedisCache(RedisCache):
    """Reads miss and writes are dropped when the server cannot be reached; each failure is logged."""

    _silent_until: ClassVar[float] = 0.0

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        return self._try("get", default, super().get, key, default, version)

    def get_many(self, keys: Iterable[str], version: int | None = None) -> dict[str, Any]:
        return dict(self._try("get_many", {}, super().get_many, keys, version))

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        self._try("set", None, super().set, key, value, timeout, version)

    def set_many(
        self, data: Mapping[str, Any], timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> list[str]:
        return list(self._try("set_many", [], super().set_many, data, timeout, version))

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return bool(self._try("add", True, super().add, key, value, timeout, version))

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return bool(self._try("touch", False, super().touch, key, timeout, version))

    def has_key(self, key: str, version: int | None = None) -> bool:
        return bool(self._try("has_key", False, super().has_key, key, version))

    def delete(self, key: str, version: int | None = None) -> bool:
        return bool(self._try("delete", False, super().delete, key, version))

    def delete_many(self, keys: Iterable[str], version: int | None = None) -> None:
        self._try("delete_many", None, super().delete_many, keys, version)

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        return int(self._try("incr", delta, super().incr, key, delta, version))

    def clear(self) -> None:
        self._try("clear", None, super().clear)

    def _try(self, what: str, otherwise: Any, call: Callable[..., Any], *arguments: Any) -> Any:
        cls = type(self)
        if time.monotonic() < cls._silent_until:
            return otherwise
        try:
            return call(*arguments)
        except (RedisError, OSError) as error:
            cls._silent_until = time.monotonic() + PAUSE_SECONDS
            log.warning("cache_unreachable", operation=what, error=str(error))
            return otherwise
