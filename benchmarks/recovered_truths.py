"""What `recovered.py` compares: the site's scores, and what its logs hold, beside what simulated viewers are like."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from django.db import connection
from django.utils import timezone

from accounts.models import Profile
from catalog.models import CatalogueStamp, Title
from recommendations.artwork.affinity import label_affinity
from recommendations.artwork.choose import appeal
from recommendations.artwork.library import current_library
from recommendations.candidates.catalogue import current_catalogue
from recommendations.contracts import Taste
from recommendations.contracts.moment import MOMENTS, moment_of_code
from recommendations.events.taste import read_taste
from recommendations.metrics.intervals import bootstrap
from recommendations.modelstore.bundle import MOMENT, Bundle
from recommendations.simulation.parameters import BY_DEVICE
from recommendations.simulation.truth import Truth

FEWEST_CHOSEN = 5
"""Viewers who began fewer titles than this are not asked about."""
MOST_ASKED = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    what: str
    measure: str
    said: str


def ranks(values: np.ndarray) -> np.ndarray:
    """Ranks, the same for the same value."""
    _unique, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    return (np.cumsum(counts) - (counts + 1) / 2)[place]


def spearman(one: np.ndarray, other: np.ndarray) -> float:
    first, second = ranks(np.asarray(one)), ranks(np.asarray(other))
    if first.std() == 0 or second.std() == 0:
        return 0.0
    return float(np.corrcoef(first, second)[0, 1])


def interval(values: list[float]) -> str:
    found = bootstrap(np.array(values), seed=0)
    return f"{found.mean:.3f} [{found.low:.3f}, {found.high:.3f}]"


def viewers(truth: Truth) -> Iterator[tuple[int, Taste, np.ndarray]]:
    """(place in the truth, taste as pages read it, which titles may be shown and were not begun)."""
    maturity = dict(Title.objects.values_list("pk", "maturity"))
    steps = np.array([maturity[title] for title in truth.title_ids.tolist()])
    ceilings = dict(Profile.objects.filter(pk__in=truth.profile_ids.tolist()).values_list("pk", "maturity_ceiling"))
    now, asked = timezone.now(), 0
    for place, profile in enumerate(truth.profile_ids.tolist()):
        taste = read_taste(profile_id=profile, now=now)
        if len(taste.chosen) < FEWEST_CHOSEN:
            continue
        yield place, taste, (steps <= ceilings[profile]) & ~np.isin(truth.title_ids, list(taste.chosen))
        asked += 1
        if asked == MOST_ASKED:
            return


def of_tastes(truth: Truth, bundle: Bundle) -> list[Found]:
    """The order of all titles by the blend, by the match and by popularity, beside the order of true joy."""
    codes = bundle.code_of(truth.title_ids)
    known = codes >= 0
    by: dict[str, list[float]] = {name: [] for name in ("blend", "match", "popularity")}
    joy: dict[str, list[float]] = {name: [] for name in ("blend", "popularity", "best")}
    for place, taste, open_ in viewers(truth):
        asked = np.flatnonzero(open_ & known)
        if len(asked) < 20:
            continue
        likes = truth.likes[place, asked]
        blend, odds = bundle.rank_and_odds(strengths=taste.strengths, ratings=taste.ratings)
        match = np.zeros(len(blend)) if odds is None else bundle.calibration.chance(odds)
        scores = {"blend": blend, "match": match, "popularity": bundle.popularity.score()}
        for name, values in scores.items():
            by[name].append(spearman(values[codes[asked]], likes))
            if name in joy:
                joy[name].append(float(likes[np.argsort(-values[codes[asked]], kind="stable")[:10]].mean()))
        joy["best"].append(float(np.sort(likes)[::-1][:10].mean()))
    usual = float(truth.likes.mean())
    shown = {name: interval([one - usual for one in values]) for name, values in joy.items()}
    return [
        Found(what="taste, order of the blend", measure="rank correlation with true joy", said=interval(by["blend"])),
        Found(what="taste, order of the match", measure="rank correlation with true joy", said=interval(by["match"])),
        Found(what="taste, popularity", measure="rank correlation with true joy", said=interval(by["popularity"])),
        Found(what="first ten by the blend", measure="true joy above the mean, log-odds", said=shown["blend"]),
        Found(what="first ten by popularity", measure="true joy above the mean, log-odds", said=shown["popularity"]),
        Found(what="first ten, best possible", measure="true joy above the mean, log-odds", said=shown["best"]),
    ]


def of_moments(truth: Truth, bundle: Bundle) -> list[Found]:
    """What each moment adds to each title, learned and true."""
    codes = bundle.code_of(truth.title_ids)
    known = np.flatnonzero(codes >= 0)
    found = []
    for code in range(MOMENTS):
        moment = moment_of_code(code)
        told = bundle.features(strengths={}, ratings={}, moment=moment).get(MOMENT)
        if told is not None:
            found.append(spearman(told[codes[known]], truth.context[list(moment.values)].sum(axis=0)[known]))
    weight = bundle.weights.get(MOMENT, 0.0)
    said = f"{np.mean(found):.3f}, weight {weight:.2f}" if found else "nothing learned"
    return [Found(what="hour, weekday, device", measure="rank correlation of what they add, over moments", said=said)]


PLACES = """
    SELECT page.device, tile."row", tile."column", count(*),
           count(*) FILTER (WHERE EXISTS (
               SELECT FROM recommendations_playsession played
               WHERE played.page_id = tile.page_id AND played."row" = tile."row" AND played."column" = tile."column"))
    FROM recommendations_impression tile
    JOIN recommendations_servedpage page ON page.id = tile.page_id AND page.served_at = tile.served_at
    WHERE tile."row" >= 0 AND page.content -> 'rows' -> tile."row"::int ->> 'kind' <> 'continue'
    GROUP BY 1, 2, 3
