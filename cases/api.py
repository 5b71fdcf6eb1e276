"""Events for other systems: the same action and the same door as the offender manager's page."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.enums import Capability
from accounts.models import User
from cases.access import get_managed_offender
from cases.actions.offender_events import report_event
from cases.enums import EventKind
from notifications.actions.planning import plan_events


class EventSerializer(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=EventKind.choices)
    happens_on = serializers.DateField()
    note = serializers.CharField(required=False, allow_blank=True, max_length=1000, default="")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["kind"] == EventKind.OTHER and not attrs["note"]:
            raise serializers.ValidationError({"note": "Say what has happened."})
        return attrs


class Events(APIView):
    """Report an event about an offender the caller manages. Every officer concerned gets an action at once."""

    capabilities = {"POST": Capability.LOG_EVENT}

    @extend_schema(request=EventSerializer, responses={201: EventSerializer})
    def post(self, request: Request, reference: str) -> Response:
        assert isinstance(request.user, User)
        offender = get_managed_offender(request.user, reference)
        given = EventSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        report_event(offender=offender, by=request.user, **given.validated_data)
        plan_events()
        return Response(given.data, status=201)
