"""How people sign in: the settings of allauth, which are read together."""

from typing import Any

WRONG_PASSWORDS = {
    "login_failed": "10/m/ip,5/300s/key",
    "login_failed_anywhere": "100/h/key",
    "device_login_failed": "10/m/ip,5/300s/key",
    "device_login_failed_anywhere": "100/h/key",
}
"""Counted for browsers and for devices apart: of one address from one network address, and of one address from
anywhere, which takes more than one network address to fill."""


def sign_in_settings(*, https: bool, proxies: int) -> dict[str, Any]:
    """Settings by name; `proxies` is how many of them, in front of the site, say truly who asks."""
    return {
        "LOGIN_URL": "account_login",
        "LOGIN_REDIRECT_URL": "home",
        "ACCOUNT_ADAPTER": "accounts.adapter.AccountAdapter",
        "ACCOUNT_SIGNUP_REDIRECT_URL": "choose-profile",
        "ACCOUNT_EMAIL_CONFIRMATION_AUTHENTICATED_REDIRECT_URL": "home",
        "ACCOUNT_LOGOUT_REDIRECT_URL": "account_login",
        "ACCOUNT_USER_MODEL_USERNAME_FIELD": None,
        "ACCOUNT_LOGIN_METHODS": {"email"},
        "ACCOUNT_SIGNUP_FIELDS": ["email*", "password1*"],
        # Only in the browser that signed up, and only right after.
        "ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION": True,
        "ACCOUNT_CHANGE_EMAIL": True,
        "ACCOUNT_EMAIL_NOTIFICATIONS": True,
        "ACCOUNT_EMAIL_SUBJECT_PREFIX": "Marquee: ",
        "ACCOUNT_DEFAULT_HTTP_PROTOCOL": "https" if https else "http",
        "ACCOUNT_REAUTHENTICATION_TIMEOUT": 300,
        "ACCOUNT_RATE_LIMITS": WRONG_PASSWORDS,
        "ACCOUNT_SESSION_REMEMBER": True,
        "ALLAUTH_TRUSTED_PROXY_COUNT": proxies,
        "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
        "MFA_PASSKEY_LOGIN_ENABLED": True,
        "MFA_TOTP_ISSUER": "Marquee",
        # Clocks of phones are a little wrong, and people type slowly.
        "MFA_TOTP_TOLERANCE": 1,
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": not https,
        "MFA_FORMS": {
            "add_webauthn": "accounts.passkey_forms.AddPasskeyForm",
            "edit_webauthn": "accounts.passkey_forms.RenamePasskeyForm",
            "login_webauthn": "accounts.passkey_forms.SignInByPasskeyForm",
            "authenticate_webauthn": "accounts.passkey_forms.SecondStepByPasskeyForm",
            "reauthenticate_webauthn": "accounts.passkey_forms.ConfirmByPasskeyForm",
        },
        "USERSESSIONS_TRACK_ACTIVITY": False,
    }
