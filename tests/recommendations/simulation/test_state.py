"""Who may see what is what the site's own door says, and lots are even and stay."""

from datetime import datetime, timedelta

import numpy as np
import pytest

from catalog.maturity import Maturity
from catalog.models import Title
from recommendations.simulation.state import Sight, lots
from recommendations.simulation.world import read_world
from tests.factories.catalog import a_title, a_window


@pytest.mark.django_db
def test_sight_is_what_visible_to_says(now: datetime) -> None:
    for number, maturity in enumerate(Maturity):
        a_window(a_title(maturity=maturity, available=False), starts_at=now - timedelta(days=number))
    somewhere = a_title(available=False)
    a_window(somewhere, country="DE", starts_at=now - timedelta(days=2), ends_at=now - timedelta(days=1))
    a_window(somewhere, country="GB", starts_at=now - timedelta(days=1))
    a_window(somewhere, country="GB", starts_at=now - timedelta(days=9), ends_at=now - timedelta(days=6))
    a_title(is_published=False)
    a_title(available=False)
    world = read_world()
    country, ceilings = ("GB", "DE", "FR"), (7, 13, 18)
    sight = Sight(world=world, ceiling=np.array(ceilings), country=country)
    for days in (0.0, 0.5, 1.0, 1.5, 2.0, 7.0, 10.0):
        at = now - timedelta(days=days)
        seen = sight.of(who=np.arange(3), at=np.full(3, at.timestamp()))
        for place in range(3):
            visible = Title.objects.visible_to(ceiling=ceilings[place], country=country[place], at=at)
            assert set(world.title_ids[seen[place]].tolist()) == set(visible.values_list("pk", flat=True))


def test_lots_are_even_and_always_the_same() -> None:
    places = np.arange(20_000)
    given = {"household": places, "place": places % 3, "thing": places % 7, "window": places % 2}

    first = lots(seed=1, **given)

    np.testing.assert_array_equal(first, lots(seed=1, **given))
    np.testing.assert_allclose(np.histogram(first, bins=10, range=(0, 1))[0] / len(first), 0.1, atol=0.01)
    assert abs(np.corrcoef(first, lots(seed=2, **given))[0, 1]) < 0.03
