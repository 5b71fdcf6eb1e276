"""Who may sign in, as what, and where. Each change is one transaction and one audit entry."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.db import transaction

from accounts import audit
from accounts.actions.calendar_links import end_calendar_links
from accounts.enums import Role
from accounts.models import Organisation, User
from accounts.roles import ORGANISATION_OF, fits
from vlu.lib.errors import DomainError

INVITED = audit.verb("person.invited", "added {name} as {role} of {organisation}")
CHANGED = audit.verb("person.changed", "changed {name}: {changes}")
DEACTIVATED = audit.verb("person.deactivated", "deactivated {name}")
REACTIVATED = audit.verb("person.reactivated", "reactivated {name}")
PASSWORD_GIVEN = audit.verb("person.password_given", "gave {name} a new one-time password")
PASSWORD_CHANGED = audit.verb("person.password_changed", "changed their own password")

# No letter or digit that is read as another: it may be told over the telephone.
_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


class RoleDoesNotFit(DomainError):
    """A role belongs to one kind of organisation: a victim liaison officer works for a victim liaison unit."""

    code = "role_does_not_fit"


class EmailTaken(DomainError):
    code = "email_taken"


class NotToYourself(DomainError):
    """What would lock an administrator out, and perhaps everybody with them."""

    code = "not_to_yourself"


@dataclass(frozen=True)
class Invitation:
    """A person and the password they sign in with once. It is shown to the administrator now and kept nowhere."""

    person: User
    one_time_password: str


@transaction.atomic
def invite_person(
    *, email: str, name: str, role: Role, organisation: Organisation, phone: str = "", by: User | None
) -> Invitation:
    """`by` is None when the first administrator is added from the command line. Raises RoleDoesNotFit, EmailTaken."""
    _must_fit(role, organisation)
    email = email.strip().lower()
    if User.objects.filter(email=email).exists():
        raise EmailTaken(f"{email} is already the e-mail address of somebody here. They may have been deactivated.")
    person = User(email=email, name=name, role=role, organisation=organisation, phone=phone)
    password = _give_one_time_password(person)
    person.full_clean()
    person.save(force_insert=True)
    audit.record(INVITED, person, by, name=name, role=role.label.lower(), organisation=organisation.name)
    return Invitation(person, password)


@transaction.atomic
def change_person(*, person: User, name: str, role: Role, organisation: Organisation, phone: str, by: User) -> User:
    """Nothing is written when nothing is new. Raises RoleDoesNotFit, NotToYourself."""
    person = _locked(person)
    _must_fit(role, organisation)
    if person == by and role != person.role:
        raise NotToYourself("You cannot change your own role. Ask another administrator to do it.")
    changes = _changes(person, name=name, role=role, organisation=organisation, phone=phone)
    if not changes:
        return person
    person.name, person.role, person.organisation, person.phone = name, role, organisation, phone
    person.full_clean()
    person.save(update_fields=["name", "role", "organisation", "phone"])
    audit.record(CHANGED, person, by, name=name, changes=", ".join(changes))
    return person


@transaction.atomic
def deactivate_person(*, person: User, by: User) -> User:
    """They are signed out by the next thing they do, their password is forgotten, and their calendar link ends.

    Raises NotToYourself.
    """
    person = _locked(person)
    if person == by:
        raise NotToYourself("You cannot deactivate yourself. Ask another administrator to do it.")
    if person.is_active:
        person.is_active = False
        person.set_unusable_password()  # an old session stays over even if they come back
        person.save(update_fields=["is_active", "password"])
        end_calendar_links(person)
        audit.record(DEACTIVATED, person, by, name=person.name)
    return person


@transaction.atomic
def reactivate_person(*, person: User, by: User) -> Invitation:
    """They come back as somebody new does: with a one-time password."""
    person = _locked(person)
    person.is_active = True
    password = _give_one_time_password(person)
    person.save(update_fields=["is_active", "password", "must_change_password"])
    audit.record(REACTIVATED, person, by, name=person.name)
    return Invitation(person, password)


@transaction.atomic
def give_new_password(*, person: User, by: User) -> Invitation:
    """For somebody who forgot theirs. Whoever is signed in as them is signed out. Raises NotToYourself."""
    person = _locked(person)
    if person == by:
        raise NotToYourself("Change your own password on the page “Change your password”.")
    password = _give_one_time_password(person)
    person.save(update_fields=["password", "must_change_password"])
    audit.record(PASSWORD_GIVEN, person, by, name=person.name)
    return Invitation(person, password)


@transaction.atomic
def change_own_password(*, new_password: str, by: User) -> User:
    """`new_password` has passed the password rules. Every other session of this person ends."""
    by.set_password(new_password)
    by.must_change_password = False
    by.save(update_fields=["password", "must_change_password"])
    audit.record(PASSWORD_CHANGED, by, by)
    return by


def _locked(person: User) -> User:
    found: User = User.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=person.pk)
    return found


def _must_fit(role: Role, organisation: Organisation) -> None:
    if not fits(role, organisation.kind):
        kind = ORGANISATION_OF[role].label.lower()
        article = "An" if role.label[0] in "AEIOU" else "A"
        raise RoleDoesNotFit(
            f"{article} {role.label.lower()} works for {_a(kind)}, and {organisation.name} is not one. "
            "Choose another role or another organisation."
        )


def _a(kind: str) -> str:
    if kind == "national":
        return "a national organisation"
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _give_one_time_password(person: User) -> str:
    password = "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
    person.set_password(password)
    person.must_change_password = True
    return password


def _changes(person: User, *, name: str, role: Role, organisation: Organisation, phone: str) -> list[str]:
    """In words. A telephone number is not repeated in the trail."""
    old_role, old_place = Role(person.role).label.lower(), person.organisation.name
    return [
        words
        for words, is_new in (
            (f"name from {person.name}", person.name != name),
            (f"role from {old_role} to {role.label.lower()}", person.role != role),
            (f"organisation from {old_place} to {organisation.name}", person.organisation != organisation),
            ("telephone number", person.phone != phone),
        )
        if is_new
    ]
