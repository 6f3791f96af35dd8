from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "alongside.web.planning"
    label = "planning"
