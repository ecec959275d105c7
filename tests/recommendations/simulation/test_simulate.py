"""What is written is what a site writes: within the days asked for, with pages that can be read again."""

from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db.models import F, Max, Min

from accounts.models import Profile, ProfileOrigin, User
from catalog.models import Artwork, AvailabilityWindow, Title
from recommendations.models import Event, Impression, PlaySession, Rating, ServedPage, TasteState, WatchProgress
from recommendations.pages.content import as_page
from recommendations.simulation.simulate import UnableToSimulate, simulate
from recommendations.simulation.truth import read_truth
from tests.recommendations.simulation.conftest import UNTIL, a_plan, quietly

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(catalogue: None) -> Counter[str]:
    return simulate(plan=a_plan(households=20), tell=quietly)


def test_the_counts_are_those_of_the_tables(written: Counter[str]) -> None:
    for model in (Event, Impression, PlaySession, WatchProgress, Rating, ServedPage, Profile):
        assert written[model._meta.db_table] == model._default_manager.count() > 0, model.__name__


def test_nothing_is_in_the_future_or_before_the_first_day(written: Counter[str]) -> None:
    instants: list[tuple[type[Any], str]] = [
        (Event, "received_at"), (Impression, "seen_at"), (PlaySession, "last_at"), (WatchProgress, "updated_at"),
        (Rating, "rated_at"), (ServedPage, "served_at"), (TasteState, "moved_at"),
    ]  # fmt: skip
    for model, column in instants:
        found = model._default_manager.aggregate(first=Min(column), last=Max(column))
        assert UNTIL - timedelta(days=42) <= found["first"] <= found["last"] <= UNTIL, model.__name__


def test_nobody_watches_above_a_ceiling_or_before_a_title_came(written: Counter[str]) -> None:
    for model, at in ((PlaySession, "first_at"), (Impression, "seen_at")):
        rows = model._default_manager
        assert not rows.filter(title__maturity__gt=F("profile__maturity_ceiling")).exists()
        assert not rows.filter(title__added_at__gt=F(at)).exists()
    ended = AvailabilityWindow.objects.exclude(ends_at=None).get()
    assert ended.ends_at is not None
    late = ended.ends_at + timedelta(minutes=3)
    assert not PlaySession.objects.filter(title=ended.title, first_at__gt=late).exists()


def test_simulated_viewers_are_marked_and_cannot_sign_in(written: Counter[str], client: Any) -> None:
    assert set(Profile.objects.values_list("origin", flat=True)) == {ProfileOrigin.SIMULATED}
    for user in User.objects.all():
        assert not user.has_usable_password()
        assert not user.is_active
        assert not client.login(email=user.email, password="!")


def test_pages_read_as_those_of_the_site_and_their_chances_are_true(written: Counter[str]) -> None:
    tiles_of = {title: set(ids) for title, ids in _tiles().items()}
    for stored in ServedPage.objects.all()[:200]:
        page = as_page(
            content=stored.content, page_id=stored.pk, profile_id=stored.profile_id, served_at=stored.served_at,
            model_version=stored.model_version, policy=stored.policy, arm=stored.arm,
        )  # fmt: skip
        shown = [tile for row in page.rows for tile in row.tiles]
        assert len({tile.title_id for tile in shown}) == len(shown)
        for tile in shown:
            choice = tile.artwork
            assert choice is not None
            assert choice.artwork_id in choice.candidates
            assert set(choice.candidates) == tiles_of[tile.title_id]
            assert choice.propensity == pytest.approx(1 / len(choice.candidates))


def _tiles() -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for title, artwork in Artwork.objects.filter(kind=Artwork.Kind.TILE).values_list("title_id", "pk"):
        found.setdefault(title, []).append(artwork)
    return found


def test_impressions_and_plays_are_of_tiles_that_stood_there(written: Counter[str]) -> None:
    pages = ServedPage.objects.in_bulk()
    placed: list[Impression | PlaySession] = [*Impression.objects.all()[:300]]
    placed += PlaySession.objects.exclude(page_id=None)[:300]
    for tile in placed:
        assert tile.page_id is not None
        content = pages[tile.page_id].content
        stood = content["billboard"] if tile.row == -1 else content["rows"][tile.row]["tiles"][tile.column]
        assert stood["title"] == tile.title_id
        assert stood["artwork"]["id"] == tile.artwork_id


def test_a_second_simulation_is_refused(written: Counter[str]) -> None:
    with pytest.raises(UnableToSimulate, match="already"):
        simulate(plan=a_plan(households=1), tell=quietly)


def test_without_a_catalogue_nothing_is_written() -> None:
    with pytest.raises(UnableToSimulate, match="no title"):
        simulate(plan=a_plan(households=1), tell=quietly)
    assert not User.objects.exists()


def test_the_truth_is_of_the_profiles_that_were_written(catalogue: None, tmp_path: Path) -> None:
    plan = a_plan(households=5, days=7.0)
    simulate(plan=type(plan)(households=5, days=7.0, until=UNTIL, seed=3, truth=tmp_path / "truth"), tell=quietly)

    truth = read_truth(tmp_path / "truth")

    assert set(truth.profile_ids.tolist()) == set(Profile.objects.values_list("pk", flat=True))
    assert set(truth.title_ids.tolist()) == set(Title.objects.values_list("pk", flat=True))
    assert truth.likes.shape == (Profile.objects.count(), Title.objects.count())
