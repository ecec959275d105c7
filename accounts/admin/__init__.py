"""The back office of households, by what it is about."""

from accounts.admin import devices as devices
from accounts.admin import profiles as profiles
from accounts.admin import users as users
