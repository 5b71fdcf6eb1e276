"""The one hidden field of "Mark all as read"."""

from __future__ import annotations

from django import forms


class MarkAllReadForm(forms.Form):
    """`up_to` is the number of the newest reminder on the page."""

    up_to = forms.IntegerField(min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)
