"""A report as tagged, accessible PDF (PDF/UA-1), set by Typst."""

from __future__ import annotations

import re
import unicodedata
from importlib.resources import files

from alongside.core import AlongsideError, ExitCode
from alongside.recording.paper import Paper

# joiners, variation selectors and skin tones: they only change the picture before them
_MODIFIERS = re.compile("[\u200d\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
_UNSHOWN = re.compile(r"the text `(\".*?\")` could not be displayed", re.DOTALL)


def to_pdf(paper: Paper) -> bytes:
    """The PDF. Text is handed over as data, so nothing in it can be read as a command.

    Pictures in text (emoji) are written as their names, for a reader who listens as well.

    Raises
    ------
    AlongsideError
        ``AL-D001`` when a script is written for which this machine has no font.
    """
    import typst

    template = files("alongside.recording").joinpath("report.typ").read_bytes()
    inputs = {"paper": spell_pictures(paper.as_json())}
    try:
        made = typst.compile(template, format="pdf", pdf_standards=["ua-1"], sys_inputs=inputs)
    except typst.TypstError as error:
        unshown = _UNSHOWN.search(str(error))
        if unshown is None:
            raise
        raise _no_font(unshown.group(1)) from None
    if not isinstance(made, bytes):
        raise TypeError("one report is one PDF")
    return made


def spell_pictures(text: str) -> str:
    """Each emoji as its name in brackets: ``(butterfly)``."""
    return "".join(_spelt(one) for one in _MODIFIERS.sub("", text))


def _spelt(one: str) -> str:
    if unicodedata.category(one) not in {"So", "Cs", "Co", "Cn"} or ord(one) < 0x2190:
        return one
    return f"({unicodedata.name(one, 'a sign').lower()})"


def _no_font(quoted: str) -> AlongsideError:
    script = unicodedata.name(quoted[1], "an unknown").split(" ")[0].capitalize()
    return AlongsideError(
        "AL-D001",
        seen=f"There is no font here for {script} letters, so no PDF was made; the report is safe",
        wanted="a font of that script on the server, such as Noto",
        do="Take the report as DOCX, and ask whoever runs the server to install the font",
        exit_code=ExitCode.REFUSED,
    )
