"""What everybody watches: popularity and trend per title, from the model or, before there is one, from the tables."""

import threading
import time
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
from django.db import connection

from recommendations.candidates.catalogue import Catalogue
from recommendations.contracts import FloatVector, Viewer
from recommendations.modelstore.bundle import Bundle
from recommendations.modelstore.comparable import standardised

HELD_SECONDS = 300.0
RECENT_DAYS = 14.0
COUNTED_DAYS = 730.0
PRIOR = 2.0
"""Viewers that a title must outweigh before its rise counts, so that one viewer does not make a trend."""

COUNTS = """
    SELECT title_id, count(DISTINCT profile_id),
           count(DISTINCT profile_id) FILTER (WHERE at > %(now)s - make_interval(days => %(days)s))
    FROM (SELECT title_id, profile_id, rated_at AS at FROM recommendations_rating WHERE value >= 3.5
          UNION ALL
          SELECT title_id, profile_id, updated_at FROM recommendations_watchprogress) AS chosen
    WHERE at > %(now)s - make_interval(days => %(counted)s) GROUP BY title_id
"""


@dataclass(frozen=True, kw_only=True)
class Demand:
    """Two vectors parallel to the catalogue's titles; only their order and differences mean something."""

    popularity: FloatVector
    trend: FloatVector
    local: FloatVector | None = None
    """What is watched of late in the viewer's country; None where that is not known, or of too few households."""

    @cached_property
    def popular(self) -> FloatVector:
        """Popularity with mean 0 and deviation 1."""
        return standardised(self.popularity)

    @cached_property
    def known(self) -> npt.NDArray[np.float64]:
        """How known each title is, from 0 to 1 for the most watched; and one 0 behind, for no title."""
        popularity = self.popularity.astype(np.float64)
        width = float(np.ptp(popularity)) if len(popularity) else 0.0
        known = (popularity - popularity.min()) / width if width else np.zeros(len(popularity))
        return np.append(known, 0.0)


_lock = threading.Lock()
_held: tuple[int, float, Demand] | None = None
_modelled: tuple[Bundle, Catalogue, Demand] | None = None


def demand_for(*, viewer: Viewer, catalogue: Catalogue, bundle: Bundle | None) -> Demand:
    """Demand by the model's lists, or counted here (at most every five minutes) when there is no model."""
    if bundle is not None:
        demand = _of_model(bundle, catalogue)
        local = _local(bundle, viewer, catalogue)
        return demand if local is None else replace(demand, local=local)
    global _held  # noqa: PLW0603  # One count per process is the point.
    with _lock:
        if _held is None or _held[0] != catalogue.version or time.monotonic() - _held[1] > HELD_SECONDS:
            _held = (catalogue.version, time.monotonic(), _count(viewer, catalogue))
        return _held[2]


def _of_model(bundle: Bundle, catalogue: Catalogue) -> Demand:
    """The model's lists along the catalogue: the same for everybody, so the last ones asked for are held."""
    global _modelled  # noqa: PLW0603  # One of each process is the point.
    held = _modelled
    if held is not None and held[0] is bundle and held[1] is catalogue:
        return held[2]
    found = Demand(
        popularity=_along(bundle, bundle.popularity.score(), catalogue),
        trend=_along(bundle, bundle.trend.score(), catalogue),
    )
    _modelled = (bundle, catalogue, found)
    return found


def _local(bundle: Bundle, viewer: Viewer, catalogue: Catalogue) -> FloatVector | None:
    values = bundle.countries.of(viewer.country) if bundle.countries is not None else None
    return None if values is None else _along(bundle, values, catalogue)


def _along(bundle: Bundle, values: FloatVector, catalogue: Catalogue) -> FloatVector:
    codes = bundle.along(catalogue.title_ids)
    if not len(values):
        return np.zeros(len(codes), dtype=np.float32)
    return np.where(codes >= 0, values[codes], 0.0).astype(np.float32)


def _count(viewer: Viewer, catalogue: Catalogue) -> Demand:
    popularity = np.zeros(len(catalogue.title_ids), dtype=np.float32)
    trend = np.zeros_like(popularity)
    with connection.cursor() as cursor:
        cursor.execute(COUNTS, {"now": viewer.now, "days": int(RECENT_DAYS), "counted": int(COUNTED_DAYS)})
        rows = cursor.fetchall()
    codes = catalogue.code_of([row[0] for row in rows])
    for code, (_title, everybody, recent) in zip(codes.tolist(), rows, strict=True):
        if code >= 0:
            popularity[code] = np.log1p(everybody)
            usual = (everybody - recent) * RECENT_DAYS / (COUNTED_DAYS - RECENT_DAYS)
            trend[code] = (recent - usual) / np.sqrt(usual + PRIOR)
    return Demand(popularity=popularity, trend=trend)
