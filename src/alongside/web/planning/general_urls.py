"""Addresses under ``/supervision/``: supervision that is about no case."""

from django.urls import path

from alongside.web.planning import general_views as views

app_name = "supervision"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("with/<uuid:worker>/", views.with_worker, name="worker"),
    path("<uuid:key>/", views.supervision, name="supervision"),
    path("<uuid:key>/<uuid:action>/done/", views.done, name="done"),
]
