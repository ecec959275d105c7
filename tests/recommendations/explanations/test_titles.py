"""Reasons are true: their evidence is what the scorer says the score was made of, and their words fit what was done."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommendations.contracts import InProgress, Reason, ReasonKind, Taste
from recommendations.explanations.titles import EVIDENCE, TELLING_SHARE, TitleReasons, greatest
from recommendations.modelstore.scorers import ItemWeights
from recommendations.ranking.context import RankingContext
from tests.factories.rankings import LADDER, some_ranking, some_viewer
from tests.factories.recommendations import NOON


def reasons_for(context: RankingContext, titles: list[int]) -> dict[int, Reason]:
    names = {title: f"Title {title}" for title in context.catalogue.title_ids.tolist()}
    return TitleReasons(context=context, names=names).for_titles(titles)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 500))
def test_evidence_is_the_scorers_own_contributions(seed: int) -> None:
    context = some_ranking(seed=seed)
    assert context.bundle is not None
    ease = context.bundle.rankers["ease"]
    assert isinstance(ease, ItemWeights)
    titles = context.catalogue.title_ids[context.visible].tolist()

    for title, reason in reasons_for(context, titles).items():
        made_of = dict(ease.contributions(context.taste.strengths, title))
        for source, share in reason.evidence:
            assert share == pytest.approx(made_of[source], abs=1e-4)
            assert share >= TELLING_SHARE
            assert source != title
        assert len(reason.evidence) <= EVIDENCE
        assert [share for _source, share in reason.evidence] == sorted(
            (share for _source, share in reason.evidence), reverse=True
        )


OWN = int(some_ranking().catalogue.title_ids[some_ranking().visible][0])


def begun(title: int) -> InProgress:
    return InProgress(
        title_id=title, episode_id=None, position_seconds=60, duration_seconds=90, completed=False, updated_at=NOON,
        dismissed=False,
    )  # fmt: skip


def one_source(**taste: object) -> Reason:
    """The reason of a title that one title of the viewer's own speaks for."""
    context = some_ranking(taste=Taste(epoch=1, strengths={OWN: 1.0}, **taste))  # type: ignore[arg-type]
    assert context.visible[int(context.catalogue.code_of([OWN])[0])]
    assert context.bundle is not None
    target = context.bundle.similar(OWN, 1)[0][0]
    return reasons_for(context, [target])[target]


def test_words_fit_what_was_done() -> None:
    assert one_source(ratings={OWN: 5.0}).text == f"Because you liked Title {OWN}"
    assert one_source(listed=[OWN]).text == f"Because you saved Title {OWN}"
    assert one_source(progress=[begun(OWN)]).text == f"Because you watched Title {OWN}"
    assert one_source(ratings={OWN: 5.0}).evidence == ((OWN, 1.0),)


def test_what_the_crowd_carries_is_not_said_to_be_because_of_one_liking() -> None:
    context = some_ranking(taste=Taste(epoch=1, strengths={OWN: 1.0}, ratings={OWN: 5.0}))
    assert context.bundle is not None
    target = context.bundle.similar(OWN, 1)[0][0]
    code = int(context.bundle.code_of([target])[0])
    famous = np.where(np.arange(len(context.bundle.title_ids)) == code, 1_000.0, 1.0).astype("f4")
    everybodys = replace(context.bundle.popularity, scores=famous)
    loud = replace(context.bundle, popularity=everybodys, weights={"ease": 0.1, "popularity": 1.0})

    features = loud.features(strengths=context.taste.strengths, ratings=context.taste.ratings)

    reason = reasons_for(replace(context, bundle=loud, features=features), [target])[target]

    assert not reason.kind.startswith("because")
    assert all(share < 0.5 for _source, share in reason.evidence)


def test_what_was_only_looked_at_is_not_called_watched() -> None:
    assert not one_source().evidence
    assert not one_source().kind.startswith("because")


def test_what_was_hidden_since_is_not_named() -> None:
    assert not one_source(ratings={OWN: 5.0}, hidden=frozenset({OWN})).evidence


def test_what_is_above_the_ceiling_now_is_not_named() -> None:
    """A profile that watched of everything, whose ceiling came down since."""
    low = some_viewer(ceiling=LADDER[1])
    visible = some_ranking(viewer=low).visible
    ids = some_ranking(viewer=low).catalogue.title_ids
    own = [*ids[visible][:4].tolist(), *ids[~visible][:4].tolist()]
    taste = Taste(epoch=1, ratings=dict.fromkeys(own, 5.0), strengths=dict.fromkeys(own, 2.0))
    context = some_ranking(taste=taste, viewer=low)
    allowed = set(ids[visible].tolist())

    named = {source for reason in reasons_for(context, sorted(allowed)).values() for source, _ in reason.evidence}

    assert named
    assert named <= allowed


