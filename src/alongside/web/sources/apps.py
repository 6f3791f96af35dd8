from django.apps import AppConfig


class SourcesConfig(AppConfig):
    name = "alongside.web.sources"
    label = "sources_pages"
