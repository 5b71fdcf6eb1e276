"""Make data/court_results/sample.csv anew: 200 invented results. `python -m bench.court_sample`.

Most are the ordinary mix of bench/court_rows.py; the rest are what an importer must get right, written out one by one.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path
from random import Random

from bench.court_rows import results
from victims.intake.court_columns import COLUMNS

SAMPLE = Path(__file__).parents[1] / "data" / "court_results" / "sample.csv"
ROWS = 200
COURTS = (
    ("C46MA00", "Kent"),
    ("C46CN00", "Kent"),
    ("B46DH00", "Kent"),
    ("C45GU00", "Surrey"),
    ("C47LW00", "Sussex"),
    ("C01SN00", "Metropolitan"),
)
CROWN = {"court_code": "C46MA00", "police_force": "Kent", "plea": "guilty", "finding": "guilty", "result": "sentence"}
VALE = {
    "defendant_first_names": "Corin",
    "defendant_last_name": "Vale",
    "defendant_date_of_birth": "1988-05-14",
    "defendant_pnc": "2003/0000003Y",
    "defendant_id": "1",
}
PIKE = {"defendant_first_names": "Jorah", "defendant_last_name": "Pike", "defendant_date_of_birth": "1979-02-03"}
TRENT = {"defendant_first_names": "Elis", "defendant_last_name": "Trent", "defendant_date_of_birth": "1991-08-22"}
RAPE = {"offence_code": "SX03002", "offence_date": "2025-06-01", "disposal": "imprisonment", "sentence_years": "7"}
ABH = {"offence_code": "OF61102", "offence_date": "2026-03-09", "disposal": "imprisonment", "sentence_months": "14"}
STALKING = {
    "offence_code": "PH97006",
    "offence_date": "2026-07-01",
    "disposal": "imprisonment",
    "sentence_weeks": "20",
}
SUSPENDED = ABH | {"disposal": "suspended", "sentence_months": "12"}
MARIA = {"harmed_first_names": "Maria", "harmed_last_name": "Fenn", "harmed_postcode": "ME14 1AA"}
TOM = {"harmed_first_names": "Tom", "harmed_last_name": "Arden"}
TWO_HURT = {"hearing_id": "H-S02"}
AFFRAY = {
    "offence_code": "OF61131",
    "offence_date": "2026-01-17",
    "disposal": "imprisonment",
    "sentence_years": "3",
}


def _row(number: int, **cells: str) -> dict[str, str]:
    """One result of a hearing of its own, sentenced on 2 November 2026 unless it says otherwise."""
    usual = {"hearing_id": f"H-S{number:02d}", "defendant_id": "1", "sentenced_on": "2026-11-02"}
    return dict.fromkeys(COLUMNS, "") | CROWN | usual | {"result_id": f"S-{number:03d}"} | cells


def special_rows() -> list[dict[str, str]]:
    return [*_sentences_and_changes(), *_doubts()]


def _sentences_and_changes() -> list[dict[str, str]]:
    return [
        _row(1, **VALE, **RAPE, **MARIA, harmed_relation="former partner", asn="1101ZD0100000448754K"),
        _row(2, **PIKE, **AFFRAY, **TWO_HURT, **MARIA, defendant_aliases="Joe Pike; J Pyke"),  # two people hurt by
        _row(3, **PIKE, **AFFRAY, **TWO_HURT, **TOM),  # one defendant,
        _row(4, **TRENT, **AFFRAY, **TOM, hearing_id="H-S02", defendant_id="2"),  # and two defendants
        _row(5, **PIKE, **STALKING, **MARIA, hearing_id="H-S02"),  # another offence, the same person harmed
        _row(6, **_somebody(6), **STALKING, **_harmed(6)),
        _row(7, **_somebody(6), **(STALKING | {"sentence_weeks": "", "sentence_months": "14"}), **_harmed(6))
        | {"hearing_id": "H-S07", "result": "resentence", "sentenced_on": "2026-11-09", "changes_result_id": "S-006"},
        _row(8, **_somebody(8), **ABH, **_harmed(8)),
        _row(9, **_somebody(8), **(ABH | {"sentence_months": "10"}), **_harmed(8))
        | {"hearing_id": "H-S09", "result": "appeal", "sentenced_on": "2026-11-12", "changes_result_id": "S-008"},
        _row(10, **_somebody(10), **SUSPENDED, **_harmed(10), sentenced_on="2026-02-02")
        | {"offence_date": "2025-12-01"},
        _row(11, **_somebody(10), **(SUSPENDED | {"disposal": "imprisonment"}), **_harmed(10))
        | {"hearing_id": "H-S11", "result": "activation", "sentenced_on": "2026-11-10", "changes_result_id": "S-010"}
        | {"offence_date": "2025-12-01"},
        _row(12, **_somebody(12), **SUSPENDED, **_harmed(12)),
        _row(13, **_somebody(13), offence_code="OF61131", offence_date="2026-02-02", disposal="hospital_restricted")
        | _harmed(13),
        _row(14, **_somebody(14), offence_code="OF61131", offence_date="2026-02-02", disposal="hospital_unrestricted")
        | _harmed(14),
        _row(15, **_youth(15), **(ABH | {"disposal": "dto", "sentence_months": "12"}), **_harmed(15), youth="yes"),
        _row(16, **_youth(16), **(RAPE | {"disposal": "detention_s250", "sentence_years": "4"}), youth="yes")
        | _harmed(16),
    ]


def _doubts() -> list[dict[str, str]]:
    return [
        _row(17, **_somebody(17), **(ABH | {"offence_code": "ZZ99999"}), **_harmed(17)),  # a code no table holds
        _row(18, **_somebody(18), **(AFFRAY | {"offence_code": "OF61131A"}), **_harmed(18)),  # attempted
        _row(19, **_somebody(19), **ABH, **_harmed(19), court_code="X99ZZ00"),  # a court no table holds
        _row(20, **_somebody(20), **ABH, **_harmed(20), defendant_pnc="1979/0163001B"),
        _row(21, **_misspelt(20), **STALKING, **_harmed(21), sentenced_on="2026-11-04"),  # a letter wrong, no number
        _row(22, **_somebody(22), **ABH, **_harmed(22)),
        _row(23, **_harmed_as_defendant(22), **STALKING, **_defendant_as_harmed(22), hearing_id="H-S22")
        | {"defendant_id": "2"},  # each hurt the other
        _row(24, **_somebody(24), **(ABH | {"disposal": "community", "sentence_months": ""}), **_harmed(24)),
        _row(25, **_somebody(25), **ABH),  # nobody is named
        _row(26, **_somebody(26), **ABH, **_defendant_as_harmed(26)),  # the offender's own name as the person harmed
        _row(27, **_somebody(27), **ABH, **_harmed(27), defendant_cro="85227/65G"),  # a number that does not hold
        _row(28, **_somebody(28), **ABH, **_harmed(28), finding="not_guilty", plea="not_guilty")
        | {"disposal": "", "sentence_months": ""},
        _row(29, **_somebody(29), **ABH, **_harmed(29)),
        _row(30, **_somebody(29), **ABH, **_harmed(29))
        | {"hearing_id": "H-S29", "result": "withdrawn", "changes_result_id": "S-029"},
        _row(31, **_somebody(31), **ABH, **_harmed(31), police_force="Nowhere"),
        _row(32, **(VALE | {"defendant_date_of_birth": "1988-05-15"}), **STALKING, **MARIA, sentenced_on="2026-11-05"),
        _row(33, **_somebody(33), **(STALKING | {"offence_code": "PH97003"}), **_harmed(33)),  # the older statute
    ]


def _names(number: int) -> tuple[str, str]:
    first = ("Odran", "Piers", "Quill", "Rafe", "Soren", "Tavi", "Ulric", "Venn", "Wyll", "Yorick")[number % 10]
    return first, ("Hask", "Lorne", "Marrow", "Nesbit")[number % 4] + ("", "ley", "ton", "win")[number // 10]


def _somebody(number: int) -> dict[str, str]:
    first, last = _names(number)
    born = f"{1970 + number}-{number % 12 + 1:02d}-{number % 27 + 1:02d}"
    return {"defendant_first_names": first, "defendant_last_name": last, "defendant_date_of_birth": born}


def _youth(number: int) -> dict[str, str]:
    return _somebody(number) | {"defendant_date_of_birth": f"2009-{number % 12 + 1:02d}-11"}


def _misspelt(number: int) -> dict[str, str]:
    them = _somebody(number)
    return them | {"defendant_last_name": them["defendant_last_name"].replace("s", "ss", 1)}


def _harmed(number: int) -> dict[str, str]:
    first = ("Ada", "Bea", "Cleo", "Dora", "Esme", "Flora", "Greta")[number % 7]
    return {"harmed_first_names": first, "harmed_last_name": ("Quorn", "Rendle", "Spry", "Tarn", "Upton")[number % 5]}


def _defendant_as_harmed(number: int) -> dict[str, str]:
    first, last = _names(number)
    return {"harmed_first_names": first, "harmed_last_name": last}


def _harmed_as_defendant(number: int) -> dict[str, str]:
    them = _harmed(number)
    return {
        "defendant_first_names": them["harmed_first_names"],
        "defendant_last_name": them["harmed_last_name"],
        "defendant_date_of_birth": "1996-12-30",
    }


def sample() -> bytes:
    """The file as it stands in data/court_results."""
    special = special_rows()
    ordinary = list(results(ROWS - len(special), COURTS, Random(42)))
    text = io.StringIO()
    writer = csv.DictWriter(text, list(COLUMNS), lineterminator="\n")
    writer.writeheader()
    writer.writerows([*ordinary, *special])
    return text.getvalue().encode()


if __name__ == "__main__":
    SAMPLE.parent.mkdir(exist_ok=True)
    SAMPLE.write_bytes(sample())
