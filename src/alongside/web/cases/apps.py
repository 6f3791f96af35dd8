from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "alongside.web.cases"
    label = "cases"
