"""What accounts refuses over the API, each with a code of its own."""

from collections.abc import Iterator
from contextlib import contextmanager

from rest_framework import status
from rest_framework.exceptions import APIException, NotFound, PermissionDenied, Throttled

from accounts.flows.choose_profile import PinLocked, PinNeeded, PinWrong, ProfileNotFound
from accounts.flows.sign_in_allowance import TooManyTries
from accounts.flows.sign_in_device import AddressUnverified, CodeNeeded, CodeWrong, SignInRefused

MANAGING = "Only an adult profile may do this. Choose one on this device first."


class Unauthorized(APIException):
    """A sign-in that failed; not DRF's own, which would become a 403 where no token is asked for."""

    status_code = status.HTTP_401_UNAUTHORIZED
    default_detail = "The e-mail address and the password do not belong together."
    default_code = "wrong_credentials"


class Conflict(APIException):
    status_code = status.HTTP_409_CONFLICT
    default_code = "conflict"


@contextmanager
def sign_in_problems() -> Iterator[None]:
    """Answer 401 with a code that says what to ask for next; never whether there is such an account."""
    try:
        yield
    except SignInRefused:
        raise Unauthorized from None
    except CodeNeeded:
        raise Unauthorized("Send the code of your second factor with it.", "code_needed") from None
    except CodeWrong:
        raise Unauthorized("That code does not fit. Wait for the next one.", "wrong_code") from None
    except AddressUnverified:
        raise PermissionDenied("Confirm the e-mail address first.", "address_unverified") from None
    except TooManyTries as problem:
        raise Throttled(wait=problem.retry_after_seconds, detail=str(problem)) from None


@contextmanager
def choosing_problems() -> Iterator[None]:
    """Answer 404 `no_such_profile` for one that is none of the account's, 403 with a code for its PIN."""
    try:
        yield
    except ProfileNotFound:
        raise NotFound("The account has no such profile.", "no_such_profile") from None
    except PinNeeded:
        raise PermissionDenied("The profile has a PIN. Send it with it.", "pin_needed") from None
    except PinWrong as problem:
        raise PermissionDenied(str(problem), "wrong_pin") from None
    except PinLocked:
        raise PermissionDenied("Too many wrong PINs. Release it in a browser.", "pin_locked") from None
