"""A person at a browser: they go, press, fill and choose, and every page they come to is checked as a page."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Locator, Response

from accounts.models import User
from tests.factories.accounts import PASSWORD

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
AXE = (Path(__file__).resolve().parent.parent / "vendor" / "axe.min.js").read_text()
RUN_AXE = """async () => (await axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"],
})).violations.map(one => `${one.id}: ${one.nodes.map(node => node.target.join(" ")).join(", ")}`)"""
WIDER_THAN_THE_SCREEN = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
HOW_IT_IS_BUILT = """() => {
    const says = new Set(["href", "value", "content", "src"]);
    const told = node => [...node.attributes].filter(one => !says.has(one.name)).map(one => one.name + one.value);
    return [...document.querySelectorAll("*")].map(node => [node.tagName, ...told(node)].join(" ")).join();
}"""
IN_FOCUS = """() => {
    const here = document.activeElement;
    if (!here || here === document.body) return "";
    const label = here.labels && here.labels.length ? here.labels[0].innerText : "";
    const group = here.closest("fieldset")?.querySelector("legend")?.innerText || "";
    return [group, label || here.innerText || here.getAttribute("aria-label") || ""].join(" ").trim();
}"""
MOST_TABS = 60


class Visitor:
    """A page built exactly as one that was checked before, tag by tag, is not put before axe again: `built`.

    `faults` are what the browser itself reported: a script that failed, something the page's policy refused.
    """

    def __init__(self, browser: Browser, address: str, built: set[str], *, scripts: bool = True) -> None:
        self.address, self.built, self.scripts = address, built, scripts
        self.context = browser.new_context(java_script_enabled=scripts, viewport=WIDE, locale="en-GB")  # type: ignore[arg-type]
        self.page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.faults: list[str] = []
        self.status = 0
        self.page.on("response", self._note_status)
        self.page.on("pageerror", lambda error: self.faults.append(f"{self.page.url}: {error}"))
        self.page.on("console", self._note_error)

    def _note_status(self, response: Response) -> None:
        if response.request.is_navigation_request() and not 300 <= response.status < 400:
            self.status = response.status

    def _note_error(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self.faults.append(f"{self.page.url}: {said.text}")

    def close(self) -> None:
        self.context.close()

    def sign_in(self, user: User) -> None:
        self.go("/")
        self.arrives_at("Sign in")
        self.fill("E-mail address", user.email)
        self.fill("Password", PASSWORD)
        self.press("Sign in")

    def go(self, path: str) -> None:
        self.page.goto(f"{self.address}{path}")

    def arrives_at(self, heading: str) -> None:
        """Status and heading first: an error page, too, is without violations. Then how it is built, at both widths."""
        found = self.page.locator("h1").all_inner_texts()
        assert (self.status, found) == (200, [heading]), f"{self.page.url}: {self.status} {found}"
        assert "Victim liaison" in self.page.title()
        if self.scripts:
            assert self.violations() == []

    def violations(self) -> list[str]:
        """What axe finds at 1280 and at 390 px, and a page that is wider than the telephone it is read on."""
        built = self.page.evaluate(HOW_IT_IS_BUILT)
        if built in self.built:
            return []
        self.built.add(built)
        self.page.evaluate(AXE)
        found: list[str] = []
        for size in (NARROW, WIDE):
            self.page.set_viewport_size(size)  # type: ignore[arg-type]
            found += [f"{self.page.url} at {size['width']}: {one}" for one in self.page.evaluate(RUN_AXE)]
            if self.page.evaluate(WIDER_THAN_THE_SCREEN) > 0:
                found.append(f"{self.page.url} is wider than {size['width']} pixels")
        return found

    def press(self, name: str) -> None:
        """A button, and the page it leads to."""
        with self.page.expect_navigation():
            self.page.get_by_role("main").get_by_role("button", name=name).first.click()

    def follow(self, name: str) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=name).first.click()

    def fill(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=False).first.fill(text)

    def choose(self, question: str, answer: str) -> None:
        self.page.get_by_role("group", name=question).get_by_label(answer, exact=False).first.check()

    def select(self, label: str, answer: str) -> None:
        self.page.get_by_label(label).select_option(label=answer)

    def fill_date(self, question: str, day: date) -> None:
        group = self.page.get_by_role("group", name=question)
        for part, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            group.get_by_label(part).fill(str(number))

    def text(self) -> str:
        return self.page.get_by_role("main").inner_text()

    def row(self, words: str) -> Locator:
        return self.page.get_by_role("row").filter(has_text=words)

    def tab_to(self, words: str) -> None:
        """With the Tab key alone, as somebody does who uses no mouse."""
        passed: list[Any] = []
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            passed.append(self.page.evaluate(IN_FOCUS))
            if words in passed[-1]:
                return
        raise AssertionError(f"Tab never reached “{words}” on {self.page.url}. It passed: {passed}")

    def press_enter(self) -> None:
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
