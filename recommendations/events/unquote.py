"""Take a title that was forgotten out of the pages that were served: none may give it as a reason any more."""

import json

from django.db import connection

from recommendations.contracts import ReasonKind

TEXT = "Suggested before you changed your history"
HEADING = "Suggested earlier"

QUOTES = "({reason}) -> 'evidence' @> %(quote)s::jsonb AND ({reason}) ->> 'kind' <> %(listed)s"
"""Evidence is a list of [title id, share]; a title that stays on My List may still be named for that."""

TILE = """
    CASE WHEN {quotes} OR (({tile}) ->> 'title' = %(title)s AND
        (({tile}) -> 'reason' ->> 'kind' = %(unfinished)s OR ({tile}) ->> 'rating' IS NOT NULL))
    THEN (({tile}) - ARRAY['progress', 'episode', 'left', 'rating']) || jsonb_build_object('reason', %(reason)s::jsonb)
    ELSE {tile} END
"""


def _tile(tile: str) -> str:
    return TILE.format(tile=tile, quotes=QUOTES.format(reason=f"({tile}) -> 'reason'"))


UNQUOTE = f"""
    UPDATE recommendations_servedpage SET content = content || jsonb_build_object(
        'billboard', {_tile("content -> 'billboard'")},
        'rows', coalesce((
            SELECT jsonb_agg(
                stored || jsonb_build_object('tiles', coalesce((
                    SELECT jsonb_agg({_tile("tile")} ORDER BY place)
                    FROM jsonb_array_elements(stored -> 'tiles') WITH ORDINALITY AS tiles (tile, place)
                ), '[]'::jsonb))
                || CASE WHEN {QUOTES.format(reason="stored -> 'reason'")}
                   THEN jsonb_build_object('reason', %(reason)s::jsonb, 'heading', %(heading)s::text)
                   ELSE '{{}}'::jsonb END
                ORDER BY at
            ) FROM jsonb_array_elements(content -> 'rows') WITH ORDINALITY AS rows (stored, at)
        ), '[]'::jsonb)
    )
    WHERE profile_id = %(profile)s
      AND (jsonb_path_exists(content, '$.**.evidence[*] ? (@[0] == $title)', %(path)s::jsonb)
           OR jsonb_path_exists(content, '$.**.tiles[*] ? (@.title == $title
                && (@.reason.kind == "unfinished" || exists(@.rating)))', %(path)s::jsonb))
"""  # noqa: S608  # Made of the constants above.


def unquote_title(*, profile_id: int, title_id: int) -> int:
    """Replace every reason that the title gave on this profile's pages; answers how many pages named it.

    What was shown where, and with which picture, stays recorded: learning needs it, and it says nothing of why.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            UNQUOTE,
            {
                "profile": profile_id,
                "title": str(title_id),
                "quote": json.dumps([[title_id]]),
                "path": json.dumps({"title": title_id}),
                "listed": ReasonKind.BECAUSE_LISTED.value,
                "unfinished": ReasonKind.UNFINISHED.value,
                "reason": json.dumps({"kind": ReasonKind.EXPLORATION.value, "text": TEXT}),
                "heading": HEADING,
            },
        )
        return int(cursor.rowcount)
