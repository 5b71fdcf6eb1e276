"""Choose a caseload file."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.core.files import File

LARGEST_FILE = 10 * 1024 * 1024  # bytes


class CaseloadFileForm(forms.Form):
    file = forms.FileField(
        label="Choose a caseload file",
        help_text="A CSV file of at most 10 MB, with one row for each victim on a sentence.",
        allow_empty_file=True,  # the check says what is wrong with it, as with any other fault
        error_messages={"required": "Choose a file."},
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def clean_file(self) -> File[bytes]:
        file: File[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_FILE:
            raise ValidationError("The file is larger than 10 MB. Split it into smaller files, each with the header.")
        return file
