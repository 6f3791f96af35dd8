"""Addresses under ``/team/``."""

from django.urls import path

from alongside.web.today import views

app_name = "team"

urlpatterns = [
    path("", views.team, name="team"),
]
