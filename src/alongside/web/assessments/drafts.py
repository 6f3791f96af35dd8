"""Drafts of forms, and publishing one: a new version, while nothing already filled in changes."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from alongside.agency import Mistake
from alongside.agency.form_files import NAME, crossing_of_forms
from alongside.core import AlongsideError, ExitCode
from alongside.forms import Finding, Form, form_from, lint_form
from alongside.forms.editing import new_form, next_version
from alongside.privacy import Verb, check_can
from alongside.web.agency import current_agency
from alongside.web.assessments.models import FormDraftRow, FormVersionRow
from alongside.web.assessments.versions import current_forms, version_of
from alongside.web.identity.acting import Acting


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A form as it is being written. ``row`` is ``None`` while nothing was changed yet."""

    name: str
    json: dict[str, Any]
    revision: int
    based_on: str
    row: FormDraftRow | None = None

    @property
    def form(self) -> Form:
        """The form as far as it can be read."""
        return form_from(self.json, name=self.name)

    def findings(self) -> list[Finding]:
        """Everything that is wrong with it, also where it names other forms."""
        found = lint_form(self._numbered())
        return found or [_as_finding(one) for one in self._crossing()]

    def _numbered(self) -> dict[str, Any]:
        """With the version that publishing will give it."""
        return self.json | {"version": next_version(str(self.json.get("version") or ""))}

    def _crossing(self) -> list[Mistake]:
        others = {name: file.form for name, file in current_forms().items()}
        found = crossing_of_forms(others | {self.name: self.form}, set(others) | {self.name})
        return [one for one in found if one.file == f"forms/{self.name}.json"]


def check_editor(acting: Acting) -> None:
    """Raise :class:`AccessDenied` unless the worker writes forms."""
    check_can(acting.access.worker, Verb.EDIT_FORMS)


def find_draft(name: str) -> Draft:
    """The draft of a form, or the form itself while nobody has changed it.

    Raises
    ------
    AlongsideError
        ``AL-U070`` when there is neither.
    """
    row = FormDraftRow.objects.filter(name=name).select_related("by").first()
    if row is not None:
        return Draft(
            name=name,
            json=json.loads(row.text),
            revision=row.revision,
            based_on=row.based_on,
            row=row,
        )
    file = current_forms().get(name)
    if file is None:
        raise _no_form()
    return Draft(name=name, json=json.loads(file.text), revision=0, based_on=file.sha)


def begin_draft(acting: Acting, title: str) -> Draft:
    """A new form with a title; its name is made from it.

    Raises
    ------
    AlongsideError
        ``AL-U075`` without a title.
    """
    check_editor(acting)
    if not title.strip():
        raise AlongsideError(
            "AL-U075",
            seen="A form needs a title, and nothing was begun",
            wanted="a few words, as colleagues will find it",
            do="Write what the form is called",
            exit_code=ExitCode.REFUSED,
        )
    name = _free_name(title)
    made = new_form(name, title.strip()[:200])
    return _write(acting, Draft(name=name, json=made, revision=0, based_on=""), made)


def change_draft(acting: Acting, draft: Draft, json: Mapping[str, Any], *, seen: int) -> Draft:
    """Keep a change; ``seen`` is the revision that the page showed.

    Raises
    ------
    AlongsideError
        ``AL-U076`` when somebody changed the draft meanwhile.
    """
    check_editor(acting)
    with transaction.atomic():
        row = FormDraftRow.objects.select_for_update().filter(name=draft.name).first()
        if (row.revision if row else 0) != seen:
            raise AlongsideError(
                "AL-U076",
                seen="A colleague changed this form meanwhile, so your last change was not kept",
                wanted="the form as it is now",
                do="Read the form again, then change it",
                exit_code=ExitCode.REFUSED,
            )
        if row is not None and row.text == text_of(json):
            return draft
        return _write(acting, draft, json)


