"""A dotted path into a FHIR resource, as SQL over a column ``doc`` of JSON.

``name.0.family`` goes by place. ``identifier[system=http://hl7.org/fhir/sid/us-ssn].value`` goes
by what an entry says: the order of a list means nothing in FHIR, so the third identifier of one
patient is another number than the third of the next.
"""

from __future__ import annotations

import re

from alongside.sources.readers.base import literal

_STEP = re.compile(r"([^.\[\]]+)(?:\[([^=\[\]]+)=([^\[\]]*)\])?(?:\.|$)")
_REFERENCE = r"^(urn:(uuid|oid):|([^?]*/)?[A-Za-z]+/)"  # `Patient/17` means `17`


def is_path(path: str) -> bool:
    """Whether the path can be read at all."""
    return bool(path) and not path.endswith(".") and _STEP.sub("", path) == ""


def path_sql(path: str) -> str:
    """SQL of the text at a path, NULL where the resource has none."""
    inside, below = "doc", "$"
    for name, where, equals in _STEP.findall(path):
        below += _step(name)
        if where:
            says = f"json_extract_string(entry, {literal(_plain(where))}) = {literal(equals)}"
            entries = f"json_extract({inside}, {literal(below + '[*]')})"
            inside, below = f"list_filter({entries}, lambda entry: {says})[1]", "$"
    value = f"json_extract_string({inside}, {literal(below)})"
    if path.split(".")[-1] == "reference":
        return f"regexp_replace({value}, {literal(_REFERENCE)}, '')"
    return value


def _plain(path: str) -> str:
    return "$" + "".join(_step(name) for name in path.split("."))


def _step(name: str) -> str:
    return f"[{name}]" if name.isdigit() else f'."{name}"'
