"""Routes."""

from django.urls import URLPattern, URLResolver, path

from recommendations.api.ending import AfterView
from recommendations.api.events import EventsView
from recommendations.api.first_titles import FirstTitlesView
from recommendations.api.history import (
    ContinueWatchingOfTitleView,
    ContinueWatchingView,
    HistoryOfTitleView,
    HistoryView,
    ProgressOfTitleView,
)
from recommendations.api.my_list import HiddenView, ListedView, MyListView
from recommendations.api.pages import HomeView
from recommendations.api.playing import EpisodeView
from recommendations.api.ratings import RatingsView, RatingView
from recommendations.api.search import SearchView
from recommendations.api.something import SomethingView, SurpriseView
from recommendations.api.taste import AfreshView, MomentsView, StoppedRowView, TasteView, WantedView
from recommendations.api.titles import SimilarView, TitlesView, TitleView
from recommendations.contracts import Group

urlpatterns: list[URLPattern | URLResolver] = [
    path("home/", HomeView.as_view(), name="api-home"),
    path("first-titles/", FirstTitlesView.as_view(), name="api-first-titles"),
    path("something/", SomethingView.as_view(), name="api-something"),
    path("surprise/", SurpriseView.as_view(), name="api-surprise"),
    path("search/", SearchView.as_view(), name="api-search"),
    path("titles/", TitlesView.as_view(), name="api-titles"),
    path("titles/<slug:slug>/", TitleView.as_view(), name="api-title"),
    path("titles/<slug:slug>/<int:season>/<int:number>/", EpisodeView.as_view(), name="api-episode"),
    path("titles/<slug:slug>/similar/", SimilarView.as_view(), name="api-similar"),
    path("titles/<slug:slug>/after/", AfterView.as_view(), name="api-after"),
    path("events/", EventsView.as_view(), name="api-events"),
    path("ratings/", RatingsView.as_view(), name="api-ratings"),
    path("titles/<int:title_id>/rating/", RatingView.as_view(), name="api-rating"),
    path("titles/<int:title_id>/hidden/", HiddenView.as_view(), name="api-hidden"),
    path("titles/<int:title_id>/progress/", ProgressOfTitleView.as_view(), name="api-progress"),
    path("my-list/", MyListView.as_view(), name="api-my-list"),
    path("my-list/<int:title_id>/", ListedView.as_view(), name="api-listed"),
    path("taste/", TasteView.as_view(), name="api-taste"),
    path("taste/genres/<slug:slug>/", WantedView.as_view(group=Group.GENRE), name="api-taste-genre"),
    path("taste/moods/<slug:slug>/", WantedView.as_view(group=Group.MOOD), name="api-taste-mood"),
    path("taste/people/<slug:slug>/", WantedView.as_view(group=Group.PERSON), name="api-taste-person"),
    path("taste/rows/<str:row>/", StoppedRowView.as_view(), name="api-taste-row"),
    path("taste/moments/", MomentsView.as_view(), name="api-taste-moments"),
    path("taste/afresh/", AfreshView.as_view(), name="api-taste-afresh"),
    path("history/", HistoryView.as_view(), name="api-history"),
    path("history/<int:title_id>/", HistoryOfTitleView.as_view(), name="api-history-of-title"),
    path("continue-watching/", ContinueWatchingView.as_view(), name="api-continue-watching"),
    path(
        "continue-watching/<int:title_id>/",
        ContinueWatchingOfTitleView.as_view(),
        name="api-continue-watching-title",
    ),
]
