"""The settings of mail: a server by EMAIL_URL, else files that the development mailbox shows."""

from pathlib import Path
from typing import Any

import environ


def mail_settings(env: environ.Env, *, data_dir: Path) -> dict[str, Any]:
    """Every setting that mail depends on, by name."""
    sends = bool(env.str("EMAIL_URL", default=""))
    return {
        "SENDS_MAIL": sends,
        # Only where an address must be confirmed can a sign-up keep to itself whether the address is taken.
        "ACCOUNT_EMAIL_VERIFICATION": env.str("EMAIL_VERIFICATION", default="mandatory" if sends else "optional"),
        "DEFAULT_FROM_EMAIL": env.str("DEFAULT_FROM_EMAIL", default="Marquee <hello@marquee.example>"),
        "EMAIL_BACKEND": env.str("EMAIL_BACKEND", default="django.core.mail.backends.filebased.EmailBackend"),
        "EMAIL_FILE_PATH": data_dir / "mail",
        "EMAIL_TIMEOUT": 10,
        # Whether /mailbox/ may show what the file backend wrote.
        "MAILBOX": not sends and not env.bool("MARQUEE_PRODUCTION", default=False),
        # A worker answers no request, so it cannot see by which address people reach the site.
        "SITE_ADDRESS": env.str(
            "SITE_ADDRESS", default=f"http://127.0.0.1:{env.int('MARQUEE_WEB_PORT', default=8000)}"
        ).rstrip("/"),
        **(env.email_url("EMAIL_URL", default="smtp://localhost:25") if sends else {}),
    }
