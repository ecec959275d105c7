"""A model store of its own for tests that train or show."""

from pathlib import Path

import pytest
from django.conf import LazySettings

from recommendations.modelstore.active import forget_held


@pytest.fixture
def model_store(tmp_path: Path, settings: LazySettings) -> Path:
    settings.MODEL_STORE = tmp_path / "models"
    forget_held()
    return tmp_path / "models"
