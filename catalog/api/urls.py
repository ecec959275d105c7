"""Routes."""

from django.urls import URLPattern, URLResolver, path

from catalog.api.people import PeopleView, PersonView
from catalog.api.subjects import CountriesView, GenresView, LanguagesView, MoodsView

urlpatterns: list[URLPattern | URLResolver] = [
    path("genres/", GenresView.as_view(), name="api-genres"),
    path("moods/", MoodsView.as_view(), name="api-moods"),
    path("countries/", CountriesView.as_view(), name="api-countries"),
    path("languages/", LanguagesView.as_view(), name="api-languages"),
    path("people/", PeopleView.as_view(), name="api-people"),
    path("people/<slug:slug>/", PersonView.as_view(), name="api-person"),
]
