"""The site's own settings with the measurement's addresses and template beside them."""

from pathlib import Path

from config import settings as own

globals().update({name: getattr(own, name) for name in dir(own) if name.isupper()})

ROOT_URLCONF = "benchmarks.page_speed_views"
TEMPLATES = [{**own.TEMPLATES[0], "DIRS": [*own.TEMPLATES[0]["DIRS"], Path(__file__).parent]}]
