"""Addresses of the sources pages, under ``/sources/``."""

from django.urls import path

from alongside.web.sources import views

app_name = "sources"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("<slug:name>/rejects/", views.rejects, name="rejects"),
    path("<slug:name>/rejects.csv", views.download, name="download"),
]
