"""Invented people whose cases show every state. Days are working days before today; the law picks the schemes.

Each tale says what happened; vlu.demo.build replays it through the real actions on a frozen clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cases.enums import EventKind
from victims.enums import Channel, ContactOutcome


@dataclass(frozen=True)
class Sentence:
    code: str
    length: Mapping[str, int]
    disposal: str = "imprisonment"
    remand_days: int | None = None


@dataclass(frozen=True)
class Contact:
    """`ago` in working days before today."""

    ago: int
    channel: str = Channel.PHONE
    outcome: str = ContactOutcome.SPOKE
    asked: str = ""
    knew: str = ""
    knew_from: str = ""
    next_step: str = ""
    next_in: int | None = None


@dataclass(frozen=True)
class Event:
    """`happens_in` in calendar days from the day it was logged."""

    kind: str
    ago: int
    happens_in: int = 0
    note: str = ""


@dataclass(frozen=True)
class Also:
    """Somebody else in the same referral. `offences` count from 1 in the order of the tale's."""

    victim: str
    category: str = "adult"
    behalf: Mapping[str, object] = field(default_factory=dict)
    offences: tuple[int, ...] = (1,)


@dataclass(frozen=True)
class Tale:
    """One victim on one case, and whoever was referred with them. `behalf`: for whom they stand and by what right.
    `further` are offences beside `sentence`; all of them concern `victim`.
    `offender` names may repeat: the same person and sentence is the same case.
    """

    victim: str
    offender: str
    born: str
    sentence: Sentence
    sentenced: int
    referred: int
    allocated: int | None = None
    officer: str = "vlo"
    referrer: str = "wco"
    category: str = "adult"
    safe: Mapping[str, object] = field(default_factory=dict)
    behalf: Mapping[str, object] = field(default_factory=dict)
    further: tuple[Sentence, ...] = ()
    also: tuple[Also, ...] = ()
    release: str = "no"
    contacts: tuple[Contact, ...] = ()
    events: tuple[Event, ...] = ()
    offender_manager: str = ""


BREACH = Sentence("SE20002", {"weeks": 16})
STALKING = Sentence("PH97006", {"weeks": 26})
HARASSMENT = Sentence("PH97009", {"months": 8})
COERCION = Sentence("SC15004", {"months": 11})
NON_MOLESTATION = Sentence("FL96001", {"weeks": 20})
ASSAULT = Sentence("OF61102", {"months": 14})
ROBBERY = Sentence("TH68023", {"years": 4})
RAPE = Sentence("SX03002", {"years": 9})
MURDER = Sentence("COML025", {}, disposal="life")
WOUNDING = Sentence("OF61016", {}, disposal="hospital_restricted")
LONG_STALKING = Sentence("PH97006", {"months": 14})
SHORT_ASSAULT = Sentence("OF61102", {"months": 8})
TIME_SERVED = Sentence("SE20002", {"weeks": 8}, remand_days=42)

TEXT_FIRST = {"text_first": True}
THROUGH_ISVA = {
    "through_advocate": True,
    "advocate_kind": "isva",
    "advocate_name": "Kim Ferris",
    "advocate_contact": "01632 960909",
}
WELSH = {"language": "Welsh"}
POLISH = {"language": "Polish", "interpreter": True}
MOTHER_OF_DANIEL = {"harmed_name": "Daniel Brody", "relation": "mother", "letter_name": "Mrs E Brody"}
FATHER_OF_DANIEL = {"harmed_name": "Daniel Brody", "relation": "father"}
GRANDMOTHER = {"harmed_name": "Josie Tranter", "relation": "grandmother", "harmed_born_on": "2014-05-09"}
ATTORNEY = {
    "harmed_name": "Winifred Lyle",
    "relation": "son",
    "authority_basis": "Lasting power of attorney, seen by the witness care unit",
    "capacity_note": "She has dementia and cannot decide about contact.",
}
SCHOOL_HOURS = {"text_first": True, "safe_times": "weekdays 10 to 3", "words_to_avoid": "Do not say probation"}

