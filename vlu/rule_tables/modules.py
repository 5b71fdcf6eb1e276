"""Every module of the product, imported, so that whatever registers itself on import has done so."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

PACKAGES = ("vlu.lib", "accounts", "cases", "victims", "notifications", "reports")
LEFT_OUT = frozenset({"migrations", "management"})


def product_modules() -> Iterator[ModuleType]:
    """In the order of the layers, the lowest package first. Migrations and commands state no rules and are left out."""
    for package in PACKAGES:
        root = import_module(package)
        yield root
        for found in pkgutil.walk_packages(root.__path__, f"{package}."):
            if LEFT_OUT.isdisjoint(found.name.split(".")):
                yield import_module(found.name)
