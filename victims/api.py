"""The officer's work and contacts for other systems: the same actions and the same doors as the pages."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.enums import Capability
from accounts.models import User
from cases.queries.calendar import working_calendar
from victims.access import open_victim_record_to_change
from victims.actions.contact import record_contact
from victims.enums import Channel, ContactOutcome
from victims.queries.caseload import Filters, work_page
from vlu.lib import clock

LAST_PAGE = 9_999


class WorkRowSerializer(serializers.Serializer[Any]):
    reference = serializers.CharField()
    action = serializers.CharField()
    scheme = serializers.CharField()
    due_on = serializers.DateField(allow_null=True)
    days_left = serializers.CharField(allow_blank=True)
    late = serializers.BooleanField()
    urgent_reason = serializers.CharField(allow_blank=True)
    safe_contact = serializers.CharField(allow_blank=True)
    attempts = serializers.IntegerField()


class WorkSerializer(serializers.Serializer[dict[str, Any]]):
    rows = WorkRowSerializer(many=True)
    more = serializers.BooleanField()


class PageQuery(serializers.Serializer[dict[str, Any]]):
    page = serializers.IntegerField(min_value=1, max_value=LAST_PAGE, default=1)


class Work(APIView):
    """What the caller is to do next, in the order of their home page, 25 at a time. No names: references only."""

    capabilities = {"GET": Capability.WORK_CASELOAD}

    @extend_schema(parameters=[PageQuery], responses=WorkSerializer)
    def get(self, request: Request) -> Response:
        assert isinstance(request.user, User)
        asked = PageQuery(data=request.query_params)
        asked.is_valid(raise_exception=True)
        page = asked.validated_data["page"]
        rows, more = work_page(request.user, Filters(), page, clock.today(), working_calendar())
        return Response(WorkSerializer({"rows": rows, "more": more}).data)


class NewContactSerializer(serializers.Serializer[dict[str, Any]]):
    happened_on = serializers.DateField()
    happened_at = serializers.TimeField(required=False, allow_null=True)
    channel = serializers.ChoiceField(choices=[choice for choice in Channel.choices if choice[0] != Channel.UNKNOWN])
    outcome = serializers.ChoiceField(choices=ContactOutcome.choices)
    they_asked = serializers.CharField(required=False, allow_blank=True, max_length=4000)
    note = serializers.CharField(required=False, allow_blank=True, max_length=4000)


class ContactSerializer(serializers.Serializer[Any]):
    happened_on = serializers.DateField()
    channel = serializers.CharField()
    outcome = serializers.CharField()
    reached = serializers.BooleanField()


class Contacts(APIView):
    """Record a contact or an attempt with the person of an enrolment. One that reached them meets the clocks."""

    capabilities = {"POST": Capability.RECORD_CONTACT}

    @extend_schema(request=NewContactSerializer, responses={201: ContactSerializer})
    def post(self, request: Request, reference: str) -> Response:
        assert isinstance(request.user, User)
        enrolment = open_victim_record_to_change(request.user, reference, "Record a contact by interface")
        given = NewContactSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        entry = record_contact(enrolment=enrolment, by=request.user, **given.validated_data)
        return Response(ContactSerializer(entry).data, status=201)
