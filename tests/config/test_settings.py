"""Settings come from the environment, are documented, and are safe where others can reach the site."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).parents[2]
READ = re.compile(r"""(?:env(?:\.\w+)?\(|environ(?:\.get)?[\[(])\s*["']([A-Z][A-Z_]+)["']""")
NOT_OURS = {"DJANGO_SETTINGS_MODULE"}
SET_BY_UP = {"MARQUEE_WEB_PORT"}
PRODUCTION = {
    "MARQUEE_PRODUCTION": "1",
    "SECRET_KEY": "k9-" + "f3Qz" * 15 + "!x",
    "ALLOWED_HOSTS": "marquee.example",
    "HTTPS": "1",
    "BEHIND_PROXY": "1",
    "EMAIL_URL": "smtp://mail.example:587",
}


def manage(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    kept = {"PATH": os.environ["PATH"], "MARQUEE_DATA_DIR": os.environ["MARQUEE_DATA_DIR"]}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, env=kept | environment,
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_every_variable_that_is_read_is_in_the_example() -> None:
    folders = ("config", "catalog", "accounts", "recommendations")
    texts = [path.read_text(encoding="utf-8") for folder in folders for path in (ROOT / folder).rglob("*.py")]
    read = {name for text in texts for name in READ.findall(text)} - NOT_OURS - SET_BY_UP
    example = set(re.findall(r"^# ?([A-Z_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE))

    assert read - example == set()
    assert example - read == set(), "The example names what nothing reads."
    assert len(read) > 15


def test_production_passes_djangos_own_check() -> None:
    told = manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)

    assert told.returncode == 0, told.stderr


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"MARQUEE_PRODUCTION": "1"}, "Set SECRET_KEY to 50 or more random characters."),
        ({"DATABASE_URL": "not a url"}, "DATABASE_URL must look like postgres://user:password@host:5432/database."),
        ({"REDIS_URL": "not a url"}, "REDIS_URL must look like redis://:password@host:6379 or redis://host:6379/0."),
    ],
)
def test_what_cannot_be_is_told_in_one_sentence(environment: dict[str, str], sentence: str) -> None:
    told = manage("check", **environment)

    assert (told.returncode, told.stderr.strip()) == (1, sentence)


def test_empty_variables_are_as_if_not_set() -> None:
    told = manage("check", DATABASE_URL="", REDIS_URL="", SECRET_KEY="", EMAIL_URL="")

    assert told.returncode == 0, told.stderr


@pytest.mark.django_db
def test_every_model_has_its_migration() -> None:
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)
