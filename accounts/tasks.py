"""Celery: what is tidied up when nobody looks."""

from celery import shared_task
from django.utils import timezone

from accounts.flows.clear_sessions import clear_expired_sessions
from accounts.flows.sign_in_allowance import forget_full_allowances


@shared_task(name="accounts.tasks.clear_sessions")
def clear_sessions() -> None:
    clear_expired_sessions()
    forget_full_allowances(now=timezone.now())
