"""The four kinds of screen that Marquee tells apart."""

from django.db import models


class DeviceKind(models.TextChoices):
    """What the viewer holds, as far as client hints and user agent tell."""

    PHONE = "phone", "Phone"
    TABLET = "tablet", "Tablet"
    LAPTOP = "laptop", "Laptop"
    TV = "tv", "TV"
