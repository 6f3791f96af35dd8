from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "alongside.web.assessments"
    label = "assessments"
