"""What a reader of any format hands on."""

from __future__ import annotations

from dataclasses import dataclass, field

from auditor.load.metadata import Facts
from auditor.load.regions import Region
from auditor.load.writer import Writer


@dataclass
class Reading:
    """What was read from a source."""

    writer: Writer = field(default_factory=Writer)
    regions: list[Region] = field(default_factory=lambda: [Region(0)])
    targets: list[tuple[str, int]] = field(default_factory=list)
    comments: list[tuple[str, int]] = field(default_factory=list)
    facts: Facts = field(default_factory=Facts)
    title: str = ""
    language: str = ""
