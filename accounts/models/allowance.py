"""How many more tries of signing in over the API an address, or a network address, has."""

from django.db import models


class SignInAllowance(models.Model):
    """A bucket that one SQL statement fills and empties; the key is a hash, so the table names nobody."""

    key = models.CharField(max_length=64, primary_key=True)
    tokens = models.FloatField()
    refilled_at = models.DateTimeField()

    class Meta:
        ordering = ("-refilled_at",)

    def __str__(self) -> str:
        return f"{self.key[:8]}…, {self.tokens:.0f} left"
