"""The lock that lets one at a time write what a profile did, or take the profile away."""

from django.db import connection


def hold_profile(profile_id: int) -> None:
    """Wait until no other transaction writes what this profile did; released at the end of this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('events of profile ' || %s, 0))", [profile_id])
