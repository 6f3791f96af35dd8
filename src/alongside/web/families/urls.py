"""Addresses of a family, under ``/people/<person>/family/``."""

from django.urls import path

from alongside.web.families import views

app_name = "families"
urlpatterns = [
    path("", views.family, name="family"),
    path("family.svg", views.drawing, name="drawing"),
    path("family.ged", views.gedcom, name="gedcom"),
    path("add/", views.add, name="add"),
    path("new-person/", views.new_person, name="new_person"),
    path("<uuid:key>/", views.change, name="change"),
]
