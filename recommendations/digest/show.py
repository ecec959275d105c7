"""A letter in the browser: what the next one would look like, leaving no trace."""

from base64 import b64encode
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar, cast

from csp.decorators import csp_update
from django.conf import settings

from accounts.models import Profile
from recommendations.digest.choose import choose_digest
from recommendations.digest.mail import jpegs_of, render_html

STYLE = Path(settings.BASE_DIR) / "templates/recommendations/digest/mail.css"
_OWN_STYLE = {"style-src": [f"'sha256-{b64encode(sha256(STYLE.read_bytes()).digest()).decode()}'"]}
TOO_LITTLE = "There is too little here to write about yet: watch or rate something first."


View = TypeVar("View")


def shows_letter(view: View) -> View:
    """For a view that answers with a letter: its page may use the letter's own style, and no other."""
    return cast("View", csp_update(_OWN_STYLE)(cast("Any", view)))


def letter_now(*, profile: Profile, now: datetime) -> str | None:
    """The letter that would go out now, as a page; None when there is too little to write about."""
    digest = choose_digest(profile=profile, now=now, record=False)
    if digest is None:
        return None
    pictures = {
        artwork_id: "data:image/jpeg;base64," + b64encode(picture).decode()
        for artwork_id, picture in jpegs_of(digest).items()
    }
    return render_html(digest, stop_address="#", pictures=pictures)
