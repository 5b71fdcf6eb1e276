"""Table 4 for other systems: the same query, the same rules about who sees what."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.enums import Capability
from accounts.models import User
from cases.enums import Scheme
from reports.enums import Grouping, Stage
from reports.forms.targets import TargetsForm
from reports.queries.regions import region_names
from reports.queries.table_rows import table_rows
from reports.scope import twelve_months_and_this_one
from reports.table_4 import cells, table_4
from vlu.lib import clock


class CellSerializer(serializers.Serializer[dict[str, Any]]):
    scheme = serializers.ChoiceField(choices=Scheme.choices)
    group = serializers.CharField()
    stage = serializers.ChoiceField(choices=Stage.choices)
    n = serializers.IntegerField()
    on_time = serializers.IntegerField()
    on_time_percent = serializers.FloatField(allow_null=True)
    mean_days = serializers.FloatField(allow_null=True)
    min_days = serializers.IntegerField(allow_null=True)
    max_days = serializers.IntegerField(allow_null=True)


class PerformanceSerializer(serializers.Serializer[dict[str, Any]]):
    cells = CellSerializer(many=True)


class Performance(APIView):
    """By region and by witness care unit of every region; by officer of the caller's own region, for managers only."""

    capabilities = {"GET": Capability.SEE_TARGETS}

    @extend_schema(
        parameters=[
            OpenApiParameter(
                "from",
                str,
                description="First day of sentence, YYYY-MM-DD; the first of this month a year ago unless given",
            ),
            OpenApiParameter("to", str, description="Last day of sentence, included; today unless given"),
            OpenApiParameter("scheme", str, enum=Scheme.values, description="Every scheme unless given"),
            OpenApiParameter("by", str, enum=Grouping.values, description="region unless given"),
        ],
        responses=PerformanceSerializer,
    )
    def get(self, request: Request) -> Response:
        assert isinstance(request.user, User)
        scope = self.form(request, request.user).scope()
        if scope.by != Grouping.OFFICER:
            scope = scope.with_(region=None)
        return Response(PerformanceSerializer({"cells": cells(table_4(table_rows(scope), scope.by))}).data)

    def form(self, request: Request, user: User) -> TargetsForm:
        today = clock.today()
        asked = {
            name: request.query_params[name] for name in ("from", "to", "scheme", "by") if name in request.query_params
        }
        form = TargetsForm(
            asked, user=user, regions=region_names(), today=today, since=twelve_months_and_this_one(today)
        )
        if not form.is_valid():
            raise ValidationError(
                {form.add_prefix(name): [str(one) for one in faults] for name, faults in form.errors.items()}
            )
        return form
