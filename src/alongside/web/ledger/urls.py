"""Who looked at what."""

from django.urls import path

from alongside.web.ledger import views

app_name = "ledger"
urlpatterns = [
    path("", views.everything, name="everything"),
    path("mine/", views.mine, name="mine"),
    path("person/<uuid:person_id>/", views.person, name="person"),
]
