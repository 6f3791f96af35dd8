from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "alongside.web.decisions"
    label = "decisions"
