"""What a request for a referral rests on, looked at again when an offence or a sentence of the case changes."""

from __future__ import annotations

from django.db import transaction

from accounts import audit
from cases.enums import Verdict
from cases.models import Case
from cases.queries.eligibility import assess_offences
from victims.models import ReferralRequest
from victims.queries.request_facts import referral_due_on

JUDGED_AGAIN = audit.verb("request.judged_again", "looked again at what a request for a referral rests on")


@transaction.atomic
def judge_requests_again(case: Case) -> None:
    """Each request that stands gets the verdict its offences give now, and the referral's last day with it.

    Where nobody would be entitled any more, the prompts pause (victims.rules.chase), and go on when the verdict changes
    back. The pages of the unit and of the office say so. Nothing is withdrawn by itself.
    """
    standing = ReferralRequest.objects.standing().filter(case=case).select_for_update(of=("self",), no_key=True)
    for request in standing.select_related("organisation__force").order_by("pk"):
        answer, deciding = assess_offences(
            list(request.offences.order_by("id")), case.region, request.organisation.force
        )
        said = (request.verdict, request.verdict_rule, request.verdict_reasons, request.due_on)
        request.verdict, request.verdict_rule = answer.verdict, answer.rule
        request.verdict_reasons = list(answer.reasons)
        if answer.verdict != Verdict.NOT_ELIGIBLE:
            request.scheme = answer.scheme
            request.due_on = referral_due_on(case, deciding, answer.scheme, request.opt_out_ended_on)
        if said == (request.verdict, request.verdict_rule, request.verdict_reasons, request.due_on):
            continue
        request.full_clean()
        request.save()
        audit.record(JUDGED_AGAIN, request, None, region=case.region_id, verdict=answer.verdict.label)
