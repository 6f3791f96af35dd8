from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "alongside.web.publishing"
    label = "publishing"
