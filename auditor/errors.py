"""Say what went wrong, where, and what to do about it."""

from __future__ import annotations


class AuditorError(Exception):
    """Any failure that a user can act on; the message names the place and the fix."""


class ConfigError(AuditorError):
    """A configuration file or option that cannot be understood."""


class LoadError(AuditorError):
    """A source that cannot be read as a page; the run goes on without it."""


class LexiconError(AuditorError):
    """A lexicon file that breaks its schema; the message names file and term."""


class RuleError(AuditorError):
    """A rule that is declared wrongly, or a plug-in that does not load."""


class ModelError(AuditorError):
    """A language model that is not installed; the message names the command that installs it."""
