from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "alongside.web.visits"
    label = "visits"
