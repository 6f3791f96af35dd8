from django.apps import AppConfig


class FamiliesConfig(AppConfig):
    name = "alongside.web.families"
    label = "families"
