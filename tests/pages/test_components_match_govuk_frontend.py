"""The parts of a page that are not fields are govuk-frontend's own markup too."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.contrib.messages import SUCCESS
from django.contrib.messages.storage.base import Message
from django.template.loader import render_to_string

from tests.pages.markup import read
from vlu.context_processors import NavigationItem
from vlu.templatetags.ui import tag

EXAMPLES = json.loads((Path(__file__).parent / "fixtures" / "govuk-frontend.json").read_text())


def example(component: str, name: str) -> tuple[dict[str, Any], str]:
    found = EXAMPLES[component][name]
    return found["options"], found["html"]


@pytest.mark.parametrize("name", ["with prev and next only", "with previous only", "with next only"])
def test_pages_of_a_list(name: str) -> None:
    options, theirs = example("pagination", name)
    urls = {
        key: options[part]["href"]
        for key, part in (("previous_url", "previous"), ("next_url", "next"))
        if part in options
    }
    ours = render_to_string("components/pager.html", urls)
    assert read(ours.replace(" app-pager", "")) == read(theirs)


def test_a_list_of_one_page_has_no_pager() -> None:
    assert not render_to_string("components/pager.html").strip()


def test_what_was_just_done() -> None:
    options, theirs = example("notification-banner", "with type as success")
    ours = render_to_string("components/messages.html", {"messages": [Message(SUCCESS, options["text"])]})
    theirs = theirs.replace("govuk-notification-banner-title", "message-1-title").replace("Success", "Done")
    assert read(ours) == read(
        theirs.replace("govuk-notification-banner__title message-1", "govuk-notification-banner__title")
    )


def test_the_navigation_marks_where_one_is() -> None:
    options, theirs = example("service-navigation", "with navigation with a current item")
    items = [
        NavigationItem(item["text"], item["href"], "page" if item.get("current") else "")
        for item in options["navigation"]
    ]
    ours = render_to_string("components/service_navigation.html", {"navigation_items": items})
    nav = slice(ours.index("<nav"), ours.index("</nav>"))
    assert read(ours[nav]) == read(theirs[theirs.index("<nav") : theirs.index("</nav>")])


def test_an_abbreviation_stays_in_capitals_and_a_word_does_not() -> None:
    assert ">VNS<" in tag("VNS")
    assert ">Discretionary<" in tag("DISCRETIONARY")


@pytest.mark.parametrize("colour", ["grey", "red"])
def test_a_tag(colour: str) -> None:
    options, theirs = example("tag", colour)
    assert read(tag(options["text"], colour)) == read(theirs)