def drop_draft(acting: Acting, draft: Draft) -> None:
    """Leave a draft; what is published stays."""
    check_editor(acting)
    FormDraftRow.objects.filter(name=draft.name).delete()


def publish(acting: Acting, draft: Draft) -> FormVersionRow:
    """Write a draft as the next version: its file at once or not at all, and its row.

    Raises
    ------
    AlongsideError
        ``AL-U077`` when the lint finds something, ``AL-U078`` when the file was changed by hand
        since the draft was begun, ``AL-U079`` when it cannot be written.
    """
    check_editor(acting)
    if found := draft.findings():
        raise _not_clean(len(found))
    file = current_forms().get(draft.name)
    if (file.sha if file else "") != draft.based_on:
        raise _changed_by_hand()
    made = draft.json | {"version": next_version(str(draft.json.get("version") or ""))}
    text = text_of(made)
    with transaction.atomic():
        FormDraftRow.objects.filter(name=draft.name).delete()
        _write_file(current_agency().folder / "forms", draft.name, text)
        row = version_of(current_forms()[draft.name], acting)
        acting.note(Verb.EDIT_FORMS, "form", draft.name, reason=f"published version {row.version}")
    return row


def text_of(json_: Mapping[str, Any]) -> str:
    """A form's JSON as its file holds it."""
    return json.dumps(json_, ensure_ascii=False, indent=2) + "\n"


def _write(acting: Acting, draft: Draft, made: Mapping[str, Any]) -> Draft:
    row, _new = FormDraftRow.objects.update_or_create(
        name=draft.name,
        defaults={
            "text": text_of(made),
            "based_on": draft.based_on,
            "revision": draft.revision + 1,
            "at": acting.now,
            "by_id": acting.access.worker.id,
        },
    )
    return Draft(
        name=draft.name,
        json=dict(made),
        revision=row.revision,
        based_on=draft.based_on,
        row=row,
    )


def _write_file(folder: Path, name: str, text: str) -> None:
    """The file whole, or as it was: written beside and put in its place."""
    try:
        folder.mkdir(exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=folder, delete=False) as beside:
            beside.write(text)
            beside.flush()
            os.fsync(beside.fileno())
        Path(beside.name).chmod(0o644)
        Path(beside.name).replace(folder / f"{name}.json")
    except OSError as error:
        raise AlongsideError(
            "AL-U079",
            seen="The form's file could not be written, so the version before it holds",
            wanted="an agency folder that can be written to",
            do="Ask who runs the server to look at the folder `forms`",
            exit_code=ExitCode.STORAGE,
        ) from error


def _free_name(title: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "_", title.lower()).strip("_")[:50]
    plain = plain if NAME.fullmatch(plain) else "form"
    taken = set(current_forms()) | set(FormDraftRow.objects.values_list("name", flat=True))
    taken |= set(FormVersionRow.objects.values_list("name", flat=True))
    return next(
        one for one in (plain, *(f"{plain}_{n}" for n in range(2, 10_000))) if one not in taken
    )


def _as_finding(mistake: Mistake) -> Finding:
    return Finding(code="AL-F021", link_id=mistake.key, seen=mistake.seen, wanted=mistake.wanted)


def _no_form() -> AlongsideError:
    return AlongsideError(
        "AL-U070",
        seen="There is no such form, or its file holds a mistake",
        wanted="a form of the agency folder",
        do="Choose another form, or mend the file: `alongside forms lint`",
    )


def _not_clean(count: int) -> AlongsideError:
    return AlongsideError(
        "AL-U077",
        seen=f"{count} things are still to mend, so nothing was published",
        wanted="a form in which nothing is found",
        do="Mend what is named; the draft is kept",
        exit_code=ExitCode.REFUSED,
    )


def _changed_by_hand() -> AlongsideError:
    return AlongsideError(
        "AL-U078",
        seen="The form's file was changed since this draft was begun, so nothing was published",
        wanted="a draft of the newest version",
        do="Leave this draft and begin it anew from the file as it is",
        exit_code=ExitCode.REFUSED,
    )
