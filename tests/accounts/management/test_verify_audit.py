"""`verify_audit` says in one line what it found, and its exit status agrees."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from tests.accounts.trail import seal, tamper, write

pytestmark = pytest.mark.usefixtures("empty_trail")


def test_an_untouched_trail_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    write(3)
    seal()

    call_command("verify_audit")

    assert capsys.readouterr().out == "3 entries, 1 seals, nothing was changed\n"


def test_the_first_broken_entry_is_named_and_the_exit_status_is_one() -> None:
    entries = write(4)
    seal()
    tamper("UPDATE accounts_auditentry SET verb = 'another' WHERE id IN (%s, %s)", entries[1].pk, entries[3].pk)

    with pytest.raises(CommandError, match=f"^First broken entry: {entries[1].pk}\\. Entry") as stopped:
        call_command("verify_audit")

    assert stopped.value.returncode == 1


def test_a_seal_kept_outside_is_compared(capsys: pytest.CaptureFixture[str]) -> None:
    write(1)
    kept = seal()

    call_command("verify_audit", seal=f"1:{kept.digest}")
    with pytest.raises(CommandError, match="not the one that was kept outside"):
        call_command("verify_audit", seal="1:another")


def test_a_seal_that_is_not_one_is_refused() -> None:
    with pytest.raises(CommandError, match="not NUMBER:DIGEST"):
        call_command("verify_audit", seal="latest")
