"""The weekly e-mail: consent, choice, words and sending."""
