"""Record that a sentence changed. The old one stays; who is owed what is worked out anew by the victim side."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from accounts import audit
from accounts.models import User
from cases.enums import Disposal, SentenceCause
from cases.models import Case, Offence, Sentence
from cases.queries.eligibility import sentence_histories
from cases.rules.eligibility_facts import UNRECORDED
from cases.rules.sentence_history import first_passed
from cases.rules.sentence_length import Length
from vlu.lib import clock
from vlu.lib.errors import DomainError

CHANGED = audit.verb("sentence.changed", "recorded a change to a sentence of the case: {cause}")


class SentenceCannotChange(DomainError):
    """What is recorded does not fit the sentence that stands."""

    code = "sentence_cannot_change"


@transaction.atomic
def change_sentence(
    *,
    offence: Offence,
    cause: SentenceCause,
    sentenced_on: date,
    disposal: str,
    length: Length,
    together: Length = UNRECORDED,
    note: str = "",
    by: User,
) -> Sentence:
    """The new sentence for an offence, from the day it was passed or, for a suspended one, activated. `together` is the
    whole term where several run one after another.

    It marks the case as changed (`Case.facts_changed_at`), so that every verdict on it is given anew. Where the day on
    which the case was sentenced was recorded wrongly, that day is set right with it. Raises SentenceCannotChange when
    nothing would change, for a day before the sentence or still to come, for an activation of what is not suspended,
    or for a corrected day on which the same offender has another case.
    """
    Offence.objects.select_for_update(of=("self",)).get(pk=offence.pk)
    case = Case.objects.select_for_update(of=("self",), no_key=True).get(conviction=offence.conviction_id)
    standing = offence.sentences.get(superseded_at__isnull=True)
    sentence = Sentence(
        offence=offence,
        sentenced_on=sentenced_on,
        disposal=disposal,
        years=length.years,
        months=length.months,
        weeks=length.weeks,
        days=length.days,
        together_years=together.years,
        together_months=together.months,
        together_weeks=together.weeks,
        together_days=together.days,
        remand_days=standing.remand_days,
        cause=cause,
        note=note,
        recorded_by=by,
    )
    _refuse(standing, sentence)
    now, day_held = clock.now(), _first_passed(offence)
    standing.superseded_at = now
    standing.save(update_fields=["superseded_at"])
    sentence.full_clean()
    sentence.save()
    if day_held == case.sentenced_on:
        _set_day_of(case, _first_passed(offence))
    case.facts_changed_at = now
    case.save(update_fields=["facts_changed_at"])
    audit.record(CHANGED, case, by, region=case.region_id, cause=SentenceCause(cause).label.lower())
    return sentence


def _first_passed(offence: Offence) -> date:
    """Of all offences of the case: the day moves only once none of them stands on the old one, so never later than
    some sentence of the case was passed."""
    offences = offence.conviction.offences.values_list("pk", flat=True)
    return first_passed(sentence_histories(offences).values())


def _set_day_of(case: Case, day: date) -> None:
    """Limits run from it, and a referral finds its case by it."""
    if day == case.sentenced_on:
        return
    if Case.objects.filter(offender=case.offender_id, sentenced_on=day).exclude(pk=case.pk).exists():
        raise SentenceCannotChange(
            "This offender has another case that was sentenced on that day, so this one cannot be moved to it. It may "
            "be the same sentence, entered twice. Nothing was changed; tell the manager of the unit."
        )
    case.sentenced_on = case.conviction.sentenced_on = day
    case.conviction.save(update_fields=["sentenced_on"])
    case.save(update_fields=["sentenced_on"])


def _refuse(standing: Sentence, new: Sentence) -> None:
    cause, sentenced_on, disposal = new.cause, new.sentenced_on, new.disposal
    if _facts(standing) == _facts(new) and cause != SentenceCause.ACTIVATED:
        raise SentenceCannotChange("This is the sentence that is recorded already, so nothing was changed.")
    if sentenced_on > clock.today():
        raise SentenceCannotChange("The day of the change has not come yet. Record it once the court has decided.")
    if cause != SentenceCause.CORRECTED and sentenced_on < standing.sentenced_on:
        raise SentenceCannotChange(
            "The change is dated before the sentence it changes. If the sentence was recorded wrongly, say so as the "
            "reason for the change."
        )
    if cause == SentenceCause.ACTIVATED and standing.disposal != Disposal.SUSPENDED:
        raise SentenceCannotChange("Only a suspended sentence can be activated, and this one is not suspended.")
    if cause == SentenceCause.ACTIVATED and disposal == Disposal.SUSPENDED:
        raise SentenceCannotChange("Choose what the offender now serves, such as imprisonment, and its length.")


def _facts(sentence: Sentence) -> tuple[object, ...]:
    return sentence.disposal, sentence.length, sentence.together, sentence.sentenced_on
