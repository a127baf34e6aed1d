"""What a PDF says about itself as XMP: the packet that readers, search and archives look at.

Written here in the plainest form there is, with all names declared at the top: some validators of archives
read no other.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from persona_studio.publish.text import printed

if TYPE_CHECKING:
    from persona_studio.publish.pdf import DocumentInfo

_HEAD = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_NAMES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
}


def packet(info: "DocumentInfo", maker: str) -> bytes:
    """Return the packet of a document; one for archives claims PDF/A-2b."""
    names = " ".join(f'xmlns:{name}="{space}"' for name, space in _NAMES.items())
    said = "\n".join(_said(info, maker))
    about = f'<rdf:Description rdf:about="" {names}>\n{said}\n</rdf:Description>'
    body = f'<rdf:RDF xmlns:rdf="{_RDF}">\n{about}\n</rdf:RDF>'
    meta = f'<x:xmpmeta xmlns:x="adobe:ns:meta/">\n{body}\n</x:xmpmeta>'
    return f'{_HEAD}\n{meta}\n<?xpacket end="w"?>'.encode("utf-8", "replace")


def _said(info: "DocumentInfo", maker: str) -> Iterator[str]:
    yield "<dc:format>application/pdf</dc:format>"
    yield f"<dc:title>{_worded(info.title)}</dc:title>"
    yield f"<dc:language><rdf:Bag><rdf:li>{info.language}</rdf:li></rdf:Bag></dc:language>"
    if info.author:
        yield f"<dc:creator><rdf:Seq><rdf:li>{_text(info.author)}</rdf:li></rdf:Seq></dc:creator>"
    if info.subject:
        yield f"<dc:description>{_worded(info.subject)}</dc:description>"
    yield f"<pdf:Producer>{maker}</pdf:Producer>"
    yield f"<xmp:CreatorTool>{maker}</xmp:CreatorTool>"
    if info.created:
        yield f"<xmp:CreateDate>{info.created}</xmp:CreateDate>"
    if info.archive:
        yield "<pdfaid:part>2</pdfaid:part>"
        yield "<pdfaid:conformance>B</pdfaid:conformance>"


def _worded(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{_text(text)}</rdf:li></rdf:Alt>'


def _text(text: str) -> str:
    return escape(printed(text).translate({0xFFFE: None, 0xFFFF: None}))
