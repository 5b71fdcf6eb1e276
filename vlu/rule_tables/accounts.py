"""Who may do what, and what the audit trail can say."""

from __future__ import annotations

from accounts.audit import Verb
from accounts.enums import Capability, Role
from accounts.roles import CAPABILITIES, ORGANISATION_OF
from vlu.rule_tables.markdown import page, table
from vlu.rule_tables.modules import product_modules


def roles() -> str:
    return page(
        "Who may do what",
        "Printed by `manage.py print_rules roles` from `accounts/roles.py`. Nobody may do what is not marked here.",
        table(
            ["", *(role.label for role in Role)],
            [
                ["*Works for*", *(ORGANISATION_OF[role].label for role in Role)],
                *(
                    [capability.label, *("yes" if capability in CAPABILITIES[role] else "" for role in Role)]
                    for capability in Capability
                ),
            ],
        ),
    )


def audit_verbs() -> str:
    found: dict[str, tuple[Verb, str]] = {}
    for module in product_modules():  # the lowest comes first, and is the one that registers
        for verb in vars(module).values():
            if isinstance(verb, Verb):
                found.setdefault(verb.code, (verb, module.__name__))
    return page(
        "What the audit trail can say",
        "Printed by `manage.py print_rules audit_verbs` from the verbs that actions register. The sentence follows the "
        "name of whoever did it; a fact stands in braces. No fact names a victim: victims, enrolments and cases are "
        "named by reference.",
        table(
            ["Verb", "Sentence", "Registered in"],
            [[f"`{code}`", verb.sentence, f"`{module}`"] for code, (verb, module) in sorted(found.items())],
        ),
    )
