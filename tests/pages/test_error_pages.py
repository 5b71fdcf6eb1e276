"""A page that cannot be shown says so in plain words, and the worst of them needs nothing that may have failed."""

from __future__ import annotations

from django.template import Context, Engine
from django.template.loader import render_to_string

from vlu.settings import BASE_DIR


def test_a_page_of_another_role_says_whom_to_ask() -> None:
    sentence = "This page is for managers of your unit. If you need it, ask Asha Patel."
    assert sentence in render_to_string("403.html", {"message": sentence})


def test_a_page_of_another_role_says_something_when_nobody_is_named() -> None:
    assert "This page is for another role." in render_to_string("403.html")


def test_not_found_does_not_repeat_why() -> None:
    assert render_to_string("404.html") == render_to_string("404.html", {"exception": "Case KSS-26-0412 is not yours"})


def test_a_server_error_is_shown_without_any_part_of_the_application() -> None:
    bare = Engine(dirs=[str(BASE_DIR / "templates")])  # no built-in tags, no context processors
    page = bare.get_template("500.html").render(Context({"request_id": "3f9a12"}))
    assert "Reference: <strong>3f9a12</strong>" in page
    assert "Nothing that was saved before is lost." in page


def test_a_server_error_without_a_reference_does_not_speak_of_one() -> None:
    assert "eference" not in render_to_string("500.html")
