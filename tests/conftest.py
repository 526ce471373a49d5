"""What many tests share: the data of a run, loaded once, and pages to audit."""

from __future__ import annotations

import pytest

from auditor.analysis import Resources, load_resources
from auditor.config import Config


@pytest.fixture(scope="session")
def resources() -> Resources:
    """Return the lexicons and the parser, which loads its model at first use."""
    return load_resources(Config())
