"""Everything on one machine: servers, database, seed, training, web, workers and beat, under one supervisor."""

import signal
import sys
import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.embedded_postgres import UnableToStartServer
from config.installation import Installation
from config.loopback import first_free_port
from config.services import Supervisor, site_services

POLL_SECONDS = 0.5
LAST_PORT = 65_535
DEMO_PASSWORD = "marquee-demo"  # noqa: S105  # Printed at every start; the address is this machine alone.


ADMINISTRATOR = "admin@marquee.example"


class Stopped(Exception):
    """Somebody asked the site to stop."""


class Command(BaseCommand):
    help = "Start the whole site: PostgreSQL and Valkey (unless DATABASE_URL / REDIS_URL name others), web and workers."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="the port to try first (default 8000)")
        parser.add_argument("--reset", action="store_true", help="erase this checkout's own database and start over")
        parser.add_argument("--import", dest="source", help="a folder to import, see `manage.py import`")
        parser.add_argument("--no-demo", action="store_true", help="do not load the demo catalogue into an empty site")

    def handle(self, *args: Any, **options: Any) -> None:
        if not 1 <= options["port"] <= LAST_PORT:
            raise CommandError(f"--port should be between 1 and {LAST_PORT}.")
        for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(sign, self._stop)
        installation = Installation(
            base_dir=settings.BASE_DIR, data_dir=settings.DATA_DIR, port=options["port"], tell=self._say
        )
        supervisor: Supervisor | None = None
        try:
            supervisor = self._start(installation, options)
            while True:
                installation.watch_servers()
                supervisor.watch_once()
                time.sleep(POLL_SECONDS)
        except (Stopped, KeyboardInterrupt):
            self._say("Stopping")
        except UnableToStartServer as error:
            raise CommandError(str(error)) from None
        except OSError as error:
            raise CommandError(f"Marquee cannot run here: {error.strerror} ({error.filename}).") from None
        finally:
            for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(sign, signal.SIG_IGN)
            if supervisor:
                supervisor.stop()
            installation.close()
        self._say("Stopped. Nothing is left running.")

    def _start(self, installation: Installation, options: dict[str, Any]) -> Supervisor:
        installation.lock()
        supervisor = Supervisor(
            services=[],
            environment={},
            folder=settings.BASE_DIR,
            pids_file=settings.DATA_DIR / "services.pids",
            tell=self._say,
        )
        supervisor.end_leftovers()
        if options["reset"]:
            self._say("Erasing the database of this checkout")
            installation.erase()
        installation.start_servers()
        installation.run("prepare")
        if not options["no_demo"]:
            installation.run("seed_demo", "--if-empty")
        if options["source"]:
            installation.run(
                "import", "auto", options["source"], "--logins", DEMO_PASSWORD, "--administrator", ADMINISTRATOR
            )
            installation.logins = [line.replace("the password given", DEMO_PASSWORD) for line in installation.logins]
        # Seeding took a while; somebody else may have taken the port.
        installation.choose_port(first_free_port(installation.web_port))
        supervisor.services = site_services(port=installation.web_port, logs=settings.DATA_DIR / "logs")
        supervisor.environment = installation.environment
        supervisor.start()
        try:
            self._wait_and_greet(installation, supervisor)
        except BaseException:
            supervisor.stop()
            raise
        return supervisor

    def _wait_and_greet(self, installation: Installation, supervisor: Supervisor) -> None:
        installation.run("train", "--if-missing")
        installation.wait_for_web(watch=supervisor.watch_once)
        self.stdout.write("")
        self.stdout.write(f"Marquee is at http://127.0.0.1:{installation.web_port}")
        for line in installation.greeting():
            self.stdout.write(line)
        self.stdout.flush()

    def _say(self, text: str) -> None:
        self.stdout.write(f"  {text}")
        self.stdout.flush()

    def _stop(self, number: int, frame: Any) -> None:
        sys.stdout.write("\n")
        raise Stopped
