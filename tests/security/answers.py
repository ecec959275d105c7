"""How the rows of the matrix are written: nine answers in the order of the personas, most of which follow a rule."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpResponseBase

from tests.security.world import Persona

Cells = Mapping[Persona, str]
"""Persona to answer: a status, or `sign-in`, `gate`, `confirm`, `home`, `on` for a redirect to such a page."""

METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What a route answers; methods that are not named answer with `otherwise`.

    `values` fill the path, `bodies` are sent by method; texts that begin with @ name something of the world.
    """

    otherwise: Cells
    get: Cells | None = None
    post: Cells | None = None
    put: Cells | None = None
    patch: Cells | None = None
    delete: Cells | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    bodies: Mapping[str, Any] = field(default_factory=dict)

    def cells(self, method: str) -> Cells:
        found: Cells | None = getattr(self, method)
        return self.otherwise if found is None else found


def cells(text: str) -> Cells:
    """Nine answers: anonymous, no profile, adult, kid, stranger, staff, superuser, token, revoked token."""
    return dict(zip(Persona, text.split(), strict=True))


def everybody(answer: str) -> Cells:
    return dict.fromkeys(Persona, answer)


def _profiles(answer: str, kid: str, stranger: str) -> str:
    return f"{answer} {kid or answer} {stranger or answer}"


def watching(answer: str, *, kid: str = "", stranger: str = "") -> Cells:
    """A page of a profile: `answer` for whoever has chosen one; pages know no tokens."""
    return cells(f"sign-in gate {_profiles(answer, kid, stranger)} gate gate sign-in sign-in")


def managing(answer: str, *, others: str = "") -> Cells:
    """A page of the household: an adult's, or of an account without profiles; `others` have another account."""
    theirs = others or answer
    return cells(f"sign-in confirm {answer} confirm {theirs} {theirs} {theirs} sign-in sign-in")


def signed_in(answer: str, *, others: str = "") -> Cells:
    """A page of the account whatever was chosen; `others` are signed in to another account."""
    theirs = others or answer
    return cells(f"sign-in {answer} {answer} {answer} {theirs} {theirs} {theirs} sign-in sign-in")


def visitors(answer: str, *, known: str) -> Cells:
    """A page for those who are not signed in; `known` is the answer to those who are."""
    return cells(f"{answer} {known} {known} {known} {known} {known} {known} {answer} {answer}")


def acting(answer: str, *, kid: str = "", stranger: str = "") -> Cells:
    """A resource of the API that acts for a profile."""
    return cells(f"401 403 {_profiles(answer, kid, stranger)} 403 403 {answer} 401")


def administering(answer: str, *, unmanaged: str = "403", others: str = "") -> Cells:
    """A resource of the API that is the account's: `unmanaged` for those who have chosen nobody, and for kids."""
    theirs = others or answer
    return cells(f"401 {unmanaged} {answer} {unmanaged} {theirs} {theirs} {theirs} {answer} 401")


def answer_of(response: HttpResponseBase) -> str:
    """A response in the matrix's words."""
    where = response.headers.get("Location")
    if where is None:
        return str(response.status_code)
    place = urlsplit(where)
    assert not place.netloc, f"A redirect to another site: {where}"
    known = {"/account/login/": "sign-in", "/profiles/": "gate", "/account/reauthenticate/": "confirm", "/": "home"}
    return known.get(place.path, "on")
