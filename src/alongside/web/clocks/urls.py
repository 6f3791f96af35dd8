"""Addresses below ``/cases/<key>/clocks/``."""

from django.urls import path

from alongside.web.clocks import views

app_name = "clocks"
urlpatterns = [path("", views.clocks, name="clocks")]
