"""On which case and offence each court result stands: one we hold, a new one, or a doubt about the sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from accounts.models import Region
from victims.enums import HoldReason, ResultKind, ResultState
from victims.intake.court_held import EarlierResult, HeldCase, HeldOffence, cases_of
from victims.intake.court_incoming import CaseHere, Defendant, Incoming, OffenceHere

CasesByDay = Mapping[tuple[int, date], HeldCase]


class Places:
    """The cases some results stand on. `held` are cases of known defendants as the database has them."""

    def __init__(self, results: Sequence[Incoming], regions: Mapping[str, Region]) -> None:
        known = {r.defendant.pk for r in results if r.defendant is not None and r.defendant.pk is not None}
        self.held: CasesByDay = cases_of(pk for pk in known if pk is not None)
        self._by_pk = {case.pk: case for case in self.held.values()}
        self._of_offender: dict[int, list[HeldCase]] = defaultdict(list)
        for (offender_id, _), case in self.held.items():
            self._of_offender[offender_id].append(case)
        self._regions = regions
        self._here: dict[tuple[int, date], CaseHere] = {}

    def all(self) -> list[CaseHere]:
        return list(self._here.values())

    def held_case(self, case: CaseHere) -> HeldCase | None:
        return self._by_pk.get(case.pk) if case.pk is not None else None

    def place(self, result: Incoming) -> None:
        """Stand the result on the case of its defendant and day."""
        defendant = _defendant_of(result)
        held = self.held.get((defendant.pk, result.row.sentenced_on)) if defendant.pk is not None else None
        same = _same_offences(result, held.offences) if held else []
        alike = [offence for offence in same if (offence.disposal, offence.length) == _sentence(result)]
        at_odds = [offence for offence in same if not offence.from_court]
        if alike:
            self._stand(result, self._case(defendant, result, held), _held_offence(result, alike[0].pk))
        elif at_odds and HoldReason.SENTENCE_DIFFERS in result.waived:
            self.change(result, at_odds[0])
        elif at_odds:
            result.doubt(
                HoldReason.SENTENCE_DIFFERS,
                f"Case {held.reference if held else ''} holds another sentence for this offence on this day. "
                "Find out which is right.",
            )
        else:
            here = self._case(defendant, result, held)
            offence = here.offences.get(result.offence_key) or OffenceHere(result)
            self._stand(result, here, offence)

    def change(self, result: Incoming, offence: HeldOffence) -> None:
        """The result changes the sentence of an offence we hold."""
        held = self._by_pk[offence.case_id]
        here = self._case(_defendant_of(result), result, held)
        result.state = ResultState.CHANGED
        self._stand(result, here, _held_offence(result, offence.pk))

    def find_changed(self, result: Incoming, earlier: EarlierResult | None) -> HeldOffence | None:
        """The offence whose sentence a re-sentencing, appeal or activation changes; None when it stands for itself.

        A doubt is noted on the result when it cannot be told.
        """
        defendant = _defendant_of(result)
        cases = self._of_offender[defendant.pk] if defendant.pk is not None else []
        offences = [offence for case in cases for offence in case.offences]
        if earlier is not None and earlier.offence_id is not None:
            if (found := next((o for o in offences if o.pk == earlier.offence_id), None)) is not None:
                return found
            result.doubt(HoldReason.PERSON_DOUBT, "The result it changes belongs to another offender we hold.")
            return None
        if earlier is not None or defendant.pk is None:
            return None
        row = result.row
        same = [o for o in offences if o.is_called(row.offence_code, row.offence_wording, row.offence_date)]
        if len(same) == 1:
            return same[0]
        if offences:
            count = "More than one sentence" if same else "No sentence"
            result.doubt(
                HoldReason.SENTENCE_NOT_FOUND,
                f"{count} for this offence is held for this offender, so we cannot tell what it changes.",
            )
        return None

    def _case(self, defendant: Defendant, result: Incoming, held: HeldCase | None) -> CaseHere:
        day = held.sentenced_on if held else result.row.sentenced_on
        here = self._here.get((id(defendant), day))
        if here is None:
            region = self._regions[held.region_id] if held else result.region
            if region is None:
                raise ValueError("A result without a region is held before it is placed.")
            here = CaseHere(defendant, day, region)
            if held:
                here.pk, here.is_new, here.is_closed = held.pk, False, held.is_closed
                here.reference, here.conviction_id = held.reference, held.conviction_id
            self._here[id(defendant), day] = here
        return here

    def _stand(self, result: Incoming, case: CaseHere, offence: OffenceHere) -> None:
        key = result.offence_key if offence.is_new else (str(offence.pk), *result.offence_key)
        result.case, result.offence = case, case.offences.setdefault(key, offence)
        case.results.append(result)


def _defendant_of(result: Incoming) -> Defendant:
    if result.defendant is None:
        raise ValueError("A result without a defendant is held before it is placed.")
    return result.defendant


def _held_offence(result: Incoming, pk: int) -> OffenceHere:
    return OffenceHere(result, pk, is_new=False)


def _sentence(result: Incoming) -> tuple[str, object]:
    return result.row.disposal, result.row.length


def _same_offences(result: Incoming, offences: Iterable[HeldOffence]) -> list[HeldOffence]:
    row = result.row
    return [o for o in offences if o.is_called(row.offence_code, row.offence_wording, row.offence_date)]


def is_change(result: Incoming) -> bool:
    return result.row.result in {ResultKind.RESENTENCE, ResultKind.APPEAL, ResultKind.ACTIVATION}
