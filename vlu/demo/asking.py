"""Referrals that have not come: one request at every step of the chase, one answered and one taken back.

Each is a step of the replay: how many working days ago, the tale whose case it is about, and what was done. The prompts
are sent by the sweep itself, day by day.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from accounts.enums import OrganisationKind
from accounts.models import Organisation, User
from victims.actions.referral_requests import answer_request, open_request, withdraw_request
from victims.enums import RequestAnswer, RequestSource
from victims.models import Enrolment, ReferralRequest

Ask = Callable[[Enrolment, Mapping[str, User]], object]
FIRST_DAY = 14  # working days ago: the sweep of prompts begins


def _asks(force: str, concerning: str) -> Ask:
    def ask(enrolment: Enrolment, people: Mapping[str, User]) -> object:
        return open_request(
            case=enrolment.case,
            organisation=Organisation.objects.get(kind=OrganisationKind.WCU, force__name=force),
            offences=[enrolment.offence],
            concerning=concerning,
            source=RequestSource.UNIT_SEARCH,
            by=people["vao"],
        )

    return ask


def _answered(enrolment: Enrolment, people: Mapping[str, User]) -> object:
    return answer_request(
        request=ReferralRequest.objects.standing().get(case=enrolment.case),
        answer=RequestAnswer.CANNOT_IDENTIFY,
        note="The officer in the case has left. Nobody was named in the file.",
        by=people["supervisor"],
    )


def _taken_back(enrolment: Enrolment, people: Mapping[str, User]) -> object:
    return withdraw_request(
        request=ReferralRequest.objects.standing().get(case=enrolment.case),
        note="The court sent the wrong offence, and has put it right.",
        by=people["vao"],
    )


ASKING: tuple[tuple[int, tuple[str, str], Ask], ...] = (
    (14, ("Jaya Shah", "Neil Ambler"), _asks("Kent", "Paula Renwick")),  # with the head by now
    (10, ("Bella Tranter", "Craig Nunn"), _asks("Kent", "Adeline Frost")),
    (9, ("Farah Aziz", "Leon Bright"), _asks("Kent", "Tobias Wren")),
    (8, ("Bella Tranter", "Craig Nunn"), _taken_back),
    (7, ("Simon Kettle", "Barry Lomax"), _asks("Kent", "Ines Duarte")),  # with the supervisor
    (6, ("Farah Aziz", "Leon Bright"), _answered),
    (3, ("Ellen Brody", "Vincent Harle"), _asks("Kent", "")),  # asked once
    (3, ("Nadia Karim", "Trevor Stone"), _asks("Sussex", "Sian Hopper")),
    (0, ("Rosa Delgado", "Ian Sumner"), _asks("Kent", "Colm Avery")),  # found today
)
