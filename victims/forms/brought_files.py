"""Choose a file to bring in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files import File

LARGEST_FILE = 10 * 1024 * 1024  # bytes


class BroughtFileForm(forms.Form):
    """`label` and `rows` say which kind of file it is and what a row of it stands for."""

    file = forms.FileField(
        allow_empty_file=True,  # the check says what is wrong with it, as with any other fault
        error_messages={"required": "Choose a file."},
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def __init__(self, *args: Any, label: str, rows: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["file"].label = label
        self.fields["file"].help_text = f"A CSV file of at most 10 MB, with one row for {rows}."

    def clean_file(self) -> File[bytes]:
        file: File[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_FILE:
            raise ValidationError("The file is larger than 10 MB. Split it into smaller files, each with the header.")
        return file
