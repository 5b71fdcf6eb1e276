"""Work, contacts and court results for other systems: the same actions and the same doors as the pages."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.enums import Capability
from accounts.models import User
from cases.queries.calendar import working_calendar
from victims.access import open_victim_record_to_change
from victims.actions.contact import record_contact
from victims.enums import Channel, ContactOutcome, ResultState
from victims.intake.court_calls import MOST_RESULTS, answer_call
from victims.intake.court_columns import COLUMNS
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


class CourtResultSerializer(serializers.Serializer[dict[str, Any]]):
    """The fields of docs/court_results_file.md, for the schema; the intake reads them and says what is wrong."""

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        return {
            name: serializers.CharField(required=column.required, allow_blank=not column.required)
            for name, column in COLUMNS.items()
        }


class CourtResultsCallSerializer(serializers.Serializer[dict[str, Any]]):
    results = CourtResultSerializer(many=True, help_text=f"1 to {MOST_RESULTS} results")


class CourtResultFaultSerializer(serializers.Serializer[dict[str, Any]]):
    field = serializers.CharField(allow_blank=True)
    sentence = serializers.CharField()


class CourtResultOutcomeSerializer(serializers.Serializer[dict[str, Any]]):
    number = serializers.IntegerField()
    result_id = serializers.CharField(allow_blank=True)
    reference = serializers.CharField(allow_blank=True)
    state = serializers.ChoiceField(choices=[*ResultState.choices, ("fault", "Left out because of a fault")])
    reasons = serializers.ListField(child=serializers.CharField())
    errors = CourtResultFaultSerializer(many=True)  # type: ignore[assignment]


class CourtResultsAnswerSerializer(serializers.Serializer[dict[str, Any]]):
    created = serializers.IntegerField()
    unchanged = serializers.IntegerField()
    held = serializers.IntegerField()
    faulty = serializers.IntegerField()
    results = CourtResultOutcomeSerializer(many=True)


class CourtResults(APIView):
    """Take in court results of the caller's own region. The same key and body again get the same answer."""

    capabilities = {"POST": Capability.RUN_INTAKE}

    @extend_schema(
        parameters=[OpenApiParameter("Idempotency-Key", str, OpenApiParameter.HEADER, required=True)],
        request=CourtResultsCallSerializer,
        responses=CourtResultsAnswerSerializer,
    )
    def post(self, request: Request) -> Response:
        assert isinstance(request.user, User)
        key = request.headers.get("Idempotency-Key", "")
        return Response(answer_call(key=key, body=request.data, by=request.user))
