"""A person who signs in: one organisation, one role, nothing by default."""

from __future__ import annotations

from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Cast, Concat, Lower, Right, Upper

from accounts.enums import Capability, Role
from accounts.models.organisations import Organisation
from accounts.roles import may

# Ten random letters and digits, made by the database: an address of a page that tells nothing and cannot be guessed.
NEW_REFERENCE = Concat(
    Value("P-"), Upper(Right(Cast(RandomUUID(), models.CharField()), 10)), output_field=models.CharField()
)


class UserQuerySet(models.QuerySet["User"]):
    def active(self) -> Self:
        return self.filter(is_active=True)

    def in_role(self, *roles: Role) -> Self:
        return self.filter(role__in=roles)

    def of_region(self, region_code: str) -> Self:
        return self.filter(organisation__region_id=region_code)


class UserManager(BaseUserManager["User"].from_queryset(UserQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, username: str | None) -> User:
        found: User = self.select_related("organisation").get(email=(username or "").lower())
        return found


class User(AbstractBaseUser):
    reference = models.CharField(max_length=12, unique=True, editable=False, db_default=NEW_REFERENCE)
    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=40, blank=True)
    role = models.CharField(max_length=20, choices=Role)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="people")
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name", "role"]

    class Meta:
        ordering = ["name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="user_email_is_in_small_letters", condition=Q(email=Lower("email"))),
            models.CheckConstraint(name="user_role_is_known", condition=Q(role__in=Role.values)),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["organisation", "role"], name="user_by_unit_and_role"),  # officers of a unit
        ]

    def __str__(self) -> str:
        return self.name

    def may(self, capability: Capability) -> bool:
        return self.is_active and may(self.role, capability)

    @property
    def region_code(self) -> str | None:
        """The region a person works in; None for police and national staff."""
        return self.organisation.region_id
