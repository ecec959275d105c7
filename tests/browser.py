"""Finds the Chromium that browser tests drive, and where there is none, gets one or says exactly how to."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ADVICE = """No Chromium was found, and the browser tests are part of the suite. Any one of these helps:
  Debian or Ubuntu, as root:   apt-get install chromium
  anything else:               .venv/bin/python -m playwright install chromium
  a browser elsewhere:         make test CHROMIUM=/path/to/chromium"""


def find() -> str | None:
    """The path of a Chromium, or None: $CHROMIUM, then what is installed, then playwright's own."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named if Path(named).exists() else None
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return found or _of_playwright()


def _of_playwright() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if path and Path(path).exists() else None


def ensure() -> str | None:
    """Find a Chromium or get one: playwright's download, else (as root, on Debian) its package."""
    if os.environ.get("CHROMIUM"):
        return find()
    attempts = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        attempts += [["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]]
    for command in [None, *attempts]:
        if command:
            print(f"No Chromium yet; trying: {' '.join(command)}", flush=True)  # noqa: T201
            subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=900)
        path = find()
        if path:
            return path
    return None


if __name__ == "__main__":
    chosen = ensure()
    if not chosen:
        sys.exit(ADVICE)
    print(f"Browser tests drive {chosen}")  # noqa: T201
