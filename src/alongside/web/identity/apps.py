from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "alongside.web.identity"
    label = "identity"
