"""Write to the referrer that a manager decided. Reading it in the service, not this message, is what tells them."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, OuterRef

from accounts.enums import Capability
from accounts.models import User
from accounts.roles import roles_with
from notifications.actions.queueing import Run, queue
from notifications.enums import MessageCause
from notifications.models import OutboxMessage
from notifications.rules.outcome_wording import outcome_mail
from victims.models import DiscretionaryDecision, Referral
from vlu.lib.addresses import address_outside
from vlu.lib.sweep import Sweep

REFERRERS = roles_with(Capability.REFER_VICTIM)


def write_outcomes() -> Sweep:
    """A message for each decision that its referrer does not know of and was not written to about; `done` counts
    messages. Where nobody who refers is left, the managers' list goes on saying that the referrer does not know."""
    sweep, run, written = Sweep(), Run("notifications.outcomes"), OutboxMessage.objects.filter(decision=OuterRef("pk"))
    untold = DiscretionaryDecision.objects.standing().filter(told_on__isnull=True, enrolment__referral__isnull=False)
    for pk in list(untold.exclude(Exists(written)).order_by("pk").values_list("pk", flat=True)):
        with sweep.skipping("decision", pk):
            sweep.done += _write(pk, run)
    return sweep


@transaction.atomic
def _write(pk: int, run: Run) -> int:
    """Under the decision's lock, so that two runs cannot both find it unwritten and nobody supersedes it meanwhile."""
    decision = DiscretionaryDecision.objects.standing().filter(told_on__isnull=True).select_for_update().get(pk=pk)
    referral = Referral.objects.select_related("submitted_by").get(enrolments=decision.enrolment_id)
    address = address_outside("victims:referral", referral.reference)
    mail = outcome_mail(referral.reference, address=address)
    messages = [
        OutboxMessage(
            dedupe_key=f"outcome:{decision.pk}:{reader.pk}",
            cause=MessageCause.OUTCOME,
            decision=decision,
            recipient=reader,
            subject=mail.subject,
            body=mail.body,
        )
        for reader in _readers(referral)
    ]
    return len(queue(messages, unit=decision.enrolment.region_id, run=run))


def _readers(referral: Referral) -> list[User]:
    """Who referred, or, when they have left or moved, those of the office who refer."""
    office = User.objects.filter(organisation=referral.organisation_id, role__in=REFERRERS, is_active=True)
    return list(office.filter(pk=referral.submitted_by_id)) or list(office.order_by("pk"))
