"""What is said at a closed door, and at other steps that cannot be taken."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.core import AlongsideError, ExitCode
from alongside.governance import Door

SAYS = {
    Door.JUDGE_FIRST: (
        "AL-G020",
        gettext_lazy("Advice comes after your own judgement, and none of yours is kept here"),
        gettext_lazy("Write down what you think first"),
    ),
    Door.DECIDED: (
        "AL-G021",
        gettext_lazy("This does not wait any longer, and advice ends with the decision"),
        gettext_lazy("Read the decision and its reason on the page"),
    ),
    Door.NO_MODEL: (
        "AL-G022",
        gettext_lazy("No model is released for this decision, so there is no advice"),
        gettext_lazy("Decide without; nothing of the record is missing"),
    ),
    Door.PAUSED: (
        "AL-G023",
        gettext_lazy("The model for this decision is paused, so there is no advice"),
        gettext_lazy("Decide without; the page of the model says why it was paused"),
    ),
    Door.NO_AI: (
        "AL-G024",
        gettext_lazy("The agency or this person wants no advice from the system"),
        gettext_lazy("Decide without; nothing of the record is missing"),
    ),
    Door.IDENTITY_CHANGED: (
        "AL-G025",
        gettext_lazy(
            "Records were joined with this person’s or parted from them since your judgement, "
            "so there is no advice"
        ),
        gettext_lazy("Read the record again and write down what you think now"),
    ),
    Door.NOT_HELD: (
        "AL-U054",
        gettext_lazy(
            "This was taken down after the records were joined, so the system has no advice on it "
            "until the next refresh"
        ),
        gettext_lazy("Decide without; nothing of the record is missing"),
    ),
    Door.STALE: (
        "AL-G026",
        gettext_lazy(
            "The joined records are missing, older than a week, or older than the last word on who "
            "this is, so there is no advice"
        ),
        gettext_lazy("Decide without, or ask whoever runs Alongside for a refresh"),
    ),
}


def closed(door: Door) -> AlongsideError:
    """Why advice stays closed."""
    code, seen, do = SAYS[door]
    return _refused(code, str(seen), str(do))


def not_opened() -> AlongsideError:
    """Advice is only read again by who opened it."""
    return _refused(
        "AL-G027",
        _("You have not opened the advice"),
        _("Open it on the page of the decision, or decide without"),
    )


def decided_already(who: str, when: str) -> AlongsideError:
    """Somebody was faster, or a source closed it."""
    seen = (
        _("%(who)s decided this on %(when)s, while you were writing") % {"who": who, "when": when}
        if who
        else _("A source closed this while you were writing")
    )
    do = _("Nothing of yours was lost: it stands below. Talk to each other if you see it otherwise")
    return _refused("AL-G031", seen, do)


def after_advice() -> AlongsideError:
    """A judgement is made before advice, never after it."""
    return _refused(
        "AL-G032",
        _("Your judgement is kept as it was, because you have opened the advice since"),
        _("Say in the reason of your decision what you think now"),
    )


def not_judged() -> AlongsideError:
    """A decision rests on a judgement."""
    return _refused(
        "AL-G033",
        _("A decision needs your own judgement first"),
        _("Write down what you think, then decide"),
    )


def not_withdrawable() -> AlongsideError:
    """Only who decided, only on the same day."""
    return _refused(
        "AL-G034",
        _("A decision is withdrawn by who made it, on the same day"),
        _("Talk to who decided, or to a supervisor"),
    )


def _refused(code: str, seen: str, do: str) -> AlongsideError:
    return AlongsideError(code, seen=seen, do=do, exit_code=ExitCode.REFUSED)
