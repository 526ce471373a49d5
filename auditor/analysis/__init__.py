"""Page → facts: pure functions, one idea a file, gathered lazily by `Analysis`."""

from auditor.analysis.facts import Analysis, Resources, load_resources

__all__ = ["Analysis", "Resources", "load_resources"]
