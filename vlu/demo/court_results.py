"""Court results of the demonstration: two files brought in, one that waits to be confirmed, and two results decided.

The second file brings rows of the first again. Each is a step of the replay: how many working days ago, and what was
done. `Day` gives the date that lies so many working days back.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from accounts.models import User
from victims.actions.brought_files import confirm_file, start_court_file
from victims.enums import ResultDecision
from victims.intake.court_columns import COLUMNS
from victims.intake.court_deciding import Ruling, decide_result
from victims.intake.court_runs import check_run, write_run
from victims.models import CourtResult

Day = Callable[[int], date]
Row = dict[str, str]
Bring = Callable[[Mapping[str, User], Day], None]

PRISON_14_MONTHS = {"disposal": "imprisonment", "sentence_months": "14"}
PRISON_10_WEEKS = {"disposal": "imprisonment", "sentence_weeks": "10"}
ASSAULT, BREACH, ROBBERY, STALKING = "OF61102", "SE20002", "TH68023", "PH97006"


def _row(number: str, defendant: str, born: str, code: str, on: date, *, harmed: str, **cells: str) -> Row:
    """`number` is hearing and place in it, such as "4-1"."""
    first, _, last = defendant.rpartition(" ")
    harmed_first, _, harmed_last = harmed.rpartition(" ")
    return dict.fromkeys(COLUMNS, "") | {
        "result_id": f"MA-{number}",
        "hearing_id": f"MA-{number.partition('-')[0]}",
        "defendant_id": "1",
        "court_code": "C46MA00",  # Maidstone
        "police_force": "Kent",
        "defendant_first_names": first,
        "defendant_last_name": last,
        "defendant_date_of_birth": born,
        "offence_code": code,
        "offence_date": (on - timedelta(days=90)).isoformat(),
        "plea": "guilty",
        "finding": "guilty",
        "result": "sentence",
        "sentenced_on": on.isoformat(),
        "harmed_first_names": harmed_first,
        "harmed_last_name": harmed_last,
        **cells,
    }


def _first_file(day: Day) -> list[Row]:
    on = day(4)
    return [
        _row("1-1", "Gareth Loomis", "1991-03-18", BREACH, on, harmed="Alison Trewin", **PRISON_10_WEEKS),
        _row("2-1", "Conrad Bellamy", "1983-10-02", ROBBERY, on, harmed="Petra Hollis", disposal="imprisonment",
             sentence_years="4"),
        _row("2-2", "Conrad Bellamy", "1983-10-02", ROBBERY, on, harmed="Samuel Hollis", disposal="imprisonment",
             sentence_years="4"),
        # Held already: referred by a witness care officer; and somebody harmed whom nobody has referred.
        _row("3-1", "Curtis Vane", "1990-07-19", ASSAULT, day(45), harmed="Owen Prosser", **PRISON_14_MONTHS),
        _row("3-2", "Curtis Vane", "1990-07-19", ASSAULT, day(45), harmed="Beth Prosser", **PRISON_14_MONTHS),
        # Who is it? One of this unit, one of another.
        _row("4-1", "Neil Amblar", "1979-05-30", STALKING, on, harmed="Corinne Webb", **PRISON_14_MONTHS),
        _row("5-1", "Shaun Pettey", "1982-04-04", STALKING, on, harmed="Imogen Slade", **PRISON_14_MONTHS),
        _row("6-1", "Marcus Tindall", "1988-12-09", ASSAULT, on, harmed="Marcus Tindall", **PRISON_14_MONTHS),
        _row("7-1", "Joel Harkness", "1997-01-25", "ZZ99999", on, harmed="Ada Lomond",
             offence_wording="Assault, as charged", **PRISON_14_MONTHS),
        _row("8-1", "Brian Ashdown", "1974-06-11", "TH68010", on, harmed="", disposal="community"),
        # The officer in the case rang: the court wrote the defendant's name in both places.
        _row("9-1", "Victor Dane", "1980-08-20", ASSAULT, on, harmed="Victor Dane", **PRISON_14_MONTHS),
    ]  # fmt: skip


def _second_file(day: Day) -> list[Row]:
    appeal = {"result": "appeal", "changes_result_id": "MA-2-1", "disposal": "imprisonment", "sentence_years": "3"}
    return [
        *_first_file(day)[:5],
        _row("10-1", "Conrad Bellamy", "1983-10-02", ROBBERY, day(2), harmed="Petra Hollis", **appeal)
        | {"offence_date": (day(4) - timedelta(days=90)).isoformat()},
        _row("11-1", "Kai Merrow", "2010-02-14", ROBBERY, day(2), harmed="Luke Sands", disposal="detention_s250",
             sentence_years="2", youth="yes"),
        _row("12-1", "Stephen Groom", "1969-09-27", STALKING, day(2), harmed="Tessa Marlow", **PRISON_14_MONTHS),
    ]  # fmt: skip


def _waiting_file(day: Day) -> list[Row]:
    return [
        _row("13-1", "Ralph Sedgwick", "1986-11-05", BREACH, day(1), harmed="Nina Okoro", **PRISON_10_WEEKS),
        _row("14-1", "Adrian Cope", "1992-05-16", STALKING, day(1), harmed="Freya Lindqvist", **PRISON_14_MONTHS),
        _row("15-1", "Noel Bright", "1978-03-30", ASSAULT, day(1), harmed="Hugo Marsh", disposal="gaol"),
    ]


def _brings(name: str, rows: Callable[[Day], Sequence[Row]], *, confirms: bool) -> Bring:
    def bring(people: Mapping[str, User], day: Day) -> None:
        file = start_court_file(file_name=name, content=_as_csv(rows(day)), by=people["vao"])
        check_run(file.key)
        if confirms:
            file.refresh_from_db()
            confirm_file(file=file, by=people["vao"])
            write_run(file.key)

    return bring


def _as_csv(rows: Sequence[Row]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(COLUMNS))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def _set_aside(people: Mapping[str, User], day: Day) -> None:
    ruling = Ruling(
        ResultDecision.SET_ASIDE, note="The court wrote the defendant twice. It will send the result again."
    )
    decide_result(result=CourtResult.objects.get(result_id="MA-9-1"), ruling=ruling, by=people["vao"])


COURT_RESULTS: tuple[tuple[int, Bring], ...] = (
    (3, _brings("maidstone-results-1.csv", _first_file, confirms=True)),
    (2, _set_aside),
    (1, _brings("maidstone-results-2.csv", _second_file, confirms=True)),
    (0, _brings("maidstone-results-3.csv", _waiting_file, confirms=False)),
)
