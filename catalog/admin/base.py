"""What the catalogue's admin pages share: their base classes, thumbnails, and the history of bulk actions."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.db.models import Model
from django.db.models.fields.files import FieldFile
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.html import format_html

if TYPE_CHECKING:
    AnyModelAdmin = admin.ModelAdmin[Any]
    AnyModelForm = ModelForm[Any]
    AnyTabularInline = admin.TabularInline[Any, Any]
else:
    AnyModelAdmin, AnyModelForm, AnyTabularInline = admin.ModelAdmin, ModelForm, admin.TabularInline

THUMBNAIL_HEIGHT = 54


class CatalogueAdmin(AnyModelAdmin):
    """Lists may be long: no second count of everything, and pages of fifty."""

    list_per_page = 50
    show_full_result_count = False


class CatalogueInline(AnyTabularInline):
    extra = 0
    show_change_link = True


def thumbnail(image: FieldFile | None, *, alternative_text: str = "", height: int = THUMBNAIL_HEIGHT) -> str:
    """The picture, small; nothing where there is no file."""
    return picture_at(image.url, alternative_text=alternative_text, height=height) if image else ""


def picture_at(address: str, *, alternative_text: str = "", height: int = THUMBNAIL_HEIGHT) -> str:
    return format_html(
        '<img class="thumbnail" src="{}" alt="{}" height="{}" loading="lazy">', address, alternative_text, height
    )


def note_in_history(*, request: HttpRequest, rows: Iterable[Model], what: str) -> None:
    """Write `what` into the history of every row, as saving its form would."""
    user: Any = request.user
    LogEntry.objects.log_actions(user.pk, list(rows), CHANGE, what)
