"""The authorisation matrix: every route, and what it answers to whom. `#` begins a second row of a route."""

from typing import Any

from tests.security.answers import Row, acting, cells, everybody, managing, watching
from tests.security.world import PASSWORD

DEFAULTS = {
    "slug": "@family_title.slug",
    "title_id": "@family_title.pk",
    "season": "1",
    "episode": "1",
    "number": "1",
    "uid": "@adult.uid",
    "pk": "1",
    "key": "nothing",
    "uidb36": "1",
    "signed": "not-signed",
    "name": "nothing.png",
    "row": "genre:family",
}
"""What paths are filled with where a row names nothing else."""

GRIM, UNPUBLISHED = {"slug": "@adult_title.slug"}, {"slug": "@unpublished_title.slug"}
GRIM_ID, UNPUBLISHED_ID = {"title_id": "@adult_title.pk"}, {"title_id": "@unpublished_title.pk"}
KIM = {"uid": "@kid.uid"}
DEVICE = {"uid": "@device.uid"}
EVENT = {"id": "6b0c1a52-8a0e-4c0e-9d5e-0f8f4a3f7a11", "kind": "dwell", "at": "2026-11-01T20:00:00Z", "value": 5}
BATCH: dict[str, Any] = {"sent_at": "2026-11-01T20:00:01Z", "events": [EVENT | {"title": "@family_title.pk"}]}
SIGN_IN = {"email": "@user.email", "password": PASSWORD, "device": {"kind": "tv", "name": "Kitchen"}}


def page(get: str = "200", **given: Any) -> Row:
    return Row(otherwise=watching("405"), get=watching(get), **given)


def page_of_title(get: str = "200") -> dict[str, Row]:
    """A page of one title: of a grim one it is not there for the child, of an unpublished one for nobody."""
    grim = Row(otherwise=watching("405"), get=watching("200", kid="404"), values=GRIM)
    return {"": page(get), "#grim": grim, "#unpublished": page("404", values=UNPUBLISHED)}


def form_of_title(body: dict[str, str]) -> dict[str, Row]:
    def row(post: Any, values: dict[str, str]) -> Row:
        return Row(otherwise=watching("405"), post=post, values=values, bodies={"post": body})

    return {
        "": row(watching("on"), {}),
        "#grim": row(watching("on", kid="404"), GRIM),
        "#unpublished": row(watching("404"), UNPUBLISHED),
    }


def form(body: dict[str, str], *, post: str = "on", kid: str = "") -> Row:
    return Row(otherwise=watching("405"), post=watching(post, kid=kid), bodies={"post": body})


def asked(body: dict[str, str]) -> Row:
    """A page of a profile with a form on it, which leads on."""
    return Row(otherwise=watching("405"), get=watching("200"), post=watching("on"), bodies={"post": body})


def account_page(get: str = "200", *, post: str = "405", put: str = "") -> Row:
    """A page behind the one rule for the account's pages; allauth's forms take PUT like POST."""
    return Row(otherwise=managing("405"), get=managing(get), post=managing(post), put=managing(put or post))


def sealed_page() -> Row:
    """A page that takes the account's password from everybody, again."""
    return Row(otherwise=managing("confirm"))


def resource(**methods: str) -> Row:
    """A resource of the API that is about a profile as a whole."""
    return Row(otherwise=acting("405"), **{name: acting(answer) for name, answer in methods.items()})  # type: ignore[arg-type]


def resource_of_title(bodies: dict[str, Any] | None = None, *, by: str = "title_id", **methods: str) -> dict[str, Row]:
    """A resource about one title: what the profile may not see is 404 for it, whatever it wants to do."""
    grim, unpublished = (GRIM_ID, UNPUBLISHED_ID) if by == "title_id" else (GRIM, UNPUBLISHED)
    seen: dict[str, Any] = {name: acting(answer) for name, answer in methods.items()}
    half_seen: dict[str, Any] = {name: acting(answer, kid="404") for name, answer in methods.items()}
    unseen: dict[str, Any] = {name: acting("404") for name in methods}
    common: dict[str, Any] = {"otherwise": acting("405"), "bodies": bodies or {}}
    return {
        "": Row(**common, **seen),
        "#grim": Row(**common, **half_seen, values=grim),
        "#unpublished": Row(**common, **unseen, values=unpublished),
    }


def public(get: str = "200", *, otherwise: str = "405", values: dict[str, str] | None = None) -> Row:
    return Row(otherwise=everybody(otherwise), get=everybody(get), values=values or {})


def document() -> Row:
    """For everybody; but a token that has ended is told so everywhere in the API."""
    return Row(otherwise=cells("405 405 405 405 405 405 405 405 401"), get=cells("200 200 200 200 200 200 200 200 401"))
