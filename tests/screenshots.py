"""Pictures of the main pages, of a demonstration that `make run` has started: `make screenshots`.

Every picture, at 1280 and at 390 pixels, goes to .state/screenshots; those the README shows go to docs/screenshots.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys.chromium import ARGUMENTS, CHROMIUM, HOW_TO_INSTALL
from vlu.demo.cast import CAST, DEMO_PASSWORD

PROJECT = Path(__file__).resolve().parent.parent
EVERY_PICTURE, OF_THE_README = PROJECT / ".state" / "screenshots", PROJECT / "docs" / "screenshots"
WIDTHS = (1280, 390)
HEIGHT = 900  # of a picture in the README; the others show the whole page


@dataclass(frozen=True)
class Picture:
    """A page of somebody in the cast. `then`: links followed from there, the first that leads to such an address.

    `begins_at`: what stands at the top of the picture in the README.
    """

    who: str
    name: str
    path: str
    then: tuple[str, ...] = ()
    in_readme: bool = False
    begins_at: str = "body"


PICTURES = (
    Picture("vlo", "my-work", "/work/", in_readme=True),
    Picture("vlo", "victim", "/work/", ("/victims/",), in_readme=True),
    Picture("vlo", "record-contact", "/work/", ("/victims/", "/contact/"), in_readme=True),
    Picture("vlo", "case", "/work/", ("/victims/", "/cases/")),
    Picture("vlo", "timeline", "/work/", ("/victims/", "/cases/", "/timeline/")),
    Picture("vlo", "sentence", "/work/", ("/victims/", "/cases/", "/sentence/")),
    Picture("vlo", "search", "/search/?q=a"),
    Picture("vlo", "reminders", "/reminders/"),
    Picture("vlo", "calendar", "/calendar/"),
    Picture("manager", "calendar-of-the-unit", "/calendar/"),
    Picture("vlo", "leave-and-cover", "/leave/"),
    Picture("manager", "held-messages", "/messages/held/"),
    Picture("manager", "messages-that-need-a-person", "/messages/"),
    Picture("manager", "complaints", "/complaints/"),
    Picture("vao", "unit-work", "/unit/"),
    Picture("vao", "letters", "/messages/letters/"),
    Picture("vao", "import", "/import/"),
    Picture("manager", "overview", "/manage/", in_readme=True),
    Picture("manager", "allocation", "/allocation/"),
    Picture("manager", "allocate", "/allocation/", ("/allocation/KSS",), in_readme=True),
    Picture("manager", "targets", "/targets/", in_readme=True, begins_at="section[aria-labelledby]"),
    Picture("manager", "figure-cases", "/targets/", ("/targets/cases/",)),
    Picture("wco", "referrals", "/referrals/", in_readme=True),
    Picture("wco", "refer", "/referrals/new/"),
    Picture("wco", "check-eligibility", "/eligibility/"),
    Picture("vao", "requests", "/requests/"),
    Picture("manager", "decisions", "/decisions/"),
    Picture("manager", "transfers", "/transfers/"),
    Picture("manager", "duplicates", "/duplicates/"),
    Picture("supervisor", "referrals-of-the-force", "/referrals/"),
    Picture("om", "people-i-manage", "/people-i-manage/"),
    Picture("om", "person-i-manage", "/people-i-manage/", ("/people-i-manage/",), in_readme=True),
    Picture("head", "targets-of-all-regions", "/targets/"),
    Picture("admin", "people", "/people/"),
    Picture("admin", "audit-trail", "/audit/"),
    Picture("admin", "reference-data", "/reference/"),
    Picture("admin", "limits", "/limits/"),
    Picture("admin", "background-work", "/background-work/"),
)


def main() -> None:
    address = sys.argv[1] if len(sys.argv) > 1 else f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
    if CHROMIUM is None:
        sys.exit(HOW_TO_INSTALL)
    if not answers(address):
        sys.exit(f"Nothing answers at {address}. Start the demonstration with `make run`, then take the pictures.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for who in dict.fromkeys(picture.who for picture in PICTURES):
            take_all_of(who, browser, address)
        browser.close()
    sys.stdout.write(f"{len(PICTURES) * len(WIDTHS)} pictures are in {EVERY_PICTURE.relative_to(PROJECT)}.\n")


def answers(address: str) -> bool:
    try:
        with urlopen(f"{address}/healthz", timeout=5) as answer:
            return bool(answer.status == 200)
    except URLError:
        return False


def take_all_of(who: str, browser: Browser, address: str) -> None:
    with signed_in(who, browser, address) as page:
        for picture in PICTURES:
            if picture.who == who:
                for width in WIDTHS:
                    take(picture, page, address, width)


@contextmanager
def signed_in(who: str, browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(locale="en-GB", timezone_id="Europe/London")
    page = context.new_page()
    page.goto(f"{address}/sign-in/")
    page.get_by_label("E-mail address").fill(next(player.email for player in CAST if player.key == who))
    page.get_by_role("textbox", name="Password").fill(DEMO_PASSWORD)
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("button", name="Sign in").click()
    yield page
    context.close()


def take(picture: Picture, page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": HEIGHT})
    open_page(f"{address}{picture.path}", page)
    for part in picture.then:
        links = page.locator(f'main a[href*="{part}"], header a[href*="{part}"].govuk-back-link')
        open_page(f"{address}{links.first.get_attribute('href')}" if links.count() else "", page)
    folder = EVERY_PICTURE / str(width)
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{picture.who}-{picture.name}.png", full_page=True)
    if picture.in_readme and width == WIDTHS[0]:
        OF_THE_README.mkdir(exist_ok=True)
        page.locator(picture.begins_at).first.evaluate("part => part.scrollIntoView()")
        page.screenshot(path=OF_THE_README / f"{picture.name}.png")


def open_page(url: str, page: Page) -> None:
    answer = page.goto(url) if url else None
    if answer is None or answer.status != 200:
        sys.exit(f"There is no such page in this demonstration: {url or page.url}")


if __name__ == "__main__":
    main()