TALES = (
    # Kent, Surrey and Sussex: what an officer finds on a Monday morning.
    Tale("Maria Fenwick", "Harlan Doyle", "1984-02-11", TIME_SERVED, 6, 5, 4, safe=TEXT_FIRST, release="soon",
         events=(Event(EventKind.RELEASE_PLANNED, 1, 4),), offender_manager="om"),
    Tale("Owen Prosser", "Curtis Vane", "1990-07-19", ASSAULT, 45, 38, 36, safe=WELSH,
         contacts=(Contact(33, outcome=ContactOutcome.NO_ANSWER), Contact(30, outcome=ContactOutcome.LEFT_MESSAGE))),
    Tale("Jaya Shah", "Neil Ambler", "1979-05-30", RAPE, 60, 55, 54, safe=THROUGH_ISVA, offender_manager="om",
         contacts=(Contact(50, Channel.ADVOCATE, asked="Whether he can contact her family.",
                           next_step="Send the leaflet", next_in=12),)),
    Tale("Agnieszka Lis", "Robert Keane", "1988-11-02", NON_MOLESTATION, 14, 11, 10, safe=POLISH,
         contacts=(Contact(8, outcome=ContactOutcome.NO_ANSWER),)),
    Tale("Claire Dunmore", "Stuart Pell", "1975-01-08", BREACH, 15, 10, 9, safe=TEXT_FIRST),
    # The same person, harmed by a second man who was sentenced with him.
    Tale("Claire Dunmore", "Raymond Pell", "1971-04-16", BREACH, 15, 9, 8, safe=TEXT_FIRST),
    Tale("Hannah Osei", "Darren Mott", "1993-09-14", STALKING, 5, 3, 2, safe=SCHOOL_HOURS),
    Tale("Ellen Brody", "Vincent Harle", "1968-12-21", MURDER, 30, 24, 23, category="bereaved", offender_manager="om",
         behalf=MOTHER_OF_DANIEL,
         contacts=(Contact(15, Channel.VISIT, asked="When a parole review could be.",
                           next_step="Send the note of the visit", next_in=2),)),
    Tale("Martin Brody", "Vincent Harle", "1968-12-21", MURDER, 30, 23, 22, category="bereaved",
         behalf=FATHER_OF_DANIEL,
         contacts=(Contact(14, Channel.LETTER, ContactOutcome.SENT),)),
    Tale("Rosa Delgado", "Ian Sumner", "1981-03-03", HARASSMENT, 40, 37, 36, offender_manager="om",
         contacts=(Contact(34, Channel.EMAIL, ContactOutcome.REPLIED),), events=(Event(EventKind.RELEASED, 0),)),
    Tale("Bella Tranter", "Craig Nunn", "1995-06-25", COERCION, 70, 66, 65, safe=SCHOOL_HOURS, offender_manager="om2",
         contacts=(Contact(68),), events=(Event(EventKind.OPEN_CONDITIONS, 1),)),
    Tale("Nora Tranter", "Craig Nunn", "1995-06-25", COERCION, 70, 64, 63, officer="vlo2", category="child",
         behalf=GRANDMOTHER,
         contacts=(Contact(58),)),
    Tale("Farah Aziz", "Leon Bright", "1987-08-08", WOUNDING, 80, 72, 70, offender_manager="om2",
         contacts=(Contact(61, Channel.LETTER, ContactOutcome.SENT),)),
    Tale("Simon Kettle", "Barry Lomax", "1972-10-17", ROBBERY, 33, 25, 24, officer="vlo2",
         contacts=(Contact(20, outcome=ContactOutcome.LEFT_MESSAGE),)),
    Tale("Gwen Parry", "Dylan Hobbs", "1991-04-28", BREACH, 12, 9, 8, officer="vlo2", referrer="wco2"),
    Tale("Nadia Karim", "Trevor Stone", "1983-07-07", STALKING, 22, 19, 17, officer="vlo2", referrer="wco2",
         contacts=(Contact(12, knew="That he was sentenced", knew_from="The officer in the case"),)),
    Tale("Patricia Moon", "Gary Wicks", "1969-02-20", NON_MOLESTATION, 28, 17, 16, officer="vlo2", referrer="wco2",
         contacts=(Contact(9),)),
    Tale("Yusuf Demir", "Aaron Pike", "1996-12-12", ASSAULT, 25, 20, 18, officer="vlo3",
         contacts=(Contact(5, Channel.EMAIL, ContactOutcome.SENT),)),
    Tale("Louise Crane", "Kevin Marsh", "1978-09-09", BREACH, 9, 6, 5, officer="vlo3", safe=TEXT_FIRST),
    Tale("Louise Crane", "Kevin Marsh", "1978-09-09", BREACH, 110, 104, 103, officer="vlo3", safe=TEXT_FIRST,
         contacts=(Contact(99),)),
    Tale("Denise Holt", "Philip Gage", "1980-01-31", LONG_STALKING, 20, 15, 13, officer="vlo3"),
    Tale("Amina Yusuf", "Scott Hale", "1994-05-05", COERCION, 55, 49, 48, officer="vlo3",
         contacts=(Contact(44),)),
    Tale("Karen Whitlow", "Jason Frame", "1986-06-06", HARASSMENT, 16, 4, 3, officer="vlo3", referrer="wco2"),
    # Not allocated yet: the manager's queue.
    Tale("Sofia Marino", "Paul Render", "1989-10-10", BREACH, 4, 1, referrer="wco", release="released"),
    Tale("Irene Cobb", "Wayne Salter", "1970-03-22", ROBBERY, 7, 2, further=(SHORT_ASSAULT,),
         also=(Also("Stanley Cobb", offences=(2,)), Also("Graham Lyle", "representative", ATTORNEY))),
    Tale("Zainab Noor", "Mark Ellery", "1992-02-02", STALKING, 3, 1, referrer="wco2", safe=SCHOOL_HOURS),
    Tale("Thomas Grieve", "Lee Cotter", "1985-11-11", SHORT_ASSAULT, 8, 3),
    Tale("Helena Voss", "Andrew Tully", "1977-07-27", RAPE, 6, 0, safe=THROUGH_ISVA),
    # South Central and the North East: other units, which nobody in Kent, Surrey and Sussex can open.
    *(
        Tale(victim, offender, "1982-04-04", sentence, sentenced, referred, allocated, "vlo.south", "wco.south",
             contacts=(Contact(contact),) if contact is not None else ())
        for victim, offender, sentence, sentenced, referred, allocated, contact in (
            ("Olive Banner", "Clive Rusk", BREACH, 60, 42, 41, 35),
            ("Ruby Castle", "Dean Foley", STALKING, 48, 31, 30, 26),
            ("Meera Joshi", "Alec Brand", HARASSMENT, 75, 52, 51, 44),
            ("Joyce Pender", "Rhys Cole", ASSAULT, 90, 82, 80, 70),
            ("Fiona Wray", "Shaun Petty", BREACH, 30, 24, 23, 18),
            ("Lucy Arden", "Colin Finch", COERCION, 18, 4, 3, None),
            ("Emma Thorne", "Ben Slater", BREACH, 11, 2, None, None),
        )
    ),
    *(
        Tale(victim, offender, "1976-08-18", sentence, sentenced, referred, allocated, "vlo.north", "wco.north",
             contacts=(Contact(contact),) if contact is not None else ())
        for victim, offender, sentence, sentenced, referred, allocated, contact in (
            ("Susan Laidlaw", "Keith Garvey", BREACH, 50, 48, 47, 42),
            ("Moira Dodds", "Alan Purvis", STALKING, 40, 39, 38, 33),
            ("Wendy Charlton", "Ross Bell", NON_MOLESTATION, 65, 62, 61, 55),
            ("Pauline Hume", "Gavin Tully", BREACH, 26, 24, 23, 25),
            ("Anne Storey", "Jack Milburn", HARASSMENT, 13, 11, 10, 6),
            ("Judith Wake", "Liam Forster", STALKING, 6, 4, 3, None),
        )
    ),
)  # fmt: skip
