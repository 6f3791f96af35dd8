from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "alongside.web.ledger"
    label = "ledger"
