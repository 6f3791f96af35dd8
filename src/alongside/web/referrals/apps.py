"""The app of referrals, which hears what was decided on them."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    """Registers what follows from a decision."""

    name = "alongside.web.referrals"
    label = "referrals"

    def ready(self) -> None:
        """Listen to decisions and to their withdrawal."""
        from alongside.web.decisions.signals import decided, withdrawn
        from alongside.web.referrals.outcome import when_decided, when_withdrawn

        decided.connect(when_decided, dispatch_uid="referrals")
        withdrawn.connect(when_withdrawn, dispatch_uid="referrals")
