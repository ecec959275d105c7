"""The back office of recommending, by what it is about."""

from recommendations.admin import events as events
