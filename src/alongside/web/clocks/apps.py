from django.apps import AppConfig


class ClocksConfig(AppConfig):
    name = "alongside.web.clocks"
    label = "clocks"
