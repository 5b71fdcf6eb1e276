"""Every error a person can be shown."""

from __future__ import annotations

import re
from inspect import cleandoc

from vlu.lib.errors import DomainError
from vlu.rule_tables.markdown import page, table
from vlu.rule_tables.modules import PACKAGES, product_modules


def errors() -> str:
    return page(
        "What the product refuses to do",
        "Printed by `manage.py print_rules errors` from the subclasses of `vlu.lib.errors.DomainError`. A page shows "
        "the error's own sentence; the interface for other systems answers with the code, the sentence and the status. "
        "What to do about those that need an operator: [runbook](../runbook.md).",
        table(
            ["Code", "Status", "Situation", "Class"],
            [[f"`{error.code}`", str(error.status), situation(error), f"`{place(error)}`"] for error in all_errors()],
        ),
    )


def all_errors() -> list[type[DomainError]]:
    """Those of the product, by code. Subclasses that tests make for themselves are not among them."""
    for module in product_modules():
        assert module  # importing it was the point
    return sorted(_below(DomainError), key=lambda error: (error.code, error.__name__))


def situation(error: type[DomainError]) -> str:
    """The first paragraph of the class's own docstring; without one, its name, which then says it all."""
    written = error.__dict__.get("__doc__")
    if written:
        return " ".join(cleandoc(written).split("\n\n")[0].split())
    words = re.sub(r"(?<!^)(?=[A-Z])", " ", error.__name__)
    return f"{words.capitalize()}."


def place(error: type[DomainError]) -> str:
    return f"{error.__module__}.{error.__name__}"


def _below(error: type[DomainError]) -> set[type[DomainError]]:
    found = {below for below in error.__subclasses__() if below.__module__.startswith(PACKAGES)}
    return found.union(*(_below(below) for below in error.__subclasses__()))
