"""Template tags of the account's pages."""

from django import template

from accounts.device_detection import device_name_of

register = template.Library()


@register.filter
def device_name(user_agent: str) -> str:
    """`Firefox on Windows` for what a browser calls itself."""
    return device_name_of({"User-Agent": user_agent})
