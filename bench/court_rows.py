"""Invented court results for the measurements: names, offences and sentences in about the mix a region sees."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

from cases.rules.identifiers import CHECK_LETTERS
from victims.intake.court_columns import COLUMNS

_FIRST = """
Aaron Abdul Adam Adele Agnes Aisha Alan Alice Amir Amy Andrew Angela Anil Anna Arthur Asif Ben Beth Brian Bryn
Carl Carys Cerys Chloe Colin Craig Dai Daniel David Dawn Deepa Dylan Eamon Eilidh Elin Emma Erin Ewan Faisal
Fatima Fay Gareth Gavin Gemma George Glenda Grace Gwen Hannah Harry Hasan Heledd Huw Ian Imran Iqbal Iris Isla
Jack Jade James Jana Jean Jodie Joel John Josef Kamal Karen Keith Kevin Kiran Kyle Laura Leah Leon Lewis Lucy
Malik Marek Mari Mark Megan Mohan Nadia Neil Nia Nigel Nora Olga Omar Owen Paul Petra Piotr Priya Rajesh Rhys
Robert Rosa Ryan Samir Sarah Sean Shane Sian Simon Sofia Stefan Tanya Tariq Terry Tomos Umar Vera Victor Wayne
Wendy Yusuf Zara Zoe
"""
_BEGINNINGS = """
Ab Al Ash Bar Bel Ber Black Bram Brook Bur Cal Car Chad Clay Col Cor Craw Dal Dan Dar Den Dray Dun East El Fair
Far Fen Glen Gold Gran Green Had Hal Har Hart Hol Hor Ings Kel Ken Kings Lang Lim Lock Mal Mar Mel Mid Mor Nor
Oak Old Pel Pen Pres Quin Rad Red Rock Ros Rud Sal San Shel Sil Stan Stod Sut Tal Thor Tre Up Wad Wal War Wel
Whit Win Wood
"""
_ENDINGS = """
beck bold born bridge brook bury by cliffe combe cote croft dale den don field fold ford gate ham hill holm
hurst land leigh ley low man mere mond more mouth ness over ridge rick shaw side stead sted stock stone ston
thorpe ton tree vale wade wall ward water way well wick wood worth wright yard
"""
FIRST, BEGINNINGS, ENDINGS = _FIRST.split(), _BEGINNINGS.split(), _ENDINGS.split()
# Offence code, disposal, years, months, weeks, weight.
OFFENCES = (
    ("OF61102", "imprisonment", 0, 14, 0, 16),
    ("OF61102", "imprisonment", 0, 8, 0, 10),
    ("OF61131", "imprisonment", 2, 6, 0, 8),
    ("SX03002", "imprisonment", 6, 0, 0, 6),
    ("SX03007", "extended_determinate", 5, 0, 0, 3),
    ("PH97006", "imprisonment", 0, 0, 16, 12),
    ("PH97002", "imprisonment", 0, 20, 0, 6),
    ("SE20002", "imprisonment", 0, 0, 12, 10),
    ("COML025", "life", 0, 0, 0, 2),
    ("OF61131A", "hospital_restricted", 0, 0, 0, 1),
    ("OF61102", "suspended", 0, 9, 0, 14),
    ("OF61102", "community", 0, 0, 0, 12),
)
LIVED = 20_000  # days of birth dates
SENTENCED_BEFORE, CHANGES, DOUBTFUL = 0.3, 0.075, 0.02  # shares of hearings; a change is one row, a hearing about 1.6
REMEMBERED = 20_000


def write_results(path: Path, rows: int, courts: Sequence[tuple[str, str]], seed: int = 7) -> None:
    """A file of that many results. `courts` are pairs of court code and police force."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(COLUMNS))
        writer.writeheader()
        writer.writerows(busy_results(rows, courts, Random(seed)))


def results(rows: int, courts: Sequence[tuple[str, str]], luck: Random) -> Iterator[dict[str, str]]:
    """Hearings of one or two offences and one or two people harmed. One defendant in eight was sentenced before."""
    given = 0
    known: list[dict[str, str]] = []
    while given < rows:
        defendant = luck.choice(known) if known and luck.random() < 0.125 else _defendant(luck)
        if len(known) < 5000:
            known.append(defendant)
        for result in _hearing(defendant, given, courts, luck)[: rows - given]:
            given += 1
            yield result


def busy_results(rows: int, courts: Sequence[tuple[str, str]], luck: Random) -> Iterator[dict[str, str]]:
    """With what gives work: three defendants in ten were sentenced before, one row in twenty changes an earlier
    sentence, and about one hearing in fifty cannot be acted on without a person."""
    given = 0
    known: list[dict[str, str]] = []
    sentences: list[dict[str, str]] = []
    while given < rows:
        if sentences and luck.random() < CHANGES:
            found = [_change(sentences.pop(luck.randrange(len(sentences))), given, luck)]
        else:
            if known and luck.random() < SENTENCED_BEFORE:
                defendant = luck.choice(known)
            else:
                defendant = _defendant(luck)
                _remember(known, defendant, luck)
            found = _hearing(defendant, given, courts, luck)
            if luck.random() < DOUBTFUL:
                _make_doubtful(found, known, luck)
            else:
                _remember(sentences, found[0], luck)
        for result in found[: rows - given]:
            given += 1
            yield result


