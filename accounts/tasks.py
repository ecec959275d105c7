"""Celery: what is tidied up when nobody looks."""

from celery import shared_task

from accounts.flows.clear_sessions import clear_expired_sessions


@shared_task(name="accounts.tasks.clear_sessions")
def clear_sessions() -> None:
    clear_expired_sessions()
