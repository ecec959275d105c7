"""A catalogue of two kinds with a model that knows them apart."""

from pathlib import Path

import pytest

from catalog.models import Title
from tests.factories.models import a_checkerboard, a_promoted_model


@pytest.fixture
def board(model_store: Path) -> list[Title]:
    """Titles about space at even places and about love at odd ones, and a model that knows the two apart."""
    titles, _people = a_checkerboard(titles=48)
    a_promoted_model()
    return titles
