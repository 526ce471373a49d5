"""Tell the author's text from what surrounds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.model import Role

if TYPE_CHECKING:
    from auditor.load.html import Reading


def assign_roles(reading: Reading, content: str, source: str) -> None:
    """Set the role of every block."""
    roles = [Role.MAIN]
    for region in reading.regions[1:]:
        role = roles[region.parent]
        if region.tag == "header" and region.in_content:
            pass
        elif region.tag == "footer" and region.in_content:
            pass
        elif region.stated is not None:
            role = region.stated
        elif region.strong is not None:
            role = region.strong
        roles.append(role)
    for draft in reading.writer.drafts:
        draft.role = roles[draft.frame.region]
