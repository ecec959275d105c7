"""Who is watching, from what the middleware knows."""

from datetime import datetime

from accounts.device_kinds import DeviceKind
from accounts.models import Profile
from catalog.maturity import Maturity
from recommendations.contracts import Viewer


def viewer_of(*, profile: Profile, device_kind: DeviceKind, now: datetime) -> Viewer:
    """The viewer that a request of this profile, on this kind of device, at this instant, acts for."""
    return Viewer(
        profile_id=profile.pk,
        profile_name=profile.name,
        is_kids=profile.is_kids,
        ceiling=Maturity(profile.maturity_ceiling),
        country=profile.country,
        device=device_kind,
        now=now,
    )
