"""The nouns of who is watching, by name."""

from accounts.models.allowance import SignInAllowance
from accounts.models.device import Device, DeviceToken
from accounts.models.profile import MAXIMUM_PROFILES, PIN_TRIES, Profile, ProfileOrigin, ProfileQuerySet
from accounts.models.user import User

__all__ = [
    "MAXIMUM_PROFILES",
    "PIN_TRIES",
    "Device",
    "DeviceToken",
    "Profile",
    "ProfileOrigin",
    "ProfileQuerySet",
    "SignInAllowance",
    "User",
]
