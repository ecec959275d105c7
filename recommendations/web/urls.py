"""Routes of everything that shows titles."""

from django.urls import URLPattern, URLResolver, path

from recommendations.web.actions import hide_title, let_go, list_title, rate_title
from recommendations.web.beginning import begin, begin_learned, begin_more
from recommendations.web.browse import films, genre, mood, my_list, person, series
from recommendations.web.digest import digest, preview, stop
from recommendations.web.ending import after
from recommendations.web.history import clear_history, exclude_from_recommending, history, remove_from_history
from recommendations.web.pictures import artwork, drawn_tile, frame
from recommendations.web.player import mark_as_watched, watch
from recommendations.web.scrubbing import chapters, sheet, storyboard
from recommendations.web.something import something, surprise
from recommendations.web.taste import adjust, afresh, hours, taste
from recommendations.web.taste import stop as stop_row
from recommendations.web.video import caption, video
from recommendations.web.views import home, home_rows, search, title, why_this, why_this_title

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("rows/", home_rows, name="home-rows"),
    path("why/", why_this, name="why"),
    path("search/", search, name="search"),
    path("begin/", begin, name="begin"),
    path("begin/more/", begin_more, name="begin-more"),
    path("begin/learned/", begin_learned, name="begin-learned"),
    path("something/", something, name="something"),
    path("surprise/", surprise, name="surprise"),
    path("films/", films, name="films"),
    path("series/", series, name="series"),
    path("genre/<slug:slug>/", genre, name="genre"),
    path("mood/<slug:slug>/", mood, name="mood"),
    path("person/<slug:slug>/", person, name="person"),
    path("my-list/", my_list, name="my-list"),
    path("title/<slug:slug>/", title, name="title"),
    path("title/<slug:slug>/why/", why_this_title, name="title-why"),
    path("title/<slug:slug>/rate/", rate_title, name="rate"),
    path("title/<slug:slug>/list/", list_title, name="list"),
    path("title/<slug:slug>/hide/", hide_title, name="hide"),
    path("title/<slug:slug>/let-go/", let_go, name="let-go"),
    path("drawn/<str:signed>.svg", drawn_tile, name="drawn-tile"),
    path("frames/<str:signed>.webp", frame, name="frame"),
    path("media/artwork/<path:name>", artwork, name="artwork"),
    path("watch/<slug:slug>/", watch, name="watch"),
    path("watch/<slug:slug>/after/", after, name="after"),
    path("watch/<slug:slug>/watched/", mark_as_watched, name="mark-as-watched"),
    path("watch/<slug:slug>/<int:season>/<int:episode>/", watch, name="watch-episode"),
    path("video/<str:signed>/", video, name="video"),
    path("captions/<str:signed>/", caption, name="caption"),
    path("chapters/<str:signed>/", chapters, name="chapters"),
    path("storyboard/<str:signed>/", storyboard, name="storyboard"),
    path("sheet/<str:signed>/", sheet, name="sheet"),
    path("letter/", digest, name="digest"),
    path("letter/preview/", preview, name="digest-preview"),
    path("letter/stop/<str:signed>/", stop, name="digest-stop"),
    path("taste/", taste, name="taste"),
    path("taste/adjust/", adjust, name="taste-adjust"),
    path("taste/row/", stop_row, name="taste-row"),
    path("taste/hours/", hours, name="taste-hours"),
    path("taste/afresh/", afresh, name="taste-afresh"),
    path("history/", history, name="history"),
    path("history/remove/", remove_from_history, name="history-remove"),
    path("history/exclude/", exclude_from_recommending, name="history-exclude"),
    path("history/clear/", clear_history, name="history-clear"),
]
