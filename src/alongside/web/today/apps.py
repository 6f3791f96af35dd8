from django.apps import AppConfig


class TodayConfig(AppConfig):
    name = "alongside.web.today"
    label = "today"
