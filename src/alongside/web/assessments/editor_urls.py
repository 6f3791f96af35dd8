"""Addresses of the form editor, under ``/forms/``."""

from django.urls import path

from alongside.web.assessments import editor_views as views

app_name = "forms"

urlpatterns = [
    path("", views.forms, name="list"),
    path("<slug:name>/", views.edit, name="edit"),
    path("<slug:name>/preview/", views.preview, name="preview"),
    path("<slug:name>/publish/", views.publishing, name="publish"),
    path("<slug:name>/drop/", views.dropping, name="drop"),
]
