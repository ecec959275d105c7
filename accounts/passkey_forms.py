"""Forms of passkeys: what a browser sends is read as a stranger's words, and answered, whatever it is."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.core.exceptions import ValidationError

LONGEST_NAME = 80
UNREADABLE = (ArithmeticError, AttributeError, LookupError, NotImplementedError, RecursionError, TypeError, ValueError)
"""What the readers of attestations and assertions raise, besides what they document, for bytes that are none."""


class CredentialField(forms.JSONField):
    """The browser's answer, an object; text of any depth and with any number is borne."""

    def __init__(self) -> None:
        super().__init__(required=True, widget=forms.HiddenInput)

    def to_python(self, value: Any) -> Any:
        try:
            found = super().to_python(value)
        except (RecursionError, ValueError):
            found = ()
        if found is not None and not isinstance(found, dict):
            raise ValidationError("That is not an answer of a passkey. Try again.", code="invalid")
        return found

    def bound_data(self, data: Any, initial: Any) -> Any:
        try:
            return super().bound_data(data, initial)
        except (RecursionError, ValueError):
            return None

    def prepare_value(self, value: Any) -> Any:
        """An answer is good once: a form that comes back does not hold the last one."""
        return ""


def _refused() -> ValidationError:
    error: ValidationError = get_adapter().validation_error("incorrect_code")
    return error


class AddPasskeyForm(AddWebAuthnForm):
    """Names a new passkey; it signs in by itself unless its owner says otherwise."""

    name = forms.CharField(
        required=False, max_length=LONGEST_NAME, label="Name", help_text="So that you know it again, for example: Phone"
    )
    passwordless = forms.BooleanField(
        required=False,
        initial=True,
        label="Sign in with it alone",
        help_text="Without a password: the device asks for your finger, face or code. Otherwise it is a second step.",
    )
    credential = CredentialField()
    field_order = ("name", "passwordless", "credential")

    def clean(self) -> dict[str, Any]:
        try:
            return dict(super().clean())
        except UNREADABLE:
            raise _refused() from None


class RenamePasskeyForm(EditWebAuthnForm):
    name = forms.CharField(max_length=LONGEST_NAME, label="Name")


class _SteadyAnswer(AuthenticateWebAuthnForm):
    credential = CredentialField()

    def clean_credential(self) -> Authenticator:
        try:
            return super().clean_credential()
        except UNREADABLE:
            raise _refused() from None


class SignInByPasskeyForm(_SteadyAnswer, LoginWebAuthnForm):
    """A passkey alone."""


class SecondStepByPasskeyForm(_SteadyAnswer):
    """A passkey after the password."""


class ConfirmByPasskeyForm(_SteadyAnswer, ReauthenticateWebAuthnForm):
    """A passkey in the place of the password, by somebody signed in."""
