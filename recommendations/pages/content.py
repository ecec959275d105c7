"""A decided page as the JSON of ServedPage, and back."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from recommendations.contracts import ArtworkDecision, DecidedPage, PageRow, PageTile, PlaceDraw, Reason, ReasonKind

_quoted = lru_cache(maxsize=10_000)(json.dumps)


def as_content(page: DecidedPage) -> dict[str, Any]:
    """What is stored of a page."""
    found: dict[str, Any] = json.loads(as_text(page))
    return found


def as_text(page: DecidedPage) -> str:
    """The same as JSON, with short keys: a page has some 280 tiles, and a text is written for every page decided.

    It is put together from its pieces: to make dictionaries first, and to encode them, takes three times as long.
    """
    rows = ",".join([
        f'{{"key":{_quoted(row.key)},"kind":{_quoted(row.kind)},"heading":{_quoted(row.heading)}'
        f',"reason":{_reason(row.reason)},"tiles":[{",".join(map(_tile, row.tiles))}]}}'
        for row in page.rows
    ])  # fmt: skip
    return f'{{"billboard":{_tile(page.billboard) if page.billboard else "null"},"rows":[{rows}]}}'


def _tile(tile: PageTile) -> str:
    match = "null" if tile.match is None else tile.match
    stored = f'{{"title":{tile.title_id},"reason":{_reason(tile.reason)},"match":{match}'
    if choice := tile.artwork:
        stored += (
            f',"artwork":{{"id":{choice.artwork_id},"propensity":{choice.propensity}'
            f',"candidates":[{",".join(map(str, choice.candidates))}],"policy":{_quoted(choice.policy)}'
            f',"explored":{"true" if choice.explored else "false"}}}'
        )
    if tile.episode_id is not None:
        stored += f',"episode":{tile.episode_id}'
    if tile.progress is not None:
        stored += f',"progress":{round(tile.progress, 4)}'
    if tile.left_seconds is not None:
        stored += f',"left":{round(tile.left_seconds)}'
    if tile.rating is not None:
        stored += f',"rating":{tile.rating}'
    if draw := tile.draw:
        stored += (
            f',"draw":{{"propensity":{draw.propensity},"candidates":[{",".join(map(str, draw.candidates))}]'
            f',"policy":{_quoted(draw.policy)}}}'
        )
    return stored + "}"


def _reason(reason: Reason) -> str:
    said = f'{{"kind":"{reason.kind}","text":{_quoted(reason.text)}'
    if not reason.evidence:
        return said + "}"
    evidence = ",".join([f"[{title},{round(share, 4)}]" for title, share in reason.evidence])
    return f'{said},"evidence":[{evidence}]}}'


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
