"""PDF for archives: what PDF/A-2b (ISO 19005-2) asks for besides what every PDF of ours has anyway.

Ours have embedded fonts, no encryption, no script, no colour but RGB. What is left is to say which RGB it is
(the output intent, clause 6.2.3), and to claim the standard in the metadata (clause 6.6.4).
"""

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from persona_studio.paths import resource

_SPACE = "sRGB IEC61966-2.1"


def add_intent(pdf: pikepdf.Pdf) -> None:
    """Say which RGB the colours of a PDF of ours are in."""
    profile = pikepdf.Stream(pdf, resource("colour", "sRGB.icc").read_bytes())
    profile.N = 3
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String(_SPACE),
        Info=String(_SPACE),
        DestOutputProfile=pdf.make_indirect(profile),
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])
