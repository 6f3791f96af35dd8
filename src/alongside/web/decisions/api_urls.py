"""Addresses of the decisions for programs, under ``/api/decisions/``."""

from django.urls import path

from alongside.web.decisions import api
from alongside.web.decisions.addresses import POINT

app_name = "decisions_api"

urlpatterns = [path(f"{POINT}advice", api.advice, name="advice")]
