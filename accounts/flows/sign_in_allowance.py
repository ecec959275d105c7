"""How often signing in may be tried: buckets in one statement each, so that parallel tries cannot overdraw them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from math import ceil
from typing import Any

from django.conf import settings
from django.db import connection

from accounts.models import SignInAllowance

SPEND = """
    INSERT INTO accounts_signinallowance AS bucket (key, tokens, refilled_at)
    VALUES (%(key)s, %(size)s - 1, %(now)s)
    ON CONFLICT (key) DO UPDATE SET
        tokens = least(%(size)s, bucket.tokens + %(rate)s
                       * greatest(0, extract(epoch FROM excluded.refilled_at - bucket.refilled_at))) - 1,
        refilled_at = greatest(bucket.refilled_at, excluded.refilled_at)
    WHERE least(%(size)s, bucket.tokens + %(rate)s
                * greatest(0, extract(epoch FROM excluded.refilled_at - bucket.refilled_at))) >= 1
    RETURNING tokens
"""
FULL_AGAIN_AFTER = timedelta(hours=1)


class TooManyTries(Exception):
    """Nothing was compared; `retry_after_seconds` says when to come back."""

    def __init__(self, retry_after_seconds: int, limit: int) -> None:
        super().__init__(f"Too many tries. Try again in {retry_after_seconds} s.")
        self.retry_after_seconds = retry_after_seconds
        self.limit = limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What is left after a try, of how many at once."""

    limit: int
    remaining: int


def spend_try(*, email: str, ip: str, now: datetime) -> Allowance:
    """Count one try against the network address and against the e-mail address; raises TooManyTries."""
    limit = tries_per_minute()
    left = [_spend(f"{kind}:{value}", limit, now) for kind, value in (("ip", ip), ("email", email.strip().lower()))]
    return Allowance(limit=limit, remaining=min(left))


def tries_per_minute() -> int:
    """From REST_FRAMEWORK's rate `sign_in`, which is per minute."""
    rates: Any = settings.REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"]
    return int(rates["sign_in"].partition("/")[0])


def forget_full_allowances(*, now: datetime) -> int:
    """Delete buckets that have long been full again; returns how many."""
    return SignInAllowance.objects.filter(refilled_at__lt=now - FULL_AGAIN_AFTER).delete()[0]


def _spend(whose: str, limit: int, now: datetime) -> int:
    key = sha256(whose.encode()).hexdigest()
    with connection.cursor() as cursor:
        cursor.execute(SPEND, {"key": key, "size": limit, "rate": limit / 60, "now": now})
        row = cursor.fetchone()
    if row is None:
        raise TooManyTries(ceil(60 / limit), limit)
    return int(row[0])