"""
OFFERED = """
    SELECT page.device, place.at - 1, tile.at - 1, count(*) FROM recommendations_servedpage page,
        jsonb_array_elements(page.content -> 'rows') WITH ORDINALITY AS place (row, at),
        jsonb_array_elements(place.row -> 'tiles') WITH ORDINALITY AS tile (tile, at)
    WHERE place.row ->> 'kind' <> 'continue' AND page.policy = 'simulated-1' GROUP BY 1, 2, 3
"""


def of_places(truth: Truth) -> list[Found]:
    """The curve that pages assume, and the one in the logs, beside the true one; rows of Continue Watching aside."""
    shape = truth.attention.shape
    seen, played, offered = (np.zeros(shape) for _table in range(3))
    devices = [kind.value for kind in BY_DEVICE]
    with connection.cursor() as cursor:
        cursor.execute(PLACES)
        for device, row, column, impressions, plays in cursor.fetchall():
            place = devices.index(device), row, column
            seen[place], played[place] = impressions, plays
        cursor.execute(OFFERED)
        for device, row, column, number in cursor.fetchall():
            offered[devices.index(device), row, column] = number
    rows, columns = np.arange(shape[1]) + 1, np.arange(shape[2]) + 1
    assumed = 1.0 / (np.log2(1 + rows)[:, None] * np.log2(1 + columns)[None, :])
    often = seen.sum(axis=0) >= 200
    mean = truth.attention.mean(axis=0)
    taken = np.divide(played.sum(axis=0), seen.sum(axis=0), out=np.zeros(shape[1:]), where=seen.sum(axis=0) > 0)
    there = offered >= 100
    in_view = np.divide(seen, offered, out=np.zeros(shape), where=offered > 0)
    errors = np.abs(in_view - truth.in_view)[there]
    scale = mean.ravel() @ assumed.ravel() / (assumed.ravel() @ assumed.ravel())
    return [
        Found(what="attention, as pages assume it", measure="rank correlation with the true curve; error",
              said=f"{spearman(assumed.ravel(), mean.ravel()):.3f}; {np.abs(scale * assumed - mean).mean():.3f}"),
        Found(what="logs: places in view", measure="mean error of the share, by device, row and column",
              said=f"{errors.mean():.3f} of {truth.in_view[there].mean():.3f}"),
        Found(what="logs: plays per tile in view", measure="rank correlation with the chance to be looked at",
              said=f"{spearman(taken[often], truth.look[often]):.3f}"),
    ]  # fmt: skip


def of_pictures(truth: Truth) -> list[Found]:
    """Does the picture that the site would choose suit the viewer, and do the logs show that suiting ones are taken?"""
    if not len(truth.picture_ids):
        return [Found(what="pictures", measure="", said="the catalogue has none")]
    version = CatalogueStamp.current()
    library, catalogue = current_library(version=version), current_catalogue(version=version)
    place_of = {picture: place for place, picture in enumerate(truth.picture_ids.tolist())}
    best, chance, gained = [], [], []
    for place, taste, _open in viewers(truth):
        if truth.persuasion[place] <= 0:
            continue
        affinity = label_affinity(taste=taste, catalogue=catalogue, library=library)
        for candidates in library.candidates.values():
            pulls = np.array([truth.picture_pull[place, place_of[one.artwork_id]] for one in candidates])
            if len(pulls) < 2:
                continue
            picked = int(np.argmax([appeal(affinity, one) for one in candidates]))
            best.append(float(picked == int(np.argmax(pulls))))
            chance.append(1.0 / len(pulls))
            gained.append(float(pulls[picked]) / max(1e-9, float(pulls.max())))
    low, high = takes_by_pull(truth)
    return [
        Found(what="pictures, as pages choose them", measure="the truly best one; by chance",
              said=f"{np.mean(best):.3f}; {np.mean(chance):.3f}"),
        Found(what="pictures, as pages choose them", measure="share of the best one's effect; by chance 0",
              said=f"{np.sum(gained) / len(gained):.3f}"),
        Found(what="logs: plays per tile, persuadable viewers", measure="pictures that suit less; that suit more",
              said=f"{low:.4f}; {high:.4f}"),
    ]  # fmt: skip


TAKES = """
    SELECT tile.profile_id, tile.artwork_id,
           EXISTS (SELECT FROM recommendations_playsession played WHERE played.page_id = tile.page_id
                   AND played."row" = tile."row" AND played."column" = tile."column")
    FROM recommendations_impression tile WHERE tile."row" >= 0 AND tile.artwork_id IS NOT NULL
"""


def takes_by_pull(truth: Truth) -> tuple[float, float]:
    """Plays per tile in view for pictures that suit a persuadable viewer less, and more, than their title's others."""
    who = {profile: place for place, profile in enumerate(truth.profile_ids.tolist())}
    what = {picture: place for place, picture in enumerate(truth.picture_ids.tolist())}
    with connection.cursor() as cursor:
        cursor.execute(TAKES)
        rows = [(who[profile], what[picture], took) for profile, picture, took in cursor.fetchall()
                if profile in who and picture in what]  # fmt: skip
    person, picture, took = (np.array(column) for column in zip(*rows, strict=True))
    mine = truth.persuasion[person] > 0
    pull = truth.picture_pull[person, picture]
    return float(took[mine & (pull < -0.5)].mean()), float(took[mine & (pull > 0.5)].mean())
