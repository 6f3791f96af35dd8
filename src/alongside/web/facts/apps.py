from django.apps import AppConfig


class FactsConfig(AppConfig):
    name = "alongside.web.facts"
    label = "facts"
