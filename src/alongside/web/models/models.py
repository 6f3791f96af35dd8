"""Versions of models, and what was done with each. Rows of events are only ever added."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from alongside.governance.decisions import ModelState
from alongside.governance.register import IN_SERVICE


class ModelVersion(models.Model):
    """One trained model. Only ``alongside.web.models.life`` changes ``state``; the rest stays."""

    name = models.CharField(max_length=60)  # of models/NAME.toml
    version = models.PositiveIntegerField()  # 1, 2, … of a name
    decision = models.CharField(max_length=60)  # the decision point at which it may advise
    state = models.CharField(
        max_length=12,
        choices=[(state.value, state.value) for state in ModelState],
        default=ModelState.DRAFT.value,
    )
    model_text = models.TextField()  # the model file as it was when it was trained
    model_sha256 = models.CharField(max_length=64)
    released = models.BinaryField()  # the model itself, our own JSON
    released_sha256 = models.CharField(max_length=64)
    card = models.TextField(blank=True)  # its evaluation on later dates, JSON; empty: not tested
    trained_at = models.DateTimeField()
    trained_by = models.CharField(max_length=64)  # a worker's id, or "command line (name)"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["name", "version"], name="one_version_a_number"),
            models.UniqueConstraint(
                fields=["decision"],
                condition=models.Q(state__in=[state.value for state in sorted(IN_SERVICE)]),
                name="one_model_a_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"

    @property
    def life(self) -> ModelState:
        """Where the version is in its life."""
        return ModelState(self.state)


class ModelEvent(models.Model):
    """A step in the life of a version: who took it, when, why. Never changed."""

    model = models.ForeignKey(ModelVersion, on_delete=models.PROTECT, related_name="events")
    from_state = models.CharField(max_length=12, blank=True)  # empty: it was trained
    to_state = models.CharField(max_length=12)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    by_command = models.CharField(max_length=64, blank=True)  # "command line (name)"
    at = models.DateTimeField()
    reason = models.CharField(max_length=500)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["model", "-id"], name="model_event_by_model")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(by__isnull=False)
                | models.Q(to_state__in=[ModelState.DRAFT.value, ModelState.TESTED.value]),
                name="moved_by_a_named_human",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="moved_for_a_reason"),
        ]

    @property
    def who(self) -> str:
        """The name of who took the step."""
        return self.by.name if self.by else self.by_command
