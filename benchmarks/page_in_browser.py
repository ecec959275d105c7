"""The home page in a real browser: what it weighs, when its largest picture stands, what moves, how soon it answers.

    python benchmarks/page_in_browser.py [ADDRESS]      of a running demo; without one the demo is started, and stopped

Headless Chromium, signed in, at 390 and 1440 pixels; every load with an empty cache of the browser. Weights are what
came over the wire, with what the page fetches as one scrolls to its end; HTML, which a proxy compresses and `make run`
alone does not, counts as gzip at level 6 makes it. LCP and CLS as the browser reports them, CLS while the whole page is
scrolled through; an interaction lasts from the key or pointer to the paint after it (the browser counts in steps of 8
ms and reports none under 16). Writes benchmarks/results/page_in_browser.md.
"""

import gzip
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import sync_playwright

from tests import browser as installed

RESULTS = Path(__file__).parent / "results" / "page_in_browser.md"
LOADS = 5
SLOWDOWN = 4
SIZES = {390: (390, 844, True), 1440: (1440, 900, False)}
KINDS = {"Document": "HTML", "Fetch": "HTML", "XHR": "HTML", "Stylesheet": "CSS", "Script": "JS", "Font": "fonts"}
GOALS = {"KB": 120.0, "LCP": 1500.0, "CLS": 0.02, "interaction": 100.0}
WATCH = """
  window.measured = {lcp: 0, cls: 0, slowest: 0, what: ""};
  const watch = (type, take, more = {}) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({type, buffered: true, ...more});
  watch("largest-contentful-paint", (entry) => { measured.lcp = entry.startTime; });
  watch("layout-shift", (entry) => { if (!entry.hadRecentInput) measured.cls += entry.value; });
  watch("event", (entry) => {
    if (entry.interactionId && entry.duration > measured.slowest) {
      measured.slowest = entry.duration; measured.what = entry.name;
    }
  }, {durationThreshold: 16});
"""


def started_demo() -> tuple[subprocess.Popen, str]:
    """The whole site in a folder of its own; takes a minute or two."""
    folder = tempfile.mkdtemp(prefix="marquee-bench-")
    process = subprocess.Popen(
        [sys.executable, "manage.py", "up", "--port", "8700"], cwd=ROOT, stdout=subprocess.PIPE, text=True,
        env=os.environ | {"MARQUEE_DATA_DIR": folder},
    )  # fmt: skip
    for line in process.stdout:
        if line.startswith("Marquee is at "):
            return process, line.removeprefix("Marquee is at ").strip()
    raise RuntimeError("The demo did not start.")


def signed_in(browser, address: str) -> list:
    """The cookies of somebody of the demo who has chosen a profile."""
    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.goto("/account/login/")
    page.get_by_label("Email").fill("demo@marquee.example")
    page.get_by_label("Password").fill("marquee-demo")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("button", name="Mira", exact=True).click()
    page.locator(".billboard").wait_for()
    cookies = context.cookies()
    context.close()
    return cookies


class Load:
    """One load of the page by a browser that has never been here."""

    def __init__(self, browser, address: str, cookies: list, width: int, *, slowdown: int = 1) -> None:
        wide, high, is_phone = SIZES[width]
        self.context = browser.new_context(
            base_url=address, viewport={"width": wide, "height": high}, is_mobile=is_phone, has_touch=is_phone
        )
        self.context.add_cookies(cookies)
        self.page = self.context.new_page()
        self.page.add_init_script(WATCH)
        self.wire = self.context.new_cdp_session(self.page)
        self.wire.send("Network.enable")
        if slowdown > 1:
            self.wire.send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
        self.kinds: dict[str, str] = {}
        self.sizes: dict[str, float] = {}
        self.wire.on("Network.responseReceived", lambda said: self.kinds.update({said["requestId"]: said["type"]}))
        self.wire.on(
            "Network.loadingFinished", lambda said: self.sizes.update({said["requestId"]: said["encodedDataLength"]})
        )
        self.bodies: list[bytes] = []
        self.page.on("response", self._keep_html)
        self.page.goto("/", wait_until="load")
        self.page.wait_for_timeout(1200)

    def _keep_html(self, response) -> None:
        if "text/html" in response.headers.get("content-type", ""):
            self.bodies.append(response.body())

    def scroll_through(self) -> None:
        """To the end of the page, which grows meanwhile."""
        still, before = 0, -1
        while still < 3:
            self.page.mouse.wheel(0, 700)
            self.page.wait_for_timeout(180)
            now = self.page.evaluate("window.scrollY")
            still = still + 1 if now == before else 0
            before = now

    def told(self) -> dict:
        return self.page.evaluate("measured")

    def weights(self) -> dict[str, float]:
        """Kilobytes by kind; events that were reported on the way are no part of the page."""
        found = {"HTML": sum(len(gzip.compress(body, 6)) for body in self.bodies) / 1000}
        for request, size in self.sizes.items():
            kind = KINDS.get(self.kinds.get(request, ""), "pictures")
            if kind != "HTML":
                found[kind] = found.get(kind, 0.0) + size / 1000
        return found

    def close(self) -> None:
        self.context.close()


