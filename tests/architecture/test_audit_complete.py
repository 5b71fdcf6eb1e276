"""What a person does is written down: once for each record changed, in their name, without a victim's details."""

from __future__ import annotations

import importlib
import inspect
import json
import pkgutil
from collections.abc import Callable, Iterator

import pytest
from django.apps import apps

from accounts.enums import Role
from accounts.models import AuditEntry
from tests.access.world import DRAFTED, OF_A_VICTIM, World
from tests.architecture.deeds import DEEDS, SILENT
from tests.architecture.sources import PACKAGES
from victims.actions.allocation import CannotAllocate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


def public_actions() -> Iterator[tuple[str, Callable[..., object]]]:
    for package in {config.label for config in apps.get_app_configs()} & set(PACKAGES) - {"vlu"}:
        actions = importlib.import_module(f"{package}.actions")
        for module in pkgutil.walk_packages(actions.__path__, f"{actions.__name__}."):
            yield from _functions_of(module.name)


def _functions_of(module: str) -> Iterator[tuple[str, Callable[..., object]]]:
    for name, value in vars(importlib.import_module(module)).items():
        if inspect.isfunction(value) and value.__module__ == module and not name.startswith("_"):
            yield f"{module}.{name}", value


def test_every_action_is_either_written_down_or_says_why_not() -> None:
    known = {name.split(",")[0] for name in DEEDS} | set(SILENT)

    assert sorted(name for name, _ in public_actions()) == sorted(known)
    assert set(DEEDS) & set(SILENT) == set()


def test_what_somebody_does_in_their_own_name_is_written_down() -> None:
    by_somebody = {name for name, action in public_actions() if "by" in inspect.signature(action).parameters}

    assert by_somebody - set(DEEDS) == {"notifications.actions.reading.mark_all_read"}


@pytest.mark.parametrize("name", sorted(DEEDS))
def test_an_action_writes_one_entry_for_each_record_it_changes(name: str, world: World) -> None:
    deed = DEEDS[name]
    by = world.here[deed.by] if deed.by else None
    before = AuditEntry.objects.order_by("pk").last()

    deed.do(world, by)

    written = list(AuditEntry.objects.filter(pk__gt=before.pk if before else 0).order_by("pk"))
    assert tuple(entry.verb for entry in written) == deed.verbs
    assert {entry.actor for entry in written} == {by}
    about = [(entry.subject_type, entry.subject_ref) for entry in written]
    assert len(about) == len(set(about)), "one entry for each record"
    facts = json.dumps([entry.facts for entry in written])
    assert [word for word in {*OF_A_VICTIM, DRAFTED} if word in facts] == []


def test_an_action_that_is_refused_writes_nothing(world: World) -> None:
    deed, before = DEEDS["victims.actions.allocation.allocate"], AuditEntry.objects.count()
    world.colleague.is_active = False
    world.colleague.save()

    with pytest.raises(CannotAllocate):
        deed.do(world, world.here[Role.MANAGER])
    assert AuditEntry.objects.count() == before
