"""A new installation gets its first administrator from the command line."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from accounts.enums import Role
from accounts.models import AuditEntry, User

pytestmark = pytest.mark.django_db


def test_the_printed_password_is_theirs(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("invite_administrator", "Ada@example.org", "Ada Min")

    ada = User.objects.get(email="ada@example.org")
    printed = capsys.readouterr().out
    assert printed.startswith("Ada Min signs in once with ")
    assert ada.check_password(printed.split(" with ")[1].split(" ")[0])
    assert (ada.role, ada.must_change_password) == (Role.ADMIN, True)
    assert AuditEntry.objects.get().actor_label == "The system"


@pytest.mark.parametrize(
    ("email", "sentence"), [("ada@example.org", "already the e-mail address"), ("nonsense", "Enter a valid email")]
)
def test_what_cannot_be_is_said(email: str, sentence: str) -> None:
    call_command("invite_administrator", "ada@example.org", "Ada Min")

    with pytest.raises(CommandError, match=sentence):
        call_command("invite_administrator", email, "Another")

    assert User.objects.count() == 1
