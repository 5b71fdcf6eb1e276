"""A victim administration officer brings in court results and decides those that wait; by keyboard, without scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from celery import current_app

from accounts.enums import Role
from accounts.models import User
from cases.models import Offender
from tests.factories.cases import OffenderFactory
from tests.factories.victims import EnrolmentFactory
from tests.journeys.visitor import Visitor
from tests.victims.intake.court_files import file_of, row, units_for
from victims.models import CourtResult, CourtResultFile
from victims.tasks import check_court_results, write_court_results
from vlu.lib import clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Window = Callable[..., Visitor]
People = Callable[..., User]
# The same person written otherwise, somebody like a man of another unit, and a defendant who stands as the one harmed.
WAITING = {
    "R-2": ("Neil", "Amblar", "1979-05-30", "Corinne", "Webb"),
    "R-3": ("Shaun", "Pettey", "1982-04-04", "Imogen", "Slade"),
    "R-4": ("Marcus", "Tindall", "1988-12-09", "Marcus", "Tindall"),
}


@pytest.fixture(autouse=True)
def _nobody_listens_to_the_broker() -> Iterator[None]:
    """The worker's part is done by the journey itself, so that the page in between is seen too."""
    before = current_app.conf.task_always_eager, current_app.conf.broker_url
    current_app.conf.update(task_always_eager=False, broker_url="memory://")
    yield
    current_app.conf.update(task_always_eager=before[0], broker_url=before[1])


@pytest.fixture
def results(tmp_path: Path) -> Path:
    """A file of five rows: one is clear, three wait for a person, one has a fault."""
    units_for("Kent")
    for first, last, born, region in (
        ("Neil", "Ambler", date(1979, 5, 30), "N57"),
        ("Shaun", "Petty", date(1982, 4, 4), "N59"),
    ):
        offender = OffenderFactory(first_names=first, last_name=last, date_of_birth=born)
        EnrolmentFactory(region_id=region, case__region_id=region, case__conviction__offender=offender)
    on = (clock.today() - timedelta(days=4)).isoformat()
    rows = [row(sentenced_on=on), row(result_id="R-5", hearing_id="H-5", sentenced_on=on, disposal="gaol")]
    names = ("defendant_first_names", "defendant_last_name", "defendant_date_of_birth")
    for number, cells in WAITING.items():
        said = dict(zip((*names, "harmed_first_names", "harmed_last_name"), cells, strict=True))
        rows.append(row(result_id=number, hearing_id=number, defendant_pnc="", sentenced_on=on, **said))
    path = tmp_path / "maidstone.csv"
    path.write_bytes(file_of(*rows))
    return path


def bring(vao: Visitor, results: Path) -> None:
    """Choose the file, see what is in it, confirm. The worker's part is done between two looks at the page."""
    vao.go("/intake/")
    vao.arrives_at("Intake")
    vao.follow("Bring in court results")
    vao.arrives_at("Bring in court results")
    vao.page.get_by_label("Choose a file").set_input_files(results)
    vao.press("Check the file")
    vao.arrives_at("Checking maidstone.csv")
    check_court_results(str(CourtResultFile.objects.get().key))
    vao.press("See how far it is")
    vao.arrives_at("Check what will be brought in")
    vao.press("Bring in 4 new rows")
    write_court_results(str(CourtResultFile.objects.get().key))
    vao.page.reload()
    vao.arrives_at("Court results brought in")


def numbers(vao: Visitor) -> list[str]:
    return vao.page.locator("dd").all_inner_texts()[:5]


def state(result_id: str) -> str:
    return CourtResult.objects.get(result_id=result_id).state


def test_a_file_is_brought_in_and_every_result_that_waits_is_decided(
    results: Path, window: Window, person: People
) -> None:
    vao = window(person(Role.VAO))
    bring(vao, results)
    assert numbers(vao) == ["5", "1", "3", "0", "1"]

    vao.follow("Results that need a decision")
    vao.arrives_at("Court results")
    vao.follow("Neil A.")
    vao.arrives_at("Decide court result R-2")
    vao.press("Decide")
    vao.arrives_at("Decide court result R-2")
    assert "Choose what you decide." in vao.text()
    vao.choose("What do you decide?", "The offender is Neil Ambler")
    vao.press("Decide")
    vao.arrives_at("Court results")

    vao.follow("Shaun P.")
    vao.arrives_at("Decide court result R-3")
    assert "1 record in South Central" in vao.text()
    assert "Petty" not in vao.text()
    vao.choose("What do you decide?", "somebody we do not hold yet")
    vao.fill("Reason", "Rang South Central: their man is in prison since May")
    vao.press("Decide")
    vao.arrives_at("Court results")

    vao.follow("Marcus T.")
    vao.arrives_at("Decide court result R-4")
    vao.choose("What do you decide?", "Set this result aside")
    vao.fill("Reason", "The court named the defendant twice")
    vao.press("Decide")
    vao.arrives_at("Court results")
    assert "Nothing here just now" in vao.text()
    assert [state(number) for number in ("R-1", *WAITING)] == ["opened", "opened", "opened", "set_aside"]
    assert Offender.objects.filter(last_name__in=["Amblar", "Pettey"]).count() == 1

    vao.follow("Show all court results")
    vao.follow("Harlan D.")
    vao.arrives_at("Court result R-1")


def test_a_result_is_decided_without_scripts_and_without_a_mouse(results: Path, window: Window, person: People) -> None:
    vao = window(person(Role.VAO), scripts=False)
    bring(vao, results)
    vao.go("/court-results/?show=held")
    vao.arrives_at("Court results")
    keys = vao.page.keyboard
    vao.tab_to("Neil A.")
    vao.press_enter()
    vao.arrives_at("Decide court result R-2")
    vao.tab_to("The offender is Neil Ambler")
    keys.press("Space")
    vao.tab_to("Reason")
    keys.type("The same custody photograph")
    vao.tab_to("Decide")
    vao.press_enter()
    vao.arrives_at("Court results")
    decided = CourtResult.objects.get(result_id="R-2")
    assert (decided.state, decided.decision, decided.decision_note) == (
        *("opened", "same_person"),
        "The same custody photograph",
    )
