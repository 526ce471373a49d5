"""Read YAML that a stranger wrote."""

from __future__ import annotations

from typing import Any

import yaml


class Loader(yaml.SafeLoader):
    """YAML without aliases, by which a short text can stand for a huge one."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        """Refuse an alias."""
        if self.check_event(yaml.events.AliasEvent):
            raise yaml.YAMLError("aliases are not read in front matter")
        return super().compose_node(parent, index)


def read_yaml(raw: str) -> Any:
    """Return what a text says as YAML. Raises ValueError for one that is none, and RecursionError."""
    try:
        return yaml.load(raw, Loader)
    except yaml.YAMLError as e:
        raise ValueError(str(e)) from e
