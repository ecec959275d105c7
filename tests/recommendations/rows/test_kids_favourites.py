"""The characters that a child watches most stand high, under names that no one takes for the child's own."""

from dataclasses import replace

import pytest

from recommendations.contracts import RowDraft, Taste
from recommendations.rows.kids_favourites import KidsFavourites
from tests.factories.rankings import decided, some_ranking, some_viewer


def favourites(*characters: str, name: str = "Ada") -> RowDraft:
    viewer = replace(some_viewer(is_kids=True), profile_name=name)
    context = some_ranking(viewer=viewer)
    code = int(context.visible.argmax())
    title = int(context.catalogue.title_ids[code])
    taste = Taste(epoch=1, ratings={title: 5.0}, strengths={title: 2.0})
    context = some_ranking(viewer=viewer, taste=taste)
    them = dict.fromkeys(range(len(context.match)), characters)
    (row,) = KidsFavourites().offer(replace(context, catalogue=replace(context.catalogue, characters=them)))
    return row


@pytest.mark.parametrize(
    ("characters", "heading"),
    [
        (("Odessa",), "Odessa"),
        (("Odessa", "Pip"), "Odessa and Pip"),
        (("Odessa", "Pip", "Tom"), "Odessa, Pip and friends"),
    ],
)
def test_heading_joins_names_as_one_says_them(characters: tuple[str, ...], heading: str) -> None:
    row = favourites(*characters)

    assert row.heading == heading
    assert row.reason.text.startswith("With Odessa")


def test_a_character_of_the_childs_name_is_not_named() -> None:
    assert favourites("Odessa", "Pip", "Tom", name="pip").heading == "Odessa, Tom and friends"
    assert favourites("Pip", name="Pip").heading == "Pip"


def test_nobody_is_named_who_is_in_nothing_that_can_be_seen_now() -> None:
    viewer = some_viewer(is_kids=True)
    context = some_ranking(viewer=viewer)
    shown, gone = int(context.visible.argmax()), int((~context.visible).argmax())
    ids = context.catalogue.title_ids
    taste = Taste(epoch=1, strengths={int(ids[shown]): 1.0, int(ids[gone]): 9.0}, listed=ids[[shown, gone]].tolist())
    them = {code: ("Odessa",) for code in range(len(ids)) if code != gone} | {gone: ("Tui",)}
    context = some_ranking(viewer=viewer, taste=taste)

    (row,) = KidsFavourites().offer(replace(context, catalogue=replace(context.catalogue, characters=them)))

    assert row.heading == "Odessa"


def test_they_stand_behind_what_was_begun_and_before_everything_else() -> None:
    page = decided(some_ranking(viewer=some_viewer(is_kids=True)))

    kinds = [row.kind for row in page.rows if row.kind != "continue"]
    assert kinds[0] == "kids_favourites"
