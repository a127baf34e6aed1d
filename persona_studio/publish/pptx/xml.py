"""What goes into the XML of slides: names of its schemas, and texts that no reader refuses."""

import re
from xml.sax.saxutils import escape, quoteattr

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 has no way to write (section 2.2)."""
_LONGEST = 2000
"""Characters of an attribute: what is beyond nobody listens to, and some readers do not open."""
_LONGEST_NAME = 40


def content(text: str) -> str:
    """Return a text as the content of an element."""
    return escape(_ILLEGAL.sub("", text))


def attribute(text: str) -> str:
    """Return a text as the value of an attribute, with its quotation marks."""
    return quoteattr(shortened(text, _LONGEST))


def name(text: str) -> str:
    """Return the beginning of a text as a name, with its quotation marks."""
    return quoteattr(shortened(" ".join(text.split()), _LONGEST_NAME))


def shortened(text: str, most: int) -> str:
    """Return a text that XML can write, of so many characters at the most."""
    legal = _ILLEGAL.sub("", text)
    return legal if len(legal) <= most else legal[: most - 1].rstrip() + "…"
