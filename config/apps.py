"""Django's admin with Marquee's own site class, and the project's own commands."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class MarqueeAdminConfig(admin_apps.AdminConfig):
    default = False
    default_site = "config.admin_site.MarqueeAdminSite"


class MarqueeConfig(AppConfig):
    name = "config"
    verbose_name = "Marquee"
    default = True
