"""A site for measuring its pages, in one folder: servers, a catalogue, viewers with histories, a trained model.

`start` must run before anything of Django is imported. What is in the tables is invented, see page_speed_catalogue.py
and page_speed_history.py; the model is the site's own blend, learned from them.
"""

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

EASE_TITLES = 5_000
"""The most watched titles that EASE covers here; twenty thousand would take minutes to learn and serve the same."""

ONLY_HERE = ("STATEMENT_TIMEOUT_MS", "LOG_LEVEL", "DJANGO_SETTINGS_MODULE")
"""Variables for filling the tables; the servers that are measured have the site's own."""


def start(folder: Path | None = None) -> Path:
    """Start PostgreSQL and Valkey as `manage.py up` does and set Django up; the folder's tables and model are kept.

    Without a folder one is made and goes, with the servers, when the process ends.
    """
    from config.embedded_postgres import EmbeddedPostgres
    from config.embedded_valkey import EmbeddedValkey

    home = folder or Path(tempfile.mkdtemp(prefix="marquee-bench-"))
    home.mkdir(exist_ok=True)
    postgres, valkey = EmbeddedPostgres(home), EmbeddedValkey(home)
    owner = os.getpid()

    def stop() -> None:
        if os.getpid() == owner:
            valkey.stop()
            postgres.stop()
            if folder is None:
                shutil.rmtree(postgres.home, ignore_errors=True)
                shutil.rmtree(home, ignore_errors=True)

    atexit.register(stop)
    os.environ |= {
        "DATABASE_URL": postgres.start(), "REDIS_URL": valkey.start(), "MARQUEE_DATA_DIR": str(home),
        "SECRET_KEY": "benchmark-" + "0123456789" * 5, "DJANGO_SETTINGS_MODULE": "config.settings",
        "STATEMENT_TIMEOUT_MS": "0", "LOG_LEVEL": "WARNING",
    }  # fmt: skip
    import django

    django.setup()
    from django.core.management import call_command

    call_command("prepare", stdout=sys.stderr)
    return home


def fill(titles: int, *, seed: int = 7) -> None:
    """Titles, people, ratings, what the viewers did, and a model that learned from it; once per folder."""
    from benchmarks.page_speed_catalogue import make_catalogue
    from benchmarks.page_speed_history import make_history
    from catalog.models import Title
    from recommendations.models import ModelSlot

    if ModelSlot.objects.exists():
        return
    assert not Title.objects.exists(), "The folder was left half filled."
    random = np.random.default_rng(seed)
    ids = make_catalogue(titles, random)
    make_history(ids, random, seed)
    vacuum()
    train()


def vacuum() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("CHECKPOINT")


def train() -> None:
    """Learn from what the tables hold and promote; settings are the defaults, not searched for."""
    from django.conf import settings
    from django.utils import timezone

    from recommendations.estimators import EASE
    from recommendations.models import ModelVersion
    from recommendations.modelstore.activate import promote
    from recommendations.modelstore.calibration import Calibration
    from recommendations.modelstore.store import write
    from recommendations.training.dataset import read_dataset
    from recommendations.training.read_content import read_content
    from recommendations.training.recipe import Choice, Recipe, fit_bundle

    now = timezone.now()
    recipe = Recipe(content=read_content(), configs={"ease": EASE.Config(most_titles=EASE_TITLES)})
    bundle = fit_bundle(read_dataset(cutoff=now), recipe=recipe, choice=Choice(), calibration=Calibration())
    written = write(store=Path(settings.MODEL_STORE), bundle=bundle)
    version = ModelVersion.objects.create(digest=written.digest, created_at=now, manifest=written.manifest)
    assert promote(version=version, run_token=1, now=now, why="to be measured")
