"""A decided page as the JSON of ServedPage, and back."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from recommendations.contracts import ArtworkDecision, DecidedPage, PageRow, PageTile, PlaceDraw, Reason, ReasonKind


def as_content(page: DecidedPage) -> dict[str, Any]:
    """Short keys: a page has some 280 tiles, and one such document is written for every page that is decided."""
    return {
        "billboard": _tile(page.billboard) if page.billboard else None,
        "rows": [
            {
                "key": row.key,
                "kind": row.kind,
                "heading": row.heading,
                "reason": _reason(row.reason),
                "tiles": [_tile(tile) for tile in row.tiles],
            }
            for row in page.rows
        ],
    }


def _tile(tile: PageTile) -> dict[str, Any]:
    stored: dict[str, Any] = {"title": tile.title_id, "reason": _reason(tile.reason), "match": tile.match}
    if tile.artwork:
        choice = tile.artwork
        stored["artwork"] = {
            "id": choice.artwork_id,
            "propensity": choice.propensity,
            "candidates": list(choice.candidates),
            "policy": choice.policy,
            "explored": choice.explored,
        }
    if tile.episode_id is not None:
        stored["episode"] = tile.episode_id
    if tile.progress is not None:
        stored["progress"] = round(tile.progress, 4)
    if tile.left_seconds is not None:
        stored["left"] = round(tile.left_seconds)
    if tile.rating is not None:
        stored["rating"] = tile.rating
    if tile.draw:
        draw = tile.draw
        stored["draw"] = {
            "propensity": draw.propensity, "candidates": list(draw.candidates), "policy": draw.policy
        }  # fmt: skip
    return stored


def _reason(reason: Reason) -> dict[str, Any]:
    stored: dict[str, Any] = {"kind": reason.kind, "text": reason.text}
    if reason.evidence:
        stored["evidence"] = [[title, round(share, 4)] for title, share in reason.evidence]
    return stored


def as_page(
    *, content: Mapping[str, Any], page_id: UUID, profile_id: int, served_at: datetime, model_version: str,
    policy: str, arm: str,
) -> DecidedPage:  # fmt: skip
    """Read what `as_content` wrote; raises KeyError, TypeError or ValueError for anything else."""
    return DecidedPage(
        id=page_id,
        profile_id=profile_id,
        served_at=served_at,
        billboard=_read_tile(content["billboard"]) if content["billboard"] else None,
        rows=[
            PageRow(
                key=row["key"],
                kind=row["kind"],
                heading=row["heading"],
                reason=_read_reason(row["reason"]),
                tiles=[_read_tile(tile) for tile in row["tiles"]],
            )
            for row in content["rows"]
        ],
        model_version=model_version or None,
        policy=policy,
        arm=arm,
    )


def _read_tile(stored: Mapping[str, Any]) -> PageTile:
    title_id = stored["title"]
    draw = stored.get("draw")
    return PageTile(
        title_id=title_id,
        reason=_read_reason(stored["reason"]),
        match=stored["match"],
        artwork=read_choice(stored) if "artwork" in stored else None,
        episode_id=stored.get("episode"),
        progress=stored.get("progress"),
        left_seconds=stored.get("left"),
        rating=stored.get("rating"),
        draw=PlaceDraw(propensity=draw["propensity"], candidates=tuple(draw["candidates"]), policy=draw["policy"])
        if draw
        else None,
    )


def read_choice(stored: Mapping[str, Any]) -> ArtworkDecision:
    """The picture that was chosen for a stored tile which has one."""
    choice = stored["artwork"]
    return ArtworkDecision(
        title_id=stored["title"],
        artwork_id=choice["id"],
        propensity=choice["propensity"],
        candidates=tuple(choice["candidates"]),
        policy=choice["policy"],
        explored=choice["explored"],
    )


def _read_reason(stored: Mapping[str, Any]) -> Reason:
    kind = ReasonKind(stored["kind"])
    evidence: Sequence[Sequence[Any]] = stored.get("evidence", ())
    return Reason(
        kind=kind,
        text=stored["text"],
        evidence=tuple((int(title), float(share)) for title, share in evidence),
    )
