"""What the admin pages of accounts share."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpRequest

if TYPE_CHECKING:
    AnyModelAdmin = admin.ModelAdmin[Any]
    AnyModelForm = ModelForm[Any]
    AnyTabularInline = admin.TabularInline[Any, Any]
else:
    AnyModelAdmin, AnyModelForm, AnyTabularInline = admin.ModelAdmin, ModelForm, admin.TabularInline


class AccountsAdmin(AnyModelAdmin):
    """Lists may be long: no second count of everything."""

    list_per_page = 50
    show_full_result_count = False


class LookedAtAdmin(AccountsAdmin):
    """What the site writes: looked at, and taken away, but neither made nor edited by hand."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class LookedAtInline(AnyTabularInline):
    extra = 0
    can_delete = False
    show_change_link = True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def note_in_history(*, request: HttpRequest, rows: Iterable[Model], what: str) -> None:
    """Write `what` into the history of every row, as saving its form would."""
    user: Any = request.user
    LogEntry.objects.log_actions(user.pk, list(rows), CHANGE, what)
