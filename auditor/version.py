"""The version of the program, as the installed package says it."""

from importlib import metadata

VERSION = metadata.version("auditor")
