"""Routes."""

from django.urls import URLPattern, URLResolver, path

from recommendations.web.history import clear_history, exclude_from_recommending, history, remove_from_history
from recommendations.web.player import mark_as_watched, watch
from recommendations.web.video import caption, video

urlpatterns: list[URLPattern | URLResolver] = [
    path("watch/<slug:slug>/", watch, name="watch"),
    path("watch/<slug:slug>/watched/", mark_as_watched, name="mark-as-watched"),
    path("watch/<slug:slug>/<int:season>/<int:episode>/", watch, name="watch-episode"),
    path("video/<str:signed>/", video, name="video"),
    path("captions/<str:signed>/", caption, name="caption"),
    path("history/", history, name="history"),
    path("history/remove/", remove_from_history, name="history-remove"),
    path("history/exclude/", exclude_from_recommending, name="history-exclude"),
    path("history/clear/", clear_history, name="history-clear"),
]
