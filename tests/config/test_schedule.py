"""The default schedule is written once, names tasks that exist, and never undoes what an admin did."""

import pytest
from django_celery_beat.models import PeriodicTask

from config.celery import app
from config.schedule import DAILY, INTERVALS, ensure_default_schedule

pytestmark = pytest.mark.django_db


def test_every_default_is_made_once_and_names_a_task_that_exists() -> None:
    ensure_default_schedule()
    ensure_default_schedule()

    app.loader.import_default_modules()
    tasks = PeriodicTask.objects.exclude(name="celery.backend_cleanup")
    assert tasks.count() == len(INTERVALS) + len(DAILY)
    assert set(tasks.values_list("task", flat=True)) <= set(app.tasks)


def test_what_an_admin_changed_stays() -> None:
    ensure_default_schedule()
    PeriodicTask.objects.update(enabled=False)
    PeriodicTask.objects.filter(name=DAILY[0].name).delete()

    ensure_default_schedule()

    assert PeriodicTask.objects.get(name=INTERVALS[0].name).enabled is False
    assert PeriodicTask.objects.get(name=DAILY[0].name).enabled is True
