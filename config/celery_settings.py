"""How Celery runs: late acknowledgements, one task at a time, and patience with a broker that is away."""

from typing import Any

FOR_TRAINING = tuple(
    f"recommendations.tasks.{name}" for name in ("run_training", "run_search", "run_replay", "run_outcomes")
)


def celery_settings(*, broker: str) -> dict[str, Any]:
    """Everything that Celery reads from Django's settings."""
    return {
        "CELERY_BROKER_URL": broker,
        "CELERY_TASK_IGNORE_RESULT": True,
        "CELERY_TASK_TRACK_STARTED": True,
        # Only both together survive a killed pool child.
        "CELERY_TASK_ACKS_LATE": True,
        "CELERY_TASK_REJECT_ON_WORKER_LOST": True,
        "CELERY_TASK_ACKS_ON_FAILURE_OR_TIMEOUT": True,
        "CELERY_WORKER_PREFETCH_MULTIPLIER": 1,
        "CELERY_TASK_TIME_LIMIT": 1800,
        "CELERY_TASK_SOFT_TIME_LIMIT": 1500,
        # Longer than the longest task, or the broker hands a running task to a second worker.
        "CELERY_BROKER_TRANSPORT_OPTIONS": {
            "visibility_timeout": 3600,
            "unacked_restore_interval": 5,
            "unacked_restore_throttle": 1,
            "socket_timeout": 5,
            "socket_connect_timeout": 2,
            "socket_keepalive": True,
        },
        "CELERY_VISIBILITY_TIMEOUT": 3600,
        "CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP": True,
        "CELERY_BROKER_CONNECTION_MAX_RETRIES": None,
        "CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS": True,
        "CELERY_WORKER_MAX_TASKS_PER_CHILD": 50,
        "CELERY_WORKER_MAX_MEMORY_PER_CHILD": 4_000_000,
        "CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT": 10,
        "CELERY_WORKER_HIJACK_ROOT_LOGGER": False,
        "CELERY_ACCEPT_CONTENT": ["json"],
        "CELERY_TASK_SERIALIZER": "json",
        "CELERY_TASK_DEFAULT_QUEUE": "default",
        "CELERY_TASK_ROUTES": {task: {"queue": "training"} for task in FOR_TRAINING},
        "CELERY_TIMEZONE": "UTC",
        "CELERY_BEAT_SCHEDULER": "django_celery_beat.schedulers:DatabaseScheduler",
        "DJANGO_CELERY_BEAT_TZ_AWARE": True,
    }
