"""How tests are shared out among processes: file by file, what takes longest first, and the demo in one process only.

Loaded with `-p tests.balance`; without `-n` nothing happens here.
"""

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling
from xdist.workermanage import WorkerController

JOURNEYS = "tests/journeys"
"""They share a trained demo, which takes as long to bring in as twenty of them; and two browsers starve each other."""

LONG = (
    JOURNEYS,
    "tests/config/test_up.py",
    "tests/security/test_hostile_input.py",
    "tests/chaos/test_training_survives.py",
    "tests/chaos/test_search_survives.py",
    "tests/config/test_static_storage.py",
    "tests/recommendations/training/test_trial.py",
    "tests/config/test_admin_in_browser.py",
    "tests/recommendations/web/test_player.py",
)
"""What takes much longer than its number of tests lets expect, the longest first: last, one process would wait."""


class LongestFirst(LoadFileScheduling):
    """Gives the next free process the unit of work that is expected to take longest."""

    def _split_scope(self, nodeid: str) -> str:
        return JOURNEYS if nodeid.startswith(f"{JOURNEYS}/") else super()._split_scope(nodeid)

    def _assign_work_unit(self, node: WorkerController) -> None:
        self.workqueue.move_to_end(min(self.workqueue, key=self._turn), last=False)
        super()._assign_work_unit(node)

    def _turn(self, scope: str) -> tuple[int, int]:
        return LONG.index(scope) if scope in LONG else len(LONG), -len(self.workqueue[scope])


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LongestFirst | None:
    return LongestFirst(config, log) if config.getvalue("dist") == "loadfile" else None
