from django.apps import AppConfig


class ModelsConfig(AppConfig):
    name = "alongside.web.models"
    label = "model_register"
