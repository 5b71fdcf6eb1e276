"""The people who may sign in: an administrator adds, changes, deactivates and reactivates them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import get_person, require
from accounts.actions import people as actions
from accounts.enums import Capability
from accounts.forms.people import InvitationForm, PeopleFilter, PersonForm
from accounts.queries.people import organisations, people_page
from victims.actions.returning import return_to_queue
from vlu.lib.typing import AuthedRequest
from vlu.pages import place_url


@require_safe
def people(request: AuthedRequest) -> HttpResponse:
    require(request.user, Capability.MANAGE_PEOPLE)
    form = PeopleFilter(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    page = people_page(words=chosen.get("words", ""), role=chosen.get("role", ""), page=chosen.get("page") or 1)
    context = {
        "form": form,
        "people": page.people,
        "previous_url": place_url(request, "page", page.previous),
        "next_url": place_url(request, "page", page.following),
    }
    return render(request, "accounts/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_person(request: AuthedRequest) -> HttpResponse:
    require(request.user, Capability.MANAGE_PEOPLE)
    form = InvitationForm(request.POST or None, organisations=organisations())
    if request.method == "POST" and form.is_valid():
        try:
            return _one_time_password(request, actions.invite_person(**form.cleaned_data, by=request.user))
        except actions.RoleDoesNotFit as error:
            form.add_error("organisation", error.sentence)
        except actions.EmailTaken as error:
            form.add_error("email", error.sentence)
    return render(request, "accounts/add_person.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def person(request: AuthedRequest, reference: str) -> HttpResponse:
    """One person: what is known of them, to be changed here."""
    found = get_person(request.user, reference)
    form = PersonForm(request.POST or None, initial=PersonForm.facts_of(found), organisations=organisations())
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_person(person=found, **form.cleaned_data, by=request.user)
            return_to_queue()
        except actions.RoleDoesNotFit as error:
            form.add_error("organisation", error.sentence)
        except actions.NotToYourself as error:
            form.add_error("role", error.sentence)
        else:
            messages.success(request, f"{form.cleaned_data['name']} is saved")
            return redirect("accounts:person", reference)
    context = {"form": form, "person": found, "is_yourself": found == request.user}
    return render(request, "accounts/person.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def deactivate(request: AuthedRequest, reference: str) -> HttpResponse:
    found = get_person(request.user, reference)
    if request.method == "POST":
        actions.deactivate_person(person=found, by=request.user)
        return_to_queue()
        messages.success(request, f"{found.name} is deactivated and can no longer sign in")
        return redirect("accounts:person", reference)
    return render(request, "accounts/deactivate.html", {"person": found})


@require_POST
def reactivate(request: AuthedRequest, reference: str) -> HttpResponse:
    found = get_person(request.user, reference)
    return _one_time_password(request, actions.reactivate_person(person=found, by=request.user))


@require_POST
def new_password(request: AuthedRequest, reference: str) -> HttpResponse:
    found = get_person(request.user, reference)
    return _one_time_password(request, actions.give_new_password(person=found, by=request.user))


def _one_time_password(request: AuthedRequest, invitation: actions.Invitation) -> HttpResponse:
    """Answered directly and never kept, so that the password is seen once, by this administrator, here."""
    context: dict[str, Any] = {"person": invitation.person, "one_time_password": invitation.one_time_password}
    return render(request, "accounts/one_time_password.html", context)
