"""What many tests share: the data of a run, loaded once, and pages to audit."""

from __future__ import annotations

import pytest
from hypothesis import settings

from auditor.analysis import Resources, load_resources
from auditor.config import Config

settings.register_profile("auditor", deadline=None, derandomize=True)
settings.load_profile("auditor")
# The first example pays for the lexicons, a busy machine is no fault, and each run tries the same examples.


@pytest.fixture(scope="session")
def resources() -> Resources:
    """Return the lexicons and the parser, which loads its model at first use."""
    return load_resources(Config())
