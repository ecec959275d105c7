"""The weekly letters: who asked for them, and what the next one would look like."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from recommendations.admin.pages import ReadOnlyAdmin
from recommendations.digest.send import send_now
from recommendations.digest.show import TOO_LITTLE, letter_now, shows_letter
from recommendations.models import DigestSubscription

MOST_AT_ONCE = 20
"""Writing takes a moment each, and the page waits; the daily run sends everybody what is due."""


@admin.register(DigestSubscription)
class DigestSubscriptionAdmin(ReadOnlyAdmin):
    """Consent is the viewer's alone, so nobody gives it here; deleting a row ends the letters."""

    list_display = ("profile", "asked_at", "is_running", "last_sent_at", "sent", "letter")
    list_filter = ("asked_at", "last_sent_at", ("ended_at", admin.EmptyFieldListFilter))
    list_select_related = ("profile",)
    search_fields = ("profile__name", "profile__user__email")
    date_hierarchy = "asked_at"
    fields = ("profile", "asked_at", "ended_at", "last_sent_at", "sent", "letter")

    actions = ("send_now",)

    def has_send_permission(self, request: HttpRequest) -> bool:
        """Sending writes to people: for whoever may change the letters, although nobody changes a row by hand."""
        return request.user.has_perm("recommendations.change_digestsubscription")

    @admin.action(description="Send now: write and send the selected letters at once", permissions=["send"])
    def send_now(self, request: HttpRequest, queryset: QuerySet[DigestSubscription]) -> None:
        """One at a time, so that one that fails keeps back no other; each ends in a sentence."""
        for subscription in queryset.select_related("profile__user")[:MOST_AT_ONCE]:
            name, now = subscription.profile.name, timezone.now()
            try:
                went = send_now(subscription_id=subscription.pk, now=now)
            except OSError:
                self.message_user(request, f"{name}'s letter was not sent: no mail server took it.", messages.ERROR)
                continue
            if went:
                self.message_user(request, f"{name}'s letter is on its way; the next one goes out in a week.")
            else:
                words = f"{name} gets none: the letters have ended, or there is too little to write about yet."
                self.message_user(request, words, messages.WARNING)

    @admin.display(description="runs", boolean=True)
    def is_running(self, subscription: DigestSubscription) -> bool:
        return subscription.is_running

    @admin.display(description="next letter")
    def letter(self, subscription: DigestSubscription) -> SafeString:
        address = reverse("admin:recommendations_digestsubscription_letter", args=[subscription.pk])
        return format_html('<a href="{}">Preview</a>', address)

    def get_urls(self) -> list[URLPattern]:
        name = "recommendations_digestsubscription_letter"
        return [
            path("<int:pk>/letter/", self.admin_site.admin_view(shows_letter(self.preview)), name=name),
            *super().get_urls(),
        ]

    def preview(self, request: HttpRequest, pk: int, **_extra: Any) -> HttpResponse:
        """The letter as it would go out now; nothing is sent or recorded."""
        subscription = get_object_or_404(DigestSubscription.objects.select_related("profile"), pk=pk)
        # A letter says what its reader likes, as a look at the reader's page would.
        if not self.has_view_permission(request, subscription) or not request.user.has_perm("accounts.view_profile"):
            raise PermissionDenied
        letter = letter_now(profile=subscription.profile, now=timezone.now())
        if letter is None:
            messages.info(request, TOO_LITTLE)
            return redirect("admin:recommendations_digestsubscription_changelist")
        return HttpResponse(letter)
