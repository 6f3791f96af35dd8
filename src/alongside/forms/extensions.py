"""Addresses of the FHIR extensions that a form may carry: HL7's, and our own.

Sources: FHIR R4 and Structured Data Capture (SDC) 3; ours are in docs/reference/form-files.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

HL7 = "http://hl7.org/fhir/StructureDefinition/"
CALCULATED = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression"
WEIGHTS = (f"{HL7}itemWeight", f"{HL7}ordinalValue")  # the newer name, and R4's
UNIT = f"{HL7}questionnaire-unit"
CONTROL = f"{HL7}questionnaire-itemControl"
STEP = f"{HL7}questionnaire-sliderStepValue"
LEAST, MOST = f"{HL7}minValue", f"{HL7}maxValue"

# our own
OFFER_FROM = "urn:alongside:offer-from"  # a fact of the record that is offered beside the field
FINISHES_AS = "urn:alongside:finishes-as"  # the step that finishing the form is
SECTION = "urn:alongside:section"  # where its answers stand in a report
ABOUT = "urn:alongside:about"  # person or case
OWN_WORDS = "urn:alongside:own-words"  # the answer is what somebody said, word for word
HEADLINE = "urn:alongside:headline"  # the answer stands for the whole form in a chronology


def extension_of(thing: Mapping[str, Any], *urls: str) -> Any:
    """The value of the first extension with one of these addresses, or ``None``."""
    for one in _dicts(thing.get("extension")):
        if one.get("url") in urls:
            return next((one[key] for key in one if key.startswith("value")), None)
    return None


def control_of(thing: Mapping[str, Any]) -> str:
    """The code of an item's control: ``slider``, ``help``, ``lower``, ``upper`` or nothing."""
    value = extension_of(thing, CONTROL)
    codings = value.get("coding") if isinstance(value, dict) else None
    return next((str(one.get("code", "")) for one in _dicts(codings)), "")


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
