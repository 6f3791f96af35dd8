"""Addresses of the referrals, under ``/referrals/``."""

from django.urls import path

from alongside.web.referrals import views

app_name = "referrals"

urlpatterns = [
    path("", views.listed, name="list"),
    path("new/", views.new, name="new"),
    path("new/people/", views.people, name="people"),
    path("<uuid:key>/", views.referral, name="referral"),
    path("<uuid:key>/reporter/", views.reporter, name="reporter"),
    path("<uuid:key>/second-look/", views.second_look, name="second_look"),
]
