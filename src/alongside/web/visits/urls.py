"""Addresses under ``/cases/<key>/visits/``."""

from django.urls import path

from alongside.web.visits import views

app_name = "visits"

urlpatterns = [
    path("", views.visits, name="visits"),
    path("plan/", views.plan, name="plan"),
    path("made/", views.made_unplanned, name="made_unplanned"),
    path("<uuid:visit>/", views.visit, name="visit"),
    path("<uuid:visit>/move/", views.move, name="move"),
    path("<uuid:visit>/made/", views.made, name="made"),
    path("<uuid:visit>/not-made/", views.not_made, name="not_made"),
]
