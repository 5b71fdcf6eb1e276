"""The tables of docs/rules, each made from the code or the reference data it describes."""

from __future__ import annotations

from collections.abc import Callable

from vlu.rule_tables import accounts, cases, errors, messages, notifications, reports, victims

# The name of a file in docs/rules, and what makes its content.
TABLES: dict[str, Callable[[], str]] = {
    "audit_verbs": accounts.audit_verbs,
    "deadlines": victims.deadlines,
    "eligibility": cases.eligibility,
    "errors": errors.errors,
    "measures": reports.measures,
    "messages": messages.messages,
    "reminders": notifications.reminders,
    "roles": accounts.roles,
}
