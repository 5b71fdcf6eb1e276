"""The whole offence table in memory, for a file of many rows: one query, then no more."""

from __future__ import annotations

from cases.models import OffenceType
from cases.queries.eligibility import offence_facts
from cases.rules.eligibility import OffenceFacts
from cases.rules.offence_codes import look_up_order


class OffenceTable:
    """Read-only, as it stood when it was made."""

    def __init__(self) -> None:
        self._by_code = {row.cjs_code: row for row in OffenceType.objects.all()}

    def type_called(self, code: str) -> OffenceType | None:
        """By the code as written, then without its suffix letter."""
        order = look_up_order(code) if code.strip() else ()
        return next((self._by_code[candidate] for candidate in order if candidate in self._by_code), None)

    def facts_of(self, code: str) -> OffenceFacts | None:
        return offence_facts(self.type_called(code), code)
