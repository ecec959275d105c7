"""After a password was changed, set or reset: whoever else is signed in to the account is so no longer."""

from django.http import HttpRequest

from accounts.flows.devices import sign_out_everywhere
from accounts.models import Device, DeviceToken, User


def end_everything_else(*, request: HttpRequest, user: User) -> None:
    """End every session, device and API token of the account but the session that this request belongs to.

    Somebody who forgot the password is not signed in, and then nothing is left. Tokens go without exception, also one
    of the present device.
    """
    is_signed_in = request.user.is_authenticated and request.user.pk == user.pk
    noted = getattr(request, "device", None) if is_signed_in else None
    here = Device.objects.filter(pk=noted.pk).first() if noted is not None else None
    session = request.session.session_key if is_signed_in else None
    sign_out_everywhere(user=user, except_device=here, except_session=session or "")
    DeviceToken.objects.filter(user=user).delete()
