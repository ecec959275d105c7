"""The supervisor keeps its services running, and leaves nothing behind; real processes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from config.loopback import group_members, is_alive
from config.services import Service, Supervisor

SLEEP = [sys.executable, "-c", "import time; time.sleep(600)"]
PARENT = [
    sys.executable,
    "-c",
    "import subprocess, sys, time; child = subprocess.Popen(['sleep', '600']); time.sleep(600)",
]
DEAF = "import signal, time; signal.signal(15, signal.SIG_IGN); print(1, flush=True); time.sleep(600)"
STUBBORN = [sys.executable, "-c", DEAF]


class World:
    """A supervisor whose clock the test turns."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.time, self.said = folder, 0.0, list[str]()

    def supervisor(self, *commands: list[str]) -> Supervisor:
        services = [Service(f"s{n}", command, self.folder / f"{n}.log") for n, command in enumerate(commands)]
        return Supervisor(
            services=services, environment=os.environ, folder=self.folder, pids_file=self.folder / "pids",
            tell=self.said.append, clock=lambda: self.time,
        )  # fmt: skip


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


@pytest.fixture
def start(world: World) -> Iterator[Callable[..., Supervisor]]:
    made = []

    def one(*commands: list[str]) -> Supervisor:
        made.append(world.supervisor(*commands))
        made[-1].start()
        return made[-1]

    yield one
    for supervisor in made:
        for service in supervisor.services:
            service.end_group()
            if service.process:
                service.process.wait()


def pid_of(supervisor: Supervisor, number: int = 0) -> int:
    process = supervisor.services[number].process
    assert process
    return process.pid


def until(condition: Callable[[], bool], seconds: float = 10.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_what_died_starts_again(world: World, start: Callable[..., Supervisor]) -> None:
    supervisor = start(SLEEP)
    first = pid_of(supervisor)
    os.kill(first, signal.SIGKILL)
    until(lambda: not supervisor.services[0].is_running)

    supervisor.watch_once()

    assert supervisor.services[0].is_running
    assert pid_of(supervisor) != first
    assert world.said == [f"s0 ended (-9); it starts again. Its log: {world.folder / '0.log'}"]
    assert f"{pid_of(supervisor)} " in (world.folder / "pids").read_text()


def test_what_keeps_dying_waits_longer_each_time(world: World, start: Callable[..., Supervisor]) -> None:
    supervisor = start([sys.executable, "-c", ""])
    pauses = []
    for _death in range(8):
        until(lambda: not supervisor.services[0].is_running)
        died = world.time
        supervisor.watch_once()
        while not supervisor.services[0].process or supervisor.services[0].start_not_before:
            world.time += 0.5
            supervisor.watch_once()
        pauses.append(world.time - died)

    assert pauses == [0, 1, 3, 7, 15, 30, 30, 30]


def test_children_of_what_died_are_not_left_behind(start: Callable[..., Supervisor]) -> None:
    supervisor = start(PARENT)
    group = pid_of(supervisor)
    until(lambda: len(list(group_members(group))) == 2)
    os.kill(group, signal.SIGKILL)
    until(lambda: not supervisor.services[0].is_running)

    supervisor.watch_once()

    until(lambda: not list(group_members(group)))


def test_stop_ends_everything_also_children_and_the_stubborn(world: World, start: Callable[..., Supervisor]) -> None:
    supervisor = start(SLEEP, PARENT, STUBBORN)
    groups = [pid_of(supervisor, number) for number in range(3)]
    until(lambda: len(list(group_members(groups[1]))) == 2 and (world.folder / "2.log").read_text() != "")
    world.time = 0.0
    supervisor.clock = time.monotonic
    began = time.monotonic()

    supervisor.stop()

    assert time.monotonic() - began < 16
    assert not [pid for group in groups for pid in group_members(group)]
    assert not (world.folder / "pids").exists()


def test_what_a_killed_supervisor_left_is_ended(world: World, start: Callable[..., Supervisor]) -> None:
    killed = start(PARENT, SLEEP)
    groups = [pid_of(killed, number) for number in range(2)]
    until(lambda: len(list(group_members(groups[0]))) == 2)
    # The leader is gone too; its child still holds what it held.
    os.kill(groups[0], signal.SIGKILL)
    (world.folder / "pids").write_text(f"{groups[0]} sleep 600\n{groups[1]} {' '.join(SLEEP)}")

    world.supervisor().end_leftovers()

    assert not [pid for group in groups for pid in group_members(group)]
    assert not (world.folder / "pids").exists()


def test_a_number_that_somebody_else_has_now_is_left_alone(world: World) -> None:
    stranger = subprocess.Popen(["sleep", "600"], start_new_session=True)
    try:
        (world.folder / "pids").write_text(f"{stranger.pid} {' '.join(SLEEP)}")

        world.supervisor().end_leftovers()

        assert is_alive(stranger.pid)
    finally:
        stranger.kill()
        stranger.wait()


@pytest.mark.parametrize("content", ["", "nonsense", "12", "x y", "\n\n", "999999999 python"])
def test_a_damaged_note_of_what_ran_does_not_matter(content: str, world: World) -> None:
    (world.folder / "pids").write_text(content)

    world.supervisor().end_leftovers()


def test_services_end_when_their_supervisor_is_killed(world: World) -> None:
    script = (
        "import os, time; from pathlib import Path; from config.services import Service; import sys;"
        "s = Service('s', [sys.executable, '-c', 'import time; time.sleep(600)'], Path(sys.argv[1]));"
        "s.start(os.environ, Path('.')); print(s.process.pid, flush=True); time.sleep(600)"
    )
    keeper = subprocess.Popen(
        [sys.executable, "-c", script, str(world.folder / "log")],
        stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert keeper.stdout
    pid = int(keeper.stdout.readline())
    keeper.kill()
    keeper.communicate()

    until(lambda: not is_alive(pid))


def test_a_start_that_breaks_in_the_middle_can_be_stopped(world: World) -> None:
    supervisor = world.supervisor(SLEEP, ["/no/such/program"])
    with pytest.raises(FileNotFoundError):
        supervisor.start()
    group = pid_of(supervisor)

    supervisor.stop()

    assert not list(group_members(group))
