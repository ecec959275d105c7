"""Sessions that have ended leave the database, and with them the notes of where they came from."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session


def clear_expired_sessions() -> int:
    """Delete expired sessions and whatever describes a session that is no more; answers how many descriptions went."""
    SessionStore.clear_expired()
    gone = UserSession.objects.exclude(session_key__in=Session.objects.values("session_key"))
    return int(gone.delete()[0])
