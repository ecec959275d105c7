"""The forms of a household: a profile, and a PIN."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from django import forms
from django.conf.locale import LANG_INFO

from accounts.avatars import AVATARS
from accounts.countries import COUNTRIES
from accounts.flows.edit_profile import LONGEST_NAME, ProfileDraft
from accounts.flows.pin import FOUR_DIGITS
from catalog.maturity import KIDS_CEILING, Maturity

LANGUAGES = (
    "en", "ar", "bn", "cs", "da", "de", "el", "es", "fa", "fi", "fr", "he", "hi", "hu", "id", "it", "ja", "ko", "nb",
    "nl", "pl", "pt", "ro", "ru", "sv", "th", "tr", "uk", "vi", "zh-hans", "zh-hant",
)  # fmt: skip
RESTRICTIONS = ("is_kids", "maturity_ceiling", "country", "records_history")
CEILINGS = {Maturity.ALL: "All ages only", Maturity.EIGHTEEN: "18+ (everything)"}


class ProfileForm(forms.Form):
    """A profile's values; without `may_restrict` only its looks, and the rest stays as it was."""

    name = forms.CharField(max_length=LONGEST_NAME, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    avatar = forms.ChoiceField(label="Picture", choices=AVATARS, widget=forms.RadioSelect)
    is_kids = forms.BooleanField(
        label="Kids profile",
        required=False,
        help_text=f"Sees nothing above {KIDS_CEILING.label}, and leaves the account alone",
    )
    maturity_ceiling = forms.TypedChoiceField(
        label="Shows titles up to",
        choices=[(step.value, CEILINGS.get(step, step.label)) for step in Maturity],
        coerce=int,
        help_text="Titles above it do not exist for this profile. Only a profile that sees everything may change this.",
    )
    country = forms.ChoiceField(
        required=False,
        choices=[("", "Not said"), *COUNTRIES.items()],
        help_text="What may be watched differs by country",
    )
    language = forms.ChoiceField(help_text="The language that captions start in")
    autoplay_next = forms.BooleanField(label="Play the next episode by itself", required=False)
    autoplay_previews = forms.BooleanField(label="Play previews while browsing", required=False)
    records_history = forms.BooleanField(
        label="Keep history", required=False, help_text="Off: nothing this profile does is kept or learned from"
    )

    def __init__(self, data: Mapping[str, Any] | None, *, draft: ProfileDraft, may_restrict: bool) -> None:
        super().__init__(data, initial=asdict(draft), label_suffix="")
        self.draft = draft
        languages = [(code, str(LANG_INFO[code]["name_local"])) for code in LANGUAGES]
        if draft.language not in LANGUAGES:
            languages.append((draft.language, draft.language))  # Came with an import.
        self.fields["language"] = forms.ChoiceField(choices=languages, help_text=self.fields["language"].help_text)
        if draft.country and draft.country not in COUNTRIES:
            self.fields["country"] = forms.ChoiceField(
                required=False, choices=[("", "Not said"), (draft.country, draft.country), *COUNTRIES.items()]
            )
        if not may_restrict:
            for name in RESTRICTIONS:
                del self.fields[name]

    def wanted(self) -> ProfileDraft:
        """The draft with what was filled in; call it on a valid form."""
        return replace(self.draft, **self.cleaned_data)


class PinForm(forms.Form):
    """Four digits, typed on whatever keys the device has; nothing about them is shown again."""

    pin = forms.RegexField(
        FOUR_DIGITS,
        label="PIN",
        error_messages={"invalid": "A PIN is four digits, 0 to 9.", "required": "Type the four digits."},
        widget=forms.PasswordInput(
            attrs={
                "inputmode": "numeric",
                "autocomplete": "off",
                "pattern": "[0-9]{4}",
                "maxlength": "4",
                "class": "pin__input",
            }
        ),
    )
