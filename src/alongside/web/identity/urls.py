"""Addresses of the review pages, under ``/review/``."""

from django.urls import path

from alongside.web.identity import splitting, views

app_name = "review"

urlpatterns = [
    path("", views.queue, name="queue"),
    path("<int:proposal_id>/", views.question, name="question"),
    path("<int:proposal_id>/again/", views.ask_again, name="ask_again"),
    path("answered/", views.answered, name="answered"),
    path("answered/<uuid:decision_id>/undo/", views.take_back, name="undo"),
    path("split/<path:record_id>/", splitting.split_page, name="split"),
]