def test_newcomer_is_told_of_genres_critics_and_the_crowd_only() -> None:
    context = some_ranking(taste=Taste(epoch=0))
    kinds = {reason.kind for reason in reasons_for(context, context.catalogue.title_ids.tolist()).values()}

    of_all = {ReasonKind.NEW, ReasonKind.POPULAR, ReasonKind.CRITICS, ReasonKind.GENRE, ReasonKind.EXPLORATION}
    assert kinds <= of_all
    assert ReasonKind.NEW in kinds
    assert ReasonKind.POPULAR in kinds


def test_without_a_model_a_clear_preference_is_named() -> None:
    context = some_ranking(with_model=False, taste=Taste(epoch=1, strengths={100: 1.0}))
    drama = context.catalogue.genres.names.index("Drama")
    lovers = context.catalogue.title_ids[np.flatnonzero(context.catalogue.genres.member[:, drama])].tolist()
    only_drama = [
        title
        for title in lovers
        if context.catalogue.genres.member[int(context.catalogue.code_of([title])[0])].sum() == 1
    ]
    context = some_ranking(with_model=False, taste=Taste(epoch=1, strengths=dict.fromkeys(only_drama[:-1], 1.0)))

    reason = reasons_for(context, only_drama[-1:])[only_drama[-1]]

    assert (reason.kind, reason.text) == (ReasonKind.GENRE, "You like drama")


def test_popular_is_said_only_of_what_is() -> None:
    context = some_ranking(taste=Taste(epoch=0))
    popular = context.demand.popularity
    border = np.quantile(popular[context.visible], 0.75)

    for title, reason in reasons_for(context, context.catalogue.title_ids.tolist()).items():
        code = int(context.catalogue.code_of([title])[0])
        if reason.kind == ReasonKind.POPULAR:
            assert popular[code] >= border
        if reason.kind == ReasonKind.NEW:
            assert context.viewer.now.timestamp() - context.catalogue.added_at[code] < 14 * 86_400


def test_title_without_genre_is_something_different() -> None:
    context = some_ranking(taste=Taste(epoch=0))
    bare = replace(context.catalogue.genres, member=np.zeros_like(context.catalogue.genres.member))
    old = np.zeros_like(context.catalogue.added_at)
    unloved = replace(context.demand, popularity=np.zeros_like(context.demand.popularity))
    context = replace(context, catalogue=replace(context.catalogue, genres=bare, added_at=old), demand=unloved)

    assert {reason.text for reason in reasons_for(context, [100, 101]).values()} == {"Something different"}


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 6))
def test_greatest_are_those_of_a_stable_sort(seed: int, count: int) -> None:
    values = np.random.default_rng(seed).integers(0, 5, (6, 9)).astype(np.float64)

    assert np.array_equal(greatest(values, count), np.argsort(-values, axis=0, kind="stable")[:count])


@pytest.mark.parametrize(
    ("shares", "is_the_cause"),
    [
        ((1.0,), True), ((0.3, 0.29), True), ((0.29, 0.2), False), ((0.2, 0.1), True), ((0.2, 0.11), False),
        ((0.12,), False), ((0.05, 0.02), False),
    ],
)  # fmt: skip
def test_one_title_is_the_cause_only_where_it_outweighs_the_others(
    shares: tuple[float, ...], is_the_cause: bool
) -> None:
    context = some_ranking(taste=Taste(epoch=1, ratings={100: 5.0, 101: 5.0}))
    reasons = TitleReasons(context=context, names={100: "Peat", 101: "Ebb"})

    text = reasons._because(tuple(zip((100, 101), shares, strict=False))).text

    assert text == ("Because you liked Peat" if is_the_cause else "From Peat and more")


def test_what_was_rated_is_there_because_of_nothing() -> None:
    rated = {OWN: 5.0} | dict.fromkeys(some_ranking().catalogue.title_ids[:40].tolist(), 4.0)
    context = some_ranking(taste=Taste(epoch=1, ratings=rated, strengths=dict.fromkeys(rated, 1.0)))

    for reason in reasons_for(context, list(rated)).values():
        assert not reason.evidence
        assert not reason.kind.startswith("because")
        assert not reason.text.startswith("You like")


def test_what_says_nothing_of_the_viewer_says_what_the_title_is() -> None:
    context = some_ranking(taste=Taste(epoch=0))
    unloved = replace(context.demand, popularity=np.zeros_like(context.demand.popularity))
    old = replace(context.catalogue, added_at=np.zeros_like(context.catalogue.added_at))
    praised = replace(old, critics_score=np.full_like(old.critics_score, 86))
    plain = replace(old, critics_score=np.full_like(old.critics_score, -1))
    both = int(np.flatnonzero((plain.genres.member.sum(axis=1) > 1) & (plain.moods.member.sum(axis=1) > 1))[0])
    title = int(plain.title_ids[both])

    told = [
        reasons_for(replace(context, catalogue=catalogue, demand=unloved), [title])[title].text
        for catalogue in (praised, plain)
    ]

    genres = [name.lower() for name, has in zip(plain.genres.names, plain.genres.member[both], strict=True) if has]
    assert told == [
        "Critics give it 86 of 100", f"{genres[0].capitalize()} and {genres[1]}, haunting and warm",
    ]  # fmt: skip
