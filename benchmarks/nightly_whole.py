"""The whole nightly run as the site does it, for nightly_job.py, with the seconds of each of its steps."""

import time

import own_database
from nightly_ways import EPOCHS, FACTORS, NOW, RATE, Clock, warm_up


def whole_run(_count: int) -> dict:
    """`retrain`, which chooses, judges, learns anew, asks the gate, and activates or refuses.

    The settings of Surprise's SVD are those that a search might have left.
    """
    from recommendations.models import EstimatorSettings, RunState, TrainingRun
    from recommendations.training import lease
    from recommendations.training.queue import queue_run
    from recommendations.training.run import retrain

    warm_up()
    EstimatorSettings.objects.update_or_create(
        estimator="surprise_svd", is_active=True,
        defaults={"config": {"factors": FACTORS, "epochs": EPOCHS, "learning_rate": RATE, "regularisation": 0.1}},
    )  # fmt: skip
    clock, last = Clock(), [time.perf_counter(), ""]

    def noting(step: str) -> None:
        now = time.perf_counter()
        if last[1]:
            clock.seconds[last[1]] = clock.seconds.get(last[1], 0.0) + now - last[0]
        last[:] = [now, step]

    really = lease.Lease.step

    def stepping(self, text: str, progress: float) -> None:
        noting(text)
        really(self, text, progress)

    lease.Lease.step = stepping
    run = queue_run(reason="benchmark", requested_by=None, now=NOW)
    state = retrain(run.pk, now=lambda: NOW)
    noting("")
    ended = TrainingRun.objects.get(pk=run.pk)
    assert state is RunState.PROMOTED, (state, ended.verdict, ended.error)
    return {"seconds": clock.seconds, "rows": 0, "peak_mb": own_database.peak_mb(), "verdict": ended.verdict}
