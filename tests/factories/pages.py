"""The home page of a profile as tests ask for it, and what stands on it."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from accounts.models import Profile
from catalog.models import Title
from recommendations.contracts import Page
from recommendations.events.actions import UP, rate
from recommendations.events.page_token import read_token
from recommendations.pages.home import home_page
from tests.factories.recommendations import NOON, a_viewer

LATER = NOON + timedelta(minutes=5)


def page_of(profile: Profile, **changes: object) -> Page:
    return home_page(viewer=replace(a_viewer(profile), **{"now": LATER, **changes}))  # type: ignore[arg-type]


def id_of(page: Page, profile: Profile) -> UUID:
    return read_token(page.token, profile.pk).id


def shown(page: Page) -> list[int]:
    return [*([page.billboard.card.title_id] if page.billboard else []), *in_rows(page)]


def in_rows(page: Page, kind: str = "") -> list[int]:
    return [tile.card.title_id for row in page.rows for tile in row.tiles if kind in ("", row.kind)]


def say(profile: Profile, title: Title, value: float = UP) -> None:
    rate(viewer=a_viewer(profile, now=LATER), title_id=title.pk, value=value, now=LATER)
