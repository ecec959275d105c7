"""The back office: Django admin behind the same sign-in, rate limits and second factor as the site."""

from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite


class MarqueeAdminSite(AdminSite):
    site_header = "Marquee"
    site_title = "Marquee"
    index_title = "Back office"


MarqueeAdminSite.login = secure_admin_login(MarqueeAdminSite.login)  # type: ignore[method-assign]
