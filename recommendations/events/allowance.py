"""How many events a profile may send: a token bucket in one statement, so that parallel requests cannot overdraw it."""

from datetime import datetime
from math import ceil

from django.db import connection

from recommendations.conf import tunables

SPEND = """
    INSERT INTO recommendations_eventallowance AS bucket (profile_id, tokens, refilled_at)
    VALUES (%(profile_id)s, %(size)s - %(cost)s, %(now)s)
    ON CONFLICT (profile_id) DO UPDATE SET
        tokens = least(%(size)s, bucket.tokens + %(rate)s
                       * greatest(0, extract(epoch FROM excluded.refilled_at - bucket.refilled_at))) - %(cost)s,
        refilled_at = greatest(bucket.refilled_at, excluded.refilled_at)
    WHERE least(%(size)s, bucket.tokens + %(rate)s
                * greatest(0, extract(epoch FROM excluded.refilled_at - bucket.refilled_at))) >= %(cost)s
    RETURNING tokens
"""


class AllowanceSpent(Exception):
    """The profile has sent too much; `retry_after_seconds` says when to come back."""

    def __init__(self, retry_after_seconds: int) -> None:
        super().__init__(f"Too many events. Send the same batch again in {retry_after_seconds} s.")
        self.retry_after_seconds = retry_after_seconds


def spend_allowance(*, profile_id: int, events: int, now: datetime) -> int:
    """Take a batch of this many events off the allowance and say how many are left; or raise AllowanceSpent."""
    cost, rate = max(1, events), tunables().events_per_minute / 60.0
    with connection.cursor() as cursor:
        cursor.execute(
            SPEND,
            {"profile_id": profile_id, "size": tunables().events_at_once, "cost": cost, "rate": rate, "now": now},
        )
        left = cursor.fetchone()
    if left is None:
        raise AllowanceSpent(max(1, ceil(cost / rate)))
    return int(left[0])
