"""bytes → Page: one reader a format."""

from auditor.load.sources import find_pages, load_bytes, load_page, load_source, load_text

__all__ = ["find_pages", "load_bytes", "load_page", "load_source", "load_text"]
