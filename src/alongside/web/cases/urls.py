"""Addresses of the case pages, under ``/cases/``."""

from django.urls import path

from alongside.web.cases import asking_views, ending_views, people_views, views

app_name = "cases"

urlpatterns = [
    path("", views.cases, name="list"),
    path("<uuid:key>/", views.case, name="case"),
    path("<uuid:key>/history/", views.history, name="history"),
    path("<uuid:key>/offer/", asking_views.offer, name="offer"),
    path("<uuid:key>/offer/<int:assignment>/take-back/", asking_views.take_back, name="take_back"),
    path("<uuid:key>/offer/<int:assignment>/end/", asking_views.end, name="end_beside"),
    path("<uuid:key>/answer/", asking_views.answer, name="answer"),
    path("<uuid:key>/people/", people_views.add, name="add_person"),
    path("<uuid:key>/people/<uuid:person_id>/leave/", people_views.leave, name="leave"),
    path("<uuid:key>/close/", ending_views.close, name="close"),
    path("<uuid:key>/closure/", ending_views.closure, name="closure"),
    path("<uuid:key>/reopen/", ending_views.reopen, name="reopen"),
]
