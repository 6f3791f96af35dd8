"""Addresses of the decision pages, under ``/decisions/``."""

from django.urls import path

from alongside.web.decisions import views
from alongside.web.decisions.addresses import POINT

app_name = "decisions"

urlpatterns = [
    path("", views.waiting, name="waiting"),
    path("made/", views.made, name="made"),
    path(POINT, views.point, name="point"),
    path(f"{POINT}judgement/", views.judgement, name="judgement"),
    path(f"{POINT}advice/", views.advice, name="advice"),
    path(f"{POINT}decision/", views.decision, name="decision"),
    path(f"{POINT}withdraw/", views.withdrawal, name="withdraw"),
    path(f"{POINT}no-advice/", views.wish, name="wish"),
]
