"""Template tags of the account's pages."""

from django import template
from django.templatetags.static import static

from accounts.avatars import known_avatar
from accounts.device_detection import device_name_of

register = template.Library()


@register.filter
def device_name(user_agent: str) -> str:
    """`Firefox on Windows` for what a browser calls itself."""
    return device_name_of({"User-Agent": user_agent})


@register.filter
def avatar_url(name: str) -> str:
    """The picture's address; imported profiles may name one that is not there, and get the default."""
    return static(f"img/avatars/{known_avatar(name)}.svg")
