"""Addresses of facts, under ``/facts/``."""

from django.urls import path

from alongside.web.facts import views

app_name = "facts"
urlpatterns = [path("", views.waiting, name="waiting")]
