"""What a source feeds, for which purposes, and who may use it, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alongside.agency import Agency, EventBlock, RecordBlock, SourceFile
from alongside.core import Sensitivity
from alongside.privacy import Role
from alongside.web.people.lines import level_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One kind of thing that the source says."""

    says: str
    level: str
    purposes: str
    users: str


def feeds_of(source: SourceFile, agency: Agency) -> list[Feed]:
    """Who the records are about and each kind of event; an event that occurs twice once."""
    roles = agency.file.role_table()
    feeds = [
        _feed(_("Who: %(name)s") % {"name": block.name.replace("_", " ")}, block, agency, roles)
        for block in source.record
    ]
    feeds += [_feed(block.says, block, agency, roles) for block in source.event]
    return list(dict.fromkeys(feeds))


def users_of(purposes: Iterable[str], level: Sensitivity, roles: Mapping[str, Role]) -> list[str]:
    """Names of roles whose purpose and clearance open something of this level."""
    wanted = set(purposes)
    return [
        name
        for name, role in roles.items()
        if level <= role.clearance and wanted.intersection(role.purposes) and _reads(role)
    ]


def _reads(role: Role) -> bool:
    """Whether the role reads people at all, or only numbers about many."""
    return "view_person" in role.verbs


def _feed(
    says: str, block: RecordBlock | EventBlock, agency: Agency, roles: Mapping[str, Role]
) -> Feed:
    level = Sensitivity[block.sensitivity.upper()]
    users = users_of(block.purposes, level, roles)
    return Feed(
        says=says,
        level=level_words()[level],
        purposes="; ".join(agency.file.purposes.get(one, one) for one in block.purposes),
        users=", ".join(name.replace("_", " ") for name in users) or _("nobody"),
    )
