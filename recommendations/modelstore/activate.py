"""Move the pointer that says which model serves: forwards by training, anywhere by an operator."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from accounts.models import User
from recommendations.conf import tunables
from recommendations.models import ModelSlot, ModelVersion, Promotion
from recommendations.modelstore.active import SLOT
from recommendations.modelstore.store import UnableToLoad, load, remove_versions

CREATE_SLOT = """
    INSERT INTO recommendations_modelslot (name, version_id, run_token, promoted_at)
    VALUES (%(slot)s, %(version)s, %(token)s, %(now)s) ON CONFLICT (name) DO NOTHING
"""
MOVE_FORWARD = """
    UPDATE recommendations_modelslot SET version_id = %(version)s, run_token = %(token)s, promoted_at = %(now)s
    WHERE name = %(slot)s AND run_token < %(token)s
"""


class UnableToRollBack(Exception):
    """The version cannot serve; the message says why."""


def promote(*, version: ModelVersion, run_token: int, now: datetime, why: str, slot: str = SLOT) -> bool:
    """Let `version` serve, unless a newer run's model already does; answers whether it now does."""
    parameters: dict[str, Any] = {"slot": slot, "version": version.pk, "token": run_token, "now": now}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(CREATE_SLOT, parameters)
        if not cursor.rowcount:
            cursor.execute(MOVE_FORWARD, parameters)
        if not cursor.rowcount:
            return False
        Promotion.objects.create(slot=slot, version=version, promoted_at=now, why=why[:200])
    return True


def roll_back(*, version: ModelVersion, user: User | None, now: datetime, why: str, slot: str = SLOT) -> None:
    """Let an older (or refused) version serve because somebody said so; the next good run moves on from it."""
    try:
        load(store=Path(settings.MODEL_STORE), digest=version.digest)
    except UnableToLoad as problem:
        raise UnableToRollBack(f"Version {version} is not in the model store any more: {problem}") from problem
    with transaction.atomic():
        moved = ModelSlot.objects.filter(name=slot).update(version=version, promoted_at=now)
        if not moved:
            ModelSlot.objects.create(name=slot, version=version, run_token=version.run_id or 0, promoted_at=now)
        Promotion.objects.create(slot=slot, version=version, promoted_at=now, promoted_by=user, why=why[:200])


def prune(*, slot: str = SLOT) -> int:
    """Remove the arrays of all but the newest versions and of the one that serves; answers how many went."""
    keep = tunables().models_kept
    serving = set(ModelSlot.objects.values_list("version_id", flat=True))
    promoted = dict.fromkeys(Promotion.objects.filter(slot=slot).values_list("version_id", flat=True))
    kept = serving | set(list(promoted)[:keep]) | set(ModelVersion.objects.values_list("pk", flat=True)[:keep])
    gone = ModelVersion.objects.exclude(pk__in=kept)
    digests = list(gone.values_list("digest", flat=True))
    gone.delete()
    remove_versions(store=Path(settings.MODEL_STORE), digests=digests)
    return len(digests)
