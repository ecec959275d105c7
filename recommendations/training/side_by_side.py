"""Two things learned at once where memory has room for both: the processors that one leaves idle, the other takes."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

One = TypeVar("One")
Other = TypeVar("Other")


def side_by_side(one: Callable[[], One], other: Callable[[], Other], *, is_room: bool) -> tuple[One, Other]:
    """What both answer, `other` from a thread of its own; one after the other where there is no room.

    Worth it because a descent has one thread and what it compiles to lets others run. What either raises is raised
    when both have ended.
    """
    if not is_room:
        return one(), other()
    with ThreadPoolExecutor(1, thread_name_prefix="learning beside") as threads:
        waiting = threads.submit(other)
        answer = one()
        return answer, waiting.result()
