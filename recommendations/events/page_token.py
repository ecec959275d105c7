"""The signed, opaque name of a served page: what the browser sends back with everything that it reports."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.core import signing

SALT = "recommendations.page"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRef:
    """The key of a ServedPage."""

    id: UUID
    served_at: datetime


def sign_page(page_id: UUID, served_at: datetime, profile_id: int) -> str:
    """The page's token; it is worth nothing to any other profile."""
    microseconds = (served_at - EPOCH) // timedelta(microseconds=1)
    return signing.Signer(salt=f"{SALT}.{profile_id}").sign(f"{page_id.hex}.{microseconds}")


def read_token(token: str, profile_id: int) -> PageRef:
    """The page that the token names; raises ValueError unless it was signed for this profile."""
    try:
        page, _, microseconds = signing.Signer(salt=f"{SALT}.{profile_id}").unsign(token).partition(".")
    except signing.BadSignature:
        raise ValueError("The page token is not one of this profile.") from None
    return PageRef(id=UUID(page), served_at=EPOCH + timedelta(microseconds=int(microseconds)))
