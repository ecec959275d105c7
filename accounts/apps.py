"""App config of accounts."""

from typing import Any

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        from allauth.account.signals import password_changed, password_reset, password_set

        for happened in (password_changed, password_reset, password_set):
            happened.connect(_after_new_password, dispatch_uid="accounts.after_new_password")


def _after_new_password(*, request: Any, user: Any, **_more: Any) -> None:
    from accounts.flows.after_new_password import end_everything_else

    end_everything_else(request=request, user=user)
