"""Find a case of one's own unit by reference, by the victim's name or by the offender's."""

from __future__ import annotations

from django.db.models import F, Q, Value
from django.db.models.functions import Concat, Upper

from accounts.models import User
from victims.models import Enrolment

MOST = 25
SHORTEST = 2


def find_enrolments(user: User, words: str) -> tuple[list[Enrolment], bool]:
    """At most 25, and whether there are more. Each way of finding uses its own index and only looks at visible rows."""
    words = words.strip()
    if len(words) < SHORTEST:
        return [], False
    visible = Enrolment.objects.visible_to(user).select_related("victim", "case__offender", "officer")
    found: dict[int, Enrolment] = {}
    for rows in (
        # An imported reference keeps the case of its letters; the index knows only references as they are written.
        visible.filter(Q(reference__startswith=words.upper()) | Q(reference__startswith=words)),
        visible.alias(whole=_whole("victim__")).filter(whole__contains=words.upper()),
        visible.alias(whole=_whole("case__offender__")).filter(whole__contains=words.upper()),
    ):
        found |= {row.pk: row for row in rows.order_by("id")[: MOST + 1]}
    return list(found.values())[:MOST], len(found) > MOST


def _whole(path: str) -> Upper:
    return Upper(Concat(F(f"{path}first_names"), Value(" "), F(f"{path}last_name")))
