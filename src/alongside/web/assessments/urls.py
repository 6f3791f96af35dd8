"""Addresses of filled forms, under ``/cases/<key>/forms/``."""

from django.urls import path

from alongside.web.assessments import views

app_name = "assessments"

urlpatterns = [
    path("", views.forms, name="forms"),
    path("<uuid:filled>/", views.form, name="form"),
    path("<uuid:filled>/amend/", views.amend, name="amend"),
    path("<uuid:filled>/response.json", views.response, name="response"),
]
