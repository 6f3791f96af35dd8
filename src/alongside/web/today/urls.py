"""Addresses under ``/today/``."""

from django.urls import path

from alongside.web.today import calendar_views, views

app_name = "today"

urlpatterns = [
    path("", views.today, name="today"),
    path("my-calendar/", calendar_views.own_calendar, name="calendar"),
    path("my-calendar/end/", calendar_views.end_calendar, name="end_calendar"),
    path("calendar/<str:secret>.ics", calendar_views.feed, name="feed"),
]
