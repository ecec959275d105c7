"""What every row type promises; a new one in `ROW_TYPES` is held to it without another line."""

from pathlib import Path
from typing import Any

import pytest

import recommendations.rows
from catalog.maturity import Maturity
from recommendations.contracts import Taste
from recommendations.rows import ROW_TYPES, RowType
from tests.factories.rankings import some_ranking, some_viewer, various_rankings

every_row = pytest.mark.parametrize("row_type", ROW_TYPES, ids=lambda row_type: row_type.key)
SEEDS = range(6)


def test_every_file_is_listed_and_every_key_is_its_own() -> None:
    files = {path.stem for path in Path(recommendations.rows.__path__[0]).glob("*.py")} - {"__init__", "base"}
    listed = {type(row_type).__module__.rpartition(".")[2] for row_type in ROW_TYPES}

    assert listed == files
    assert len({row_type.key for row_type in ROW_TYPES}) == len(ROW_TYPES)


@every_row
def test_offers_something_to_somebody(row_type: RowType) -> None:
    assert any(list(row_type.offer(context)) for context in various_rankings())


@every_row
def test_offers_only_what_may_be_seen_each_once(row_type: RowType) -> None:
    for seed in SEEDS:
        context = some_ranking(seed=seed, viewer=some_viewer(ceiling=Maturity.TEN))
        visible = set(context.catalogue.title_ids[context.visible].tolist())
        for draft in row_type.offer(context):
            ids = [item.title_id for item in draft.titles]
            assert set(ids) <= visible
            assert len(set(ids)) == len(ids)


@every_row
def test_says_why_and_names_itself(row_type: RowType) -> None:
    for seed in SEEDS:
        drafts = list(row_type.offer(some_ranking(seed=seed)))
        assert all(draft.kind == row_type.key and draft.heading and draft.reason.text for draft in drafts)
        assert len({draft.key for draft in drafts}) == len(drafts)


@every_row
def test_asks_the_database_for_nothing(row_type: RowType, db: None, django_assert_num_queries: Any) -> None:
    context = some_ranking()
    with django_assert_num_queries(0):
        list(row_type.offer(context))


@every_row
@pytest.mark.parametrize("size", [0, 1])
def test_an_empty_catalogue_and_one_title_are_no_trouble(row_type: RowType, size: int) -> None:
    for taste in (Taste(epoch=0), None):
        for draft in row_type.offer(some_ranking(size=size, taste=taste, with_model=False)):
            assert len(draft.titles) <= size


@every_row
def test_says_the_same_twice(row_type: RowType) -> None:
    assert list(row_type.offer(some_ranking(seed=2))) == list(row_type.offer(some_ranking(seed=2)))


@every_row
def test_never_recommends_what_was_hidden(row_type: RowType) -> None:
    for seed in SEEDS:
        context = some_ranking(seed=seed)
        for draft in row_type.offer(context):
            if draft.kind != "my_list":
                assert not {item.title_id for item in draft.titles} & context.taste.hidden
