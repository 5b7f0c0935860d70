"""The one name under which objects of pdfium are passed around: pypdfium2 ships no types for them."""

from typing import Any, TypeAlias

Raw: TypeAlias = Any
"""A document, page, text page, drawn object or matrix of pdfium."""
