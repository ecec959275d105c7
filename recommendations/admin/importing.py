"""The page that brings an uploaded JSON-lines file in: tried first, then for real, with what could not be used."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from catalog.importers.drafts import UnreadableFile
from catalog.importers.json_lines import JsonLines
from catalog.models import Title
from recommendations.events.bring_in import Report, Request, bring_in, told

MAXIMUM_BYTES = 32 * 1024 * 1024
NEEDED = ("catalog.add_title", "catalog.change_title", "catalog.add_person", "catalog.change_person")
NEEDED_FOR_HISTORY = ("accounts.add_profile", "accounts.change_profile")
_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9_-]+")


class ImportForm(forms.Form):
    file = forms.FileField(label="File", help_text="Marquee's exchange format, .jsonl, at most 32 MB, without pictures")
    is_dry_run = forms.BooleanField(
        label="Only say what would change", required=False, initial=True, help_text="Nothing is written"
    )

    def clean_file(self) -> Any:
        given = self.cleaned_data["file"]
        if not (given.name or "").lower().endswith(".jsonl"):
            raise forms.ValidationError("The name of the file should end in .jsonl.")
        if (given.size or 0) > MAXIMUM_BYTES:
            raise forms.ValidationError("The file is larger than 32 MB: use manage.py import.")
        return given


class CatalogueOnly(JsonLines):
    """For editors: who watched what is not theirs to bring."""

    def history(self, path: Path) -> Any:
        return iter(())


def may_import(request: HttpRequest) -> bool:
    return request.user.has_perms(NEEDED)


def import_page(request: HttpRequest) -> HttpResponse:
    """Ask for a file; answer with the counts, and the first rows that could not be used."""
    if not may_import(request):
        raise PermissionDenied
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    lines: list[str] = []
    if form.is_bound and form.is_valid():
        is_dry_run = form.cleaned_data["is_dry_run"]
        try:
            report = _bring_in(request, form.cleaned_data["file"], is_dry_run=is_dry_run)
        except UnreadableFile as problem:
            form.add_error("file", str(problem))
        else:
            lines = told(report, is_dry_run=is_dry_run)
            if not is_dry_run:
                _note(request, report)
    context = {
        **admin.site.each_context(request),
        "title": "Import titles and people",
        "form": form,
        "lines": lines,
        "brings_history": request.user.has_perms(NEEDED_FOR_HISTORY),
    }
    return TemplateResponse(request, "admin/import.html", context)


def _bring_in(request: HttpRequest, file: Any, *, is_dry_run: bool) -> Report:
    """The file goes into a folder of its own: what it names beside itself is not there."""
    importer = JsonLines() if request.user.has_perms(NEEDED_FOR_HISTORY) else CatalogueOnly()
    name = _NOT_IN_A_NAME.sub("-", (file.name or "").rsplit(".", 1)[0]).strip("-")[:40] or "import"
    with TemporaryDirectory(prefix="marquee-import-") as folder:
        path = Path(folder) / f"{name}.jsonl"
        with path.open("wb") as target:
            for chunk in file.chunks():
                target.write(chunk)
        asked = Request(importer=importer, path=path, is_dry_run=is_dry_run)
        return bring_in(request=asked, now=timezone.now(), tell=lambda _step: None)


def _note(request: HttpRequest, report: Report) -> None:
    user: Any = request.user
    LogEntry.objects.create(
        user=user,
        content_type=ContentType.objects.get_for_model(Title),
        object_repr=f"Import of {report.source}"[:200],
        action_flag=CHANGE,
        change_message=f"{report.changes} rows changed, {report.errors.count} could not be used.",
    )
