from django.apps import AppConfig


class NotesConfig(AppConfig):
    name = "alongside.web.notes"
    label = "notes"