def _remember(some: list[dict[str, str]], one: dict[str, str], luck: Random) -> None:
    if len(some) < REMEMBERED:
        some.append(one)
    else:
        some[luck.randrange(REMEMBERED)] = one


def _change(before: dict[str, str], number: int, luck: Random) -> dict[str, str]:
    """A later hearing gives another sentence for an offence; half of these name the result they change."""
    later = date.fromisoformat(before["sentenced_on"]) + timedelta(days=7)
    return before | {
        "result_id": f"B-{number}-C",
        "hearing_id": f"H-{number}",
        "result": luck.choice(("resentence", "appeal")),
        "disposal": "imprisonment",
        "sentence_years": "",
        "sentence_months": str(6 + luck.randrange(30)),
        "sentence_weeks": "",
        "sentenced_on": later.isoformat(),
        "changes_result_id": before["result_id"] if luck.random() < 0.5 else "",
    }


def _make_doubtful(rows: list[dict[str, str]], known: Sequence[dict[str, str]], luck: Random) -> None:
    """An unknown code or force, or somebody much like one we hold: day and month turned round, another number."""
    kind = luck.randrange(4)
    somebody = luck.choice(known)
    year, month, day = somebody["defendant_date_of_birth"].split("-")
    turned = f"{year}-{day}-{month}" if int(day) <= 12 else somebody["defendant_date_of_birth"]
    number = _pnc(luck)
    for row in rows:
        if kind == 0:
            row["offence_code"] = "ZZ99999"
        elif kind == 1:
            row["police_force"] = "Nowhere Constabulary"
        elif kind == 2:
            row |= {name: somebody[name] for name in ("defendant_first_names", "defendant_last_name")}
            row |= {"defendant_date_of_birth": turned, "defendant_pnc": number}
        else:
            row["defendant_pnc"] = somebody["defendant_pnc"]


def _hearing(
    defendant: dict[str, str], number: int, courts: Sequence[tuple[str, str]], luck: Random
) -> list[dict[str, str]]:
    court, force = luck.choice(courts)
    sentenced_on = date(2026, 11, 13) - timedelta(days=luck.randrange(300))
    harmed = [_harmed(luck) for _ in range(1 + (luck.random() < 0.2))]
    rows: list[dict[str, str]] = []
    for offence in luck.choices(OFFENCES, [o[-1] for o in OFFENCES], k=1 + (luck.random() < 0.3)):
        code, disposal, years, months, weeks, _ = offence
        committed_on = sentenced_on - timedelta(days=60 + luck.randrange(400))
        for person in harmed:
            cells = dict.fromkeys(COLUMNS, "") | defendant | person
            cells |= {
                "result_id": f"B-{number}-{len(rows)}",
                "hearing_id": f"H-{number}",
                "defendant_id": "1",
                "court_code": court,
                "police_force": force,
                "offence_code": code,
                "offence_date": committed_on.isoformat(),
                "plea": "guilty",
                "finding": "guilty",
                "result": "sentence",
                "disposal": disposal,
                "sentence_years": str(years or ""),
                "sentence_months": str(months or ""),
                "sentence_weeks": str(weeks or ""),
                "sentenced_on": sentenced_on.isoformat(),
                "urn": f"01ZD{number:07d}",
            }
            rows.append(cells)
    return rows


def _defendant(luck: Random) -> dict[str, str]:
    born = date(2006, 1, 1) - timedelta(days=luck.randrange(LIVED))
    number = _pnc(luck)
    return {
        "defendant_first_names": luck.choice(FIRST) + (f" {luck.choice(FIRST)}" if luck.random() < 0.5 else ""),
        "defendant_last_name": _surname(luck),
        "defendant_date_of_birth": born.isoformat(),
        "defendant_pnc": number,
        "defendant_sex": "male",
    }


def _pnc(luck: Random) -> str:
    year, serial = luck.randrange(1985, 2026), luck.randrange(1, 10_000_000)
    letter = CHECK_LETTERS[int(f"{year % 100:02d}{serial:07d}") % 23]
    return f"{year}/{serial:07d}{letter}"


def _harmed(luck: Random) -> dict[str, str]:
    return {"harmed_first_names": luck.choice(FIRST), "harmed_last_name": _surname(luck)}


def _surname(luck: Random) -> str:
    return luck.choice(BEGINNINGS) + luck.choice(ENDINGS) + luck.choice(("", "", "", "s", "e"))
