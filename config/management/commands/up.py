"""Everything on one machine: servers, database, seed, training, web, workers and beat, under one supervisor."""

import signal
import sys
import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.embedded_programs import UnableToStartServer, told
from config.installation import Installation
from config.loopback import first_free_port
from config.management.commands.prepare import NO_MODEL
from config.services import Supervisor, site_services

POLL_SECONDS = 0.5
LAST_PORT = 65_535
DEMO_PASSWORD = "marquee-demo"  # noqa: S105  # Printed at every start; the address is this machine alone.
ADMINISTRATOR = "admin@marquee.example"


class Stopped(KeyboardInterrupt):
    """Somebody asked the site to stop; no handler of ordinary errors may hold it up."""


class Command(BaseCommand):
    help = "Start the whole site: PostgreSQL and Valkey (unless DATABASE_URL / REDIS_URL name others), web and workers."
    requires_system_checks: list[str] = []
    is_stopping = False
    """Kept beside the exception, which is lost when it comes while Python runs a finaliser."""

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
        installation = Installation(base_dir=settings.BASE_DIR, data_dir=settings.DATA_DIR, tell=self._say)
        supervisor: Supervisor | None = None
        try:
            supervisor = self._start(installation, options)
            while not self.is_stopping:
                installation.watch_servers()
                supervisor.watch_once()
                time.sleep(POLL_SECONDS)
        except KeyboardInterrupt:
            pass
        except UnableToStartServer as error:
            raise CommandError(str(error)) from None
        except OSError as error:
            raise CommandError(f"Marquee cannot run here: {told(error, folder=settings.DATA_DIR)}") from None
        finally:
            for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(sign, signal.SIG_IGN)
            if supervisor:
                supervisor.stop()
            installation.close()
        self.stdout.write("  Stopped. Nothing is left running.")

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
        said = installation.run("prepare", *([] if options["no_demo"] else ["--demo"]))
        has_model = not any(line.startswith(NO_MODEL) for line in said)
        if options["source"]:
            installation.run(
                "import", "auto", options["source"], "--logins", DEMO_PASSWORD, "--administrator", ADMINISTRATOR
            )
            installation.logins = [line.replace("the password given", DEMO_PASSWORD) for line in installation.logins]
        # Only now: what an earlier run left has let go of it, and nobody has taken it while the demo was loaded.
        installation.choose_port(first_free_port(options["port"]))
        supervisor.environment = installation.environment
        try:
            self._start_services(installation, supervisor, has_model=has_model)
        except BaseException:
            supervisor.stop()
            raise
        return supervisor

    def _start_services(self, installation: Installation, supervisor: Supervisor, *, has_model: bool) -> None:
        services = site_services(port=installation.web_port, logs=settings.DATA_DIR / "logs")
        # Where nothing waits for the workers, they leave the processor to the site until it answers.
        supervisor.services = services[:1] if has_model else services
        supervisor.start()
        if not has_model:
            installation.run("train", "--if-missing")

        def watch() -> None:
            self._check()
            supervisor.watch_once()

        installation.wait_for_web(watch=watch)
        supervisor.services = services
        supervisor.start()
        self.stdout.write("")
        self.stdout.write(f"Marquee is at http://127.0.0.1:{installation.web_port}")
        for line in installation.greeting():
            self.stdout.write(line)
        self.stdout.flush()

    def _say(self, text: str) -> None:
        self._check()
        self.stdout.write(f"  {text}")
        self.stdout.flush()

    def _check(self) -> None:
        if self.is_stopping:
            raise Stopped

    def _stop(self, number: int, frame: Any) -> None:
        self.is_stopping = True
        sys.stdout.write("\n")
        raise Stopped
