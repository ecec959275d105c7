"""The roles of the back office, with no more than each needs: created when absent, never over what an admin changed."""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

CATALOGUE = (
    "title", "season", "episode", "person", "credit", "genre", "mood", "keyword", "collection", "country", "language",
    "availabilitywindow", "artwork", "artworklabel", "videosource", "caption", "chapter", "storyboard",
    "framelabel",
)  # fmt: skip
HISTORY = (
    "event", "impression", "playsession", "watchprogress", "rating", "listentry", "hiddentitle", "tastestate",
    "adjustment", "stoppedrow", "digestsubscription",
)  # fmt: skip
DECISIONS = (
    "servedpage", "experiment", "exposure", "trainingrun", "modelversion", "modelslot", "promotion", "shortlist",
    "rewardtable", "rewardreplay", "searchrun", "estimatorsettings", "pagerule", "outcomereport",
)  # fmt: skip

EVERYTHING = ("add", "change", "delete", "view")
ROLES: dict[str, tuple[str, ...]] = {
    "Editor": (
        *(f"catalog.{verb}_{name}" for name in CATALOGUE for verb in EVERYTHING),
        "catalog.view_frame",
        *(f"recommendations.{verb}_pagerule" for verb in EVERYTHING),
    ),
    "Support": (
        "accounts.view_user", "accounts.change_user", "accounts.view_profile", "accounts.change_profile",
        "accounts.view_device", "accounts.delete_device", "accounts.view_devicetoken", "accounts.delete_devicetoken",
        "usersessions.view_usersession", "usersessions.delete_usersession", "mfa.view_authenticator",
        "catalog.view_title", "recommendations.view_servedpage",
        *(f"recommendations.view_{name}" for name in HISTORY),
    ),
    "Analyst": (
        *(f"catalog.view_{name}" for name in CATALOGUE),
        *(f"recommendations.view_{name}" for name in DECISIONS),
        "recommendations.add_experiment", "recommendations.change_experiment", "recommendations.add_outcomereport",
    ),
}  # fmt: skip
"""Group -> permissions. Analysts see what was decided and how it did, not who watched what."""


def ensure_roles() -> None:
    """Create the missing groups; one that exists keeps the permissions that it has."""
    for name, wanted in ROLES.items():
        role, is_new = Group.objects.get_or_create(name=name)
        if is_new:
            among = Q()
            for permission in wanted:
                app, _, codename = permission.partition(".")
                among |= Q(content_type__app_label=app, codename=codename)
            role.permissions.set(Permission.objects.filter(among))
