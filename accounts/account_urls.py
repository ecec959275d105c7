"""Routes of the account's own pages, beside allauth's."""

from django.urls import path

from accounts import account_views

urlpatterns = [
    path("", account_views.overview, name="account"),
    path("export/", account_views.export, name="export-data"),
    path("close/", account_views.close, name="close-account"),
    path("closed/", account_views.closed, name="account-closed"),
]
