"""The site map: where each app's pages and resources are mounted."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from config.health import alive, ready
from config.mailbox import mailbox

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", alive, name="healthz"),
    path("readyz", ready, name="readyz"),
    path("mailbox/", mailbox, name="mailbox"),
    path("admin/", admin.site.urls),
    path("api/v1/", include("config.api_urls")),
    path("account/", include("allauth.urls")),
    path("", include("accounts.urls")),
    path("", include("recommendations.web.urls")),
]

handler400 = "config.error_pages.bad_request"
handler403 = "config.error_pages.permission_denied"
handler404 = "config.error_pages.page_not_found"
handler500 = "config.error_pages.server_error"
