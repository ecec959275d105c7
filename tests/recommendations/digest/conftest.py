"""A catalogue that a model has learned."""

from pathlib import Path

import pytest

from catalog.models import Title
from tests.factories.models import a_checkerboard, a_promoted_model
from tests.factories.recommendations import NOON


@pytest.fixture
def board(model_store: Path) -> list[Title]:
    titles, _people = a_checkerboard(titles=48)
    a_promoted_model(now=NOON)
    return titles
