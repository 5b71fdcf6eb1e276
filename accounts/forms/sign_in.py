"""Signing in, and choosing a password."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.models import User


class SignInForm(forms.Form):
    username = forms.EmailField(
        label="E-mail address",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username", "spellcheck": "false"}),
        error_messages={"invalid": "Enter an e-mail address like name@example.org"},
    )
    password = forms.CharField(label="Password", max_length=200, strip=False, widget=forms.PasswordInput)

    def clean_username(self) -> str:
        return str(self.cleaned_data["username"]).lower()


class ChangePasswordForm(forms.Form):
    current = forms.CharField(label="Your password now", max_length=200, strip=False, widget=forms.PasswordInput)
    new = forms.CharField(
        label="New password",
        help_text="At least 12 characters. Three or four words that do not belong together are easy to remember.",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user

    def clean_current(self) -> str:
        current = str(self.cleaned_data["current"])
        if not self.user.check_password(current):
            raise ValidationError("This is not your password now")
        return current

    def clean_new(self) -> str:
        new = str(self.cleaned_data["new"])
        validate_password(new, self.user)
        if new == self.cleaned_data.get("current"):
            raise ValidationError("Choose a password other than the one you have now")
        return new
