"""Add an administrator to a new installation, and print the password they sign in with once."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from accounts.actions.people import invite_person
from accounts.enums import OrganisationKind, Role
from accounts.models import Organisation
from vlu.lib.errors import DomainError


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("name", help="first name and surname, in quotation marks")

    def handle(self, *args: Any, **options: Any) -> None:
        organisation, _ = Organisation.objects.get_or_create(kind=OrganisationKind.NATIONAL, name="National service")
        try:
            invitation = invite_person(
                email=options["email"], name=options["name"], role=Role.ADMIN, organisation=organisation, by=None
            )
        except DomainError as error:
            raise CommandError(error.sentence) from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(
            f"{options['name']} signs in once with {invitation.one_time_password} and then chooses another."
        )
