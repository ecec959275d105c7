"""Measure the pages of one site, and print what was found as JSON. See page_speed.py.

    python benchmarks/page_speed_one.py --titles 5000 [--others 1000000] [--folder F] [--prepare] [--brief]

`--folder` keeps the site for later runs, `--prepare` only makes it, `--brief` omits the naive page and whole pages.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import page_speed_site as site
from benchmarks.page_speed_load import connections, following
from benchmarks.page_speed_processor import postmaster, processor_seconds

WORKERS = 2
CHILD = "benchmarks.page_speed_wsgi:application"
ROOT = Path(__file__).resolve().parent.parent
IN_PARTS, WHOLE = "in parts", "whole"
STEP = 4
"""Rows of the naive page per fragment: as many as the product's."""
ROWS = 12


def cookies_of_viewers() -> list[str]:
    """A cookie header for each viewer: signed in, profile chosen, device known; as fresh as this call."""
    from django.conf import settings
    from django.http import HttpResponse
    from django.test import Client
    from django.utils import timezone

    from accounts.device_cookie import write_device_cookie
    from accounts.flows.devices import remember_device
    from accounts.models import Profile
    from accounts.session_keys import SESSION_DEVICE, SESSION_EPOCH, SESSION_PROFILE

    headers = []
    for profile in Profile.objects.filter(user__isnull=False).select_related("user").order_by("pk"):
        client, response = Client(), HttpResponse()
        client.force_login(profile.user)
        session, now = client.session, timezone.now()
        key = session.session_key
        device = remember_device(user=profile.user, kind="phone", name="Phone", session_key=key, now=now)
        session[SESSION_PROFILE], session[SESSION_EPOCH] = profile.pk, profile.epoch
        session[SESSION_DEVICE] = [device.pk, key]
        session.save()
        write_device_cookie(response, [device.uid])
        client.cookies.update(response.cookies)
        # A browser that has been here has the other cookie as well; it need not be set again.
        client.cookies[settings.CSRF_COOKIE_NAME] = "a" * 32
        headers.append("; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items()))
    return headers


def start_web(folder: Path):
    """Two granian workers, by the command of `manage.py up`; only the application has the measurement's addresses."""
    from config.loopback import free_port
    from config.services import site_services

    port = free_port()
    web = site_services(port=port, logs=folder / "logs")[0]
    web = replace(web, command=[*web.command[:-1], CHILD])
    environment = {name: value for name, value in os.environ.items() if name not in site.ONLY_HERE}
    web.start(environment, ROOT)
    deadline = time.monotonic() + 60
    while True:
        try:
            return web, port, connections(port, WORKERS)
        except (OSError, RuntimeError, ValueError):
            if time.monotonic() > deadline or not web.is_running:
                raise
            time.sleep(0.5)


def planned(connection, cookies: list[str], *, whole: bool) -> tuple[list, dict]:
    """For every viewer the addresses that make up the page as it stands; and how much that is."""
    visits, size, tiles = [], 0, 0
    connection.wake()
    for header in cookies:
        path, paths = ("/?rows=20" if whole else "/"), []
        while path:
            paths.append(path)
            body = connection.ask(path, header)[1]
            size, tiles = size + len(body), tiles + body.count(b'<article class="tile"')
            path = following(body)
        visits.append((header, paths))
    requests = sum(len(paths) for _header, paths in visits) / len(visits)
    return visits, {"kilobytes": size / len(visits) / 1000, "tiles": tiles / len(visits), "requests": requests}


def plans_of(mode: str, way: str, visits: list) -> list:
    """What is asked for in this mode, by the plan of the product's pages."""
    if mode == "memory":
        return [(header, [f"/memory{path}" for path in paths]) for header, paths in visits]
    if mode == "anew":
        return [(header, ["/anew/?rows=20" if way == WHOLE else "/anew/"]) for header, _paths in visits]
    if mode == "naive":
        parts = [f"/naive/rows/?first={first}&count={STEP}" for first in range(STEP, ROWS, STEP)]
        paths = [f"/naive/?count={ROWS}"] if way == WHOLE else [f"/naive/?count={STEP}", *parts]
        return [(header, paths) for header, _paths in visits]
    return visits


def summary(answer: dict, computed: float) -> dict:
    """`computed`: processor seconds of the servers; the client's are in the answer."""
    visits = answer["visits"]
    return {
        "processor": (computed + answer["cpu"]) / len(visits),
        "views": len(visits) / answer["seconds"],
        "requests": sum(map(len, visits)) / answer["seconds"],
        "first": [one[0][0] for one in visits],
        "all": [sum(seconds for seconds, _size in one) for one in visits],
        "client": answer["cpu"] / answer["seconds"],
    }


def measure(folder: Path, *, brief: bool, rounds: int, seconds: float, viewers: int) -> dict:
    """Rounds of every mode in turn; `anew` comes last in each, because after it another page stands."""
    cookies = cookies_of_viewers()[:viewers]
    web, port, ours = start_web(folder)
    load = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("page_speed_load.py")), str(port), str(WORKERS)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip

    def ask(mode: str, visits: list, *, lasting: float) -> dict:
        load.stdin.write(json.dumps({"mode": mode, "visits": visits, "seconds": lasting}) + "\n")
        load.stdin.flush()
        return json.loads(load.stdout.readline())

    servers = [web.process.pid, postmaster()]
    found: dict[str, dict] = {}
    modes = ("memory", "served", "anew") if brief else ("memory", "naive", "served", "anew")
    try:
        for way in (IN_PARTS,) if brief else (IN_PARTS, WHOLE):
            for connection in ours:
                # Both workers hold what a process holds, the model too, and the pages are decided.
                connection.wake()
                connection.ask("/anew/", cookies[0])
                visits, size = planned(connection, cookies, whole=way == WHOLE)
            fixed = {mode: plans_of(mode, way, visits) for mode in modes if mode in ("memory", "naive")}
            results = found[way] = {"page": size, "modes": {mode: [] for mode in modes}}
            for mode, plan in fixed.items():
                ask(mode, plan, lasting=0)
            for _round in range(rounds):
                visits, _size = planned(ours[0], cookies, whole=way == WHOLE)
                for mode in modes:
                    plan = fixed.get(mode) or plans_of(mode, way, visits)
                    before, answer = processor_seconds(servers), ask(mode, plan, lasting=seconds)
                    results["modes"][mode].append(summary(answer, processor_seconds(servers) - before))
    finally:
        load.kill()
        web.process.terminate()
        web.process.wait(timeout=20)
        web.end_group()
    return found


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--titles", type=int, default=5_000)
    options.add_argument("--others", type=int, default=0)
    options.add_argument("--folder", type=Path)
    options.add_argument("--prepare", action="store_true")
    options.add_argument("--brief", action="store_true")
    options.add_argument("--viewers", type=int, default=200, help="of how many of them pages are asked for")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--seconds", type=float, default=3.0)
    asked, busy = options.parse_args(), os.getloadavg()[0]
    home = site.start(asked.folder)
    site.fill(asked.titles)
    rows = {}
    if asked.others:
        from benchmarks.page_speed_history import make_others

        rows = make_others(asked.others)
    if not asked.prepare:
        found = measure(home, brief=asked.brief, rounds=asked.rounds, seconds=asked.seconds, viewers=asked.viewers)
        site_is = {"titles": asked.titles, "others": asked.others, "rows": rows, "busy": busy}
        print(json.dumps({**site_is, "found": found}))


if __name__ == "__main__":
    main()
