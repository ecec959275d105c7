"""A household's account: one e-mail address, one password, up to five profiles."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models, transaction
from django.db.models.functions import Lower


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        if not email:
            raise ValueError("An account needs an e-mail address.")
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, **{**fields, "is_staff": True, "is_superuser": True})

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractUser):
    """Signs in with an e-mail address; there are no user names."""

    username = None  # type: ignore[assignment]  # Removes the inherited column, as Django documents it.
    email = models.EmailField("e-mail address", max_length=254, unique=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    class Meta:
        ordering = ("email",)
        constraints = [models.UniqueConstraint(Lower("email"), name="one_account_per_email")]

    def __str__(self) -> str:
        return self.email

    def save(self, *given: Any, **named: Any) -> None:
        """A new password ends the API tokens that the old one brought, in one step with it, whoever changes it.

        Sessions need no help: each carries a hash of the password it was opened with.
        """
        is_changed = not self._state.adding and getattr(self, "_password", None) is not None
        with transaction.atomic():
            super().save(*given, **named)
            if is_changed:
                self.auth_token_set.all().delete()
