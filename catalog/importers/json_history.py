"""Lines of the exchange format that describe viewers and what they did."""

from catalog.importers.drafts import SCREENS, HouseholdDraft, ListDraft, PlayDraft, RatingDraft, ViewerDraft
from catalog.importers.json_fields import Fields
from catalog.importers.json_titles import maturity
from catalog.importers.json_videos import LONGEST_SECONDS, episode_of
from catalog.maturity import KIDS_CEILING, Maturity

THUMBS = {"down": 1.0, "up": 4.0, "two_up": 5.0}
SEEN_SHARE = 0.95


def household(fields: Fields, at: tuple[str, int]) -> HouseholdDraft:
    email = fields.text("email", most=254, required=True)
    if "@" not in email[1:-1] or " " in email:
        raise ValueError("email is not an e-mail address.")
    return HouseholdDraft(
        id=fields.text("id", most=80, required=True),
        email=email,
        password=fields.text("password", most=128, required=True),
        is_staff=fields.flag("staff", default=False),
        at=at,
    )


def viewer(fields: Fields, at: tuple[str, int]) -> ViewerDraft:
    is_kids = fields.flag("kids", default=False)
    ceiling = maturity(fields, default=KIDS_CEILING if is_kids else Maturity.EIGHTEEN)
    if is_kids and ceiling > KIDS_CEILING:
        raise ValueError(f"maturity of a kids profile is at most {KIDS_CEILING:d}.")
    pin = fields.text("pin", most=4)
    if pin and not (len(pin) == 4 and pin.isascii() and pin.isdigit()):
        raise ValueError("pin should be four digits.")
    return ViewerDraft(
        id=fields.text("id", most=80, required=True),
        name=fields.text("name", most=40, required=True),
        avatar=fields.text("avatar", most=40, default="lamp"),
        is_kids=is_kids,
        ceiling=ceiling,
        country=fields.text("country", most=2).upper(),
        language=fields.text("language", most=12, default="en"),
        is_simulated=fields.flag("simulated", default=False),
        household=fields.text("household", most=80),
        pin=pin,
        at=at,
    )


def rating(fields: Fields, line: int) -> RatingDraft:
    value, thumb = fields.number("value", least=0.5, most=5), fields.text("thumb")
    if (value is None) == (not thumb):
        raise ValueError("A rating has either a value or a thumb.")
    if thumb and thumb not in THUMBS:
        raise ValueError(f"thumb should be one of {', '.join(THUMBS)}.")
    return RatingDraft(
        fields.text("viewer", most=80, required=True),
        fields.text("title", most=80, required=True),
        THUMBS[thumb] if value is None else value,
        int(fields.needed_instant("at").timestamp()),
        line,
    )


def play(fields: Fields, line: int) -> PlayDraft:
    at = fields.needed_instant("at")
    started_at = fields.instant("started_at") or at
    position = fields.number("position_seconds", least=0, most=LONGEST_SECONDS)
    duration = fields.number("duration_seconds", least=0.1, most=LONGEST_SECONDS)
    if position is None or duration is None or position > duration or started_at > at:
        raise ValueError("A play needs a position within its duration, and ends after it started.")
    watched = fields.number("watched_seconds", least=0, most=LONGEST_SECONDS)
    return PlayDraft(
        viewer=fields.text("viewer", most=80, required=True),
        title=fields.text("title", most=80, required=True),
        episode=episode_of(fields),
        position_seconds=position,
        duration_seconds=duration,
        watched_seconds=position if watched is None else watched,
        completed=fields.flag("completed", default=position >= SEEN_SHARE * duration),
        started_at=started_at,
        at=at,
        line=line,
        device=fields.choice("device", SCREENS) if fields.has("device") else "",
    )


def listed(fields: Fields, line: int, *, is_hidden: bool) -> ListDraft:
    return ListDraft(
        viewer=fields.text("viewer", most=80, required=True),
        title=fields.text("title", most=80, required=True),
        at=fields.needed_instant("at"),
        line=line,
        is_hidden=is_hidden,
    )
