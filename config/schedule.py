"""The default schedule: written into the database when absent, never over what an admin changed."""

from dataclasses import dataclass

from django_celery_beat.models import CrontabSchedule, IntervalSchedule, PeriodicTask


@dataclass(frozen=True, slots=True, kw_only=True)
class Every:
    """A task that runs every so many seconds."""

    name: str
    task: str
    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Daily:
    """A task that runs once a day, UTC."""

    name: str
    task: str
    hour: int
    minute: int


INTERVALS = (Every(name="Find training work and lost runs", task="recommendations.tasks.sweep", seconds=20),)
DAILY = (
    Daily(name="Retrain every night", task="recommendations.tasks.retrain_nightly", hour=4, minute=10),
    Daily(name="Count what came of recommendations", task="recommendations.tasks.count_outcomes", hour=2, minute=30),
    Daily(name="Make and drop monthly partitions", task="recommendations.tasks.keep_partitions", hour=3, minute=20),
    Daily(name="Send the weekly letters that are due", task="recommendations.tasks.send_digests", hour=16, minute=0),
    Daily(name="Clear sessions that have ended", task="accounts.tasks.clear_sessions", hour=3, minute=40),
)


def ensure_default_schedule() -> None:
    """Create the missing tasks; what exists, switched off or changed, stays as it is."""
    for every in INTERVALS:
        interval, _made = IntervalSchedule.objects.get_or_create(every=every.seconds, period=IntervalSchedule.SECONDS)
        PeriodicTask.objects.get_or_create(name=every.name, defaults={"task": every.task, "interval": interval})
    for daily in DAILY:
        crontab, _made = CrontabSchedule.objects.get_or_create(
            minute=str(daily.minute), hour=str(daily.hour), day_of_week="*", day_of_month="*", month_of_year="*",
            timezone="UTC",
        )  # fmt: skip
        PeriodicTask.objects.get_or_create(name=daily.name, defaults={"task": daily.task, "crontab": crontab})