def interactions(load: Load) -> dict[str, float]:
    """What people do on the page, and how long each took to be painted."""
    page, found = load.page, {}

    def done(name: str) -> None:
        page.wait_for_timeout(700)
        found[name] = load.told()["slowest"]
        page.evaluate("measured.slowest = 0")

    page.mouse.wheel(0, 500)
    page.wait_for_timeout(800)
    page.evaluate("measured.slowest = 0")
    arrow = page.locator(".row__arrow--next:visible").first
    if arrow.count():
        arrow.click()
        done("turn a row")
    page.evaluate("window.scrollTo(0, 0)")
    page.wait_for_timeout(500)
    page.locator("details.menu summary").click()
    done("open the menu")
    page.locator("details.menu summary").click()
    done("close the menu")
    page.locator(".billboard form button").first.click()
    done("save to My List")
    page.locator(".billboard form button").first.click()
    done("take from My List")
    page.get_by_role("link", name="Why this?").first.click()
    done("ask why")
    page.keyboard.press("Escape")
    done("close it")
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
        page.wait_for_timeout(120)
    done("walk by arrow keys")
    return found


def measured(browser, address: str, cookies: list, width: int, *, slowdown: int) -> dict:
    loads = []
    for number in range(LOADS if slowdown == 1 else 3):
        load = Load(browser, address, cookies, width, slowdown=slowdown)
        # The largest paint is final with the first input, so it is read before anything is scrolled or pressed.
        lcp = load.told()["lcp"]
        acts = interactions(load) if number < 3 else {}
        load.close()
        load = Load(browser, address, cookies, width, slowdown=slowdown)
        load.scroll_through()
        loads.append({"lcp": lcp, "cls": load.told()["cls"], "weights": load.weights(), "acts": acts})
        load.close()
    acts = [one["acts"] for one in loads if one["acts"]]
    return {
        "lcp": statistics.median(one["lcp"] for one in loads),
        "lcps": (min(one["lcp"] for one in loads), max(one["lcp"] for one in loads)),
        "cls": max(one["cls"] for one in loads),
        "weights": loads[0]["weights"],
        "acts": {name: statistics.median(one.get(name, 0.0) for one in acts) for name in acts[0]},
    }


def written(found: dict) -> str:
    lines = ["# The home page in a browser", "", __doc__.split("\n\n")[2].strip(), ""]
    kinds = ("HTML", "CSS", "JS", "fonts")
    lines += ["| width | processor | " + " | ".join(f"{kind}, KB" for kind in kinds) + " | together | LCP, ms | CLS |"]
    lines += ["|---" * (len(kinds) + 5) + "|"]
    for (width, slowdown), one in found.items():
        cells = [one["weights"].get(kind, 0.0) for kind in kinds]
        low, high = one["lcps"]
        lines.append(
            f"| {width} | {'as it is' if slowdown == 1 else f'{slowdown} x slower'} | "
            + " | ".join(f"{cell:.1f}" for cell in [*cells, sum(cells)])
            + f" | {one['lcp']:.0f} [{low:.0f}, {high:.0f}] | {one['cls']:.4f} |"
        )
    names = list(dict.fromkeys(name for one in found.values() for name in one["acts"]))
    lines += [
        "",
        "Milliseconds from an input to the paint after it, medians of three; `<16` is below what is reported.",
    ]
    lines += ["", "| width | processor | " + " | ".join(names) + " |", "|---" * (len(names) + 2) + "|"]
    for (width, slowdown), one in found.items():
        cells = [f"{one['acts'][name]:.0f}" if one["acts"].get(name) else "<16" for name in names]
        lines.append(f"| {width} | {'as it is' if slowdown == 1 else f'{slowdown} x slower'} | {' | '.join(cells)} |")
    goals = ", ".join(f"{name} {goal:g}" for name, goal in GOALS.items())
    return "\n".join([*lines, "", f"Goals: below {goals}.", ""])


def main() -> None:
    process, address = (None, sys.argv[1]) if len(sys.argv) > 1 else started_demo()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=installed.find(), args=["--no-sandbox"])
            cookies = signed_in(browser, address)
            found = {
                (width, slowdown): measured(browser, address, cookies, width, slowdown=slowdown)
                for slowdown in (1, SLOWDOWN)
                for width in SIZES
            }
            browser.close()
    finally:
        if process:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=60)
            time.sleep(0.1)
    RESULTS.write_text(written(found))
    print(RESULTS.read_text())


if __name__ == "__main__":
    main()
