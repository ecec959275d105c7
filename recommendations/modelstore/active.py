"""The model that serves, held by each process and looked up by its digest; never the reason that a page fails."""

import logging
import threading
import time
from pathlib import Path

from django.conf import settings

from recommendations.models import ModelSlot, Promotion
from recommendations.modelstore.bundle import Bundle
from recommendations.modelstore.store import UnableToLoad, load

logger = logging.getLogger(__name__)

SLOT = "home"
RETRY_SECONDS = 30.0
"""A version that could not be read is not tried again sooner; every try reads the whole folder."""

_lock = threading.Lock()
_held: dict[str, Bundle] = {}
_stand_in: dict[str, tuple[float, Bundle | None]] = {}


def active_digest(*, slot: str = SLOT) -> str:
    """The digest that the slot points at, or an empty string; one tiny query."""
    digest = ModelSlot.objects.filter(name=slot).values_list("version__digest", flat=True).first()
    return digest or ""


def active_bundle(*, digest: str | None = None, slot: str = SLOT) -> Bundle | None:
    """The serving model, or None when there is none yet or none can be read.

    Takes one tiny query, or none when the caller has already read the digest. A damaged or missing version is
    logged, and what the slot served before stands in for it.
    """
    wanted = active_digest(slot=slot) if digest is None else digest
    if not wanted:
        return None
    held = _held.get(wanted)
    return held if held is not None else _load(wanted, slot)


def _load(wanted: str, slot: str) -> Bundle | None:
    with _lock:
        if wanted in _held:
            return _held[wanted]
        tried_at, stand_in = _stand_in.get(wanted, (float("-inf"), None))
        if time.monotonic() - tried_at < RETRY_SECONDS:
            return stand_in
        bundle = _read(wanted)
        if bundle is not None:
            _held.clear()
            _stand_in.clear()
            _held[wanted] = bundle
            return bundle
        stand_in = _last_good(wanted, slot)
        _stand_in[wanted] = (time.monotonic(), stand_in)
        return stand_in


def _read(digest: str) -> Bundle | None:
    try:
        return load(store=Path(settings.MODEL_STORE), digest=digest)
    except UnableToLoad:
        logger.exception("The model version %s cannot be used.", digest[:12])
        return None


def _last_good(wanted: str, slot: str) -> Bundle | None:
    """The newest earlier promotion that can still be read."""
    earlier = Promotion.objects.filter(slot=slot).values_list("version__digest", flat=True)
    for digest in dict.fromkeys(earlier[:20]):
        if digest != wanted and (bundle := _held.get(digest) or _read(digest)) is not None:
            logger.warning("The model version %s stands in for %s.", digest[:12], wanted[:12])
            return bundle
    return None


def forget_held() -> None:
    """Let go of every mapped model; the next call reads again."""
    with _lock:
        _held.clear()
        _stand_in.clear()
