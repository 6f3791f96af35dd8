"""Addresses of the people pages, under ``/people/``."""

from django.urls import path

from alongside.web.people import views

app_name = "people"

urlpatterns = [
    path("", views.search, name="search"),
    path("contests/", views.contests, name="contests"),
    path("contests/<int:contest_id>/", views.answer, name="answer"),
    path("<uuid:person_id>/", views.person, name="person"),
    path("<uuid:person_id>/wrong/", views.wrong, name="wrong"),
]
