"""What a session remembers of accounts, and under which names."""

SESSION_PROFILE = "profile_id"
SESSION_EPOCH = "profile_epoch"
"""The profile's epoch when it was chosen; when that moves, the choice has ended."""
SESSION_CHOSEN_AT = "profile_chosen_at"
"""Seconds since 1970; what was confirmed before does not count for the profile chosen then."""
SESSION_DEVICE = "device"
"""The device's primary key, and the session key it was noted under: sessions change theirs when a password does."""
