"""Addresses of the model register, under ``/models/``."""

from django.urls import path

from alongside.web.models import views

app_name = "models"

urlpatterns = [
    path("", views.register, name="register"),
    path("<slug:name>/<int:version>/", views.card, name="card"),
    path("<slug:name>/<int:version>/move/", views.move, name="move"),
    path("<slug:name>/<int:version>/card.html", views.card_file, name="card_file"),
    path("<slug:name>/<int:version>/card.json", views.card_json, name="card_json"),
]
