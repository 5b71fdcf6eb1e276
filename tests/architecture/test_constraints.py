"""Each named constraint is in the database itself and refuses the row it is there to refuse."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from tests.access.world import World
from tests.architecture.broken_rows import CHANGED, REPEATED
from tests.architecture.sources import PACKAGES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


def named_constraints() -> Iterator[models.BaseConstraint]:
    for model in apps.get_models():
        if model._meta.app_label in PACKAGES:
            yield from model._meta.constraints


def test_every_constraint_is_broken_by_a_test() -> None:
    assert sorted(constraint.name for constraint in named_constraints()) == sorted({**CHANGED, **REPEATED})


@pytest.mark.parametrize("name", sorted(CHANGED))
def test_a_row_that_breaks_a_rule_is_refused(name: str, world: World) -> None:
    make, columns = CHANGED[name]
    row = make(world)

    with pytest.raises(IntegrityError, match=f'"{name}"'), transaction.atomic():
        type(row)._default_manager.filter(pk=row.pk).update(**columns)
    type(row)._default_manager.get(pk=row.pk).save()  # as it was, it is accepted


@pytest.mark.parametrize("name", sorted(REPEATED))
def test_a_row_that_is_there_already_is_refused(name: str, world: World) -> None:
    make, columns = REPEATED[name]
    row = make(world)
    row = type(row)._default_manager.get(pk=row.pk)
    if row._meta.auto_field:
        row.pk = None
    for column, value in columns.items():
        setattr(row, column, value)

    with pytest.raises(IntegrityError, match=f'"{name}"'), transaction.atomic():
        row.save(force_insert=True)
