"""The Classique sheet as a web page: same words, fonts, portrait, icons and rules, laid out as CSS does.

What a program that prints by HTML would be given for the page that we lay out ourselves.
"""

from html import escape

from persona_studio.domain.personas import Persona, Provenance
from persona_studio.paths import icon, resource
from persona_studio.publish.layout.words import kind_name, section_icon, section_title
from persona_studio.publish.style import Accent
from persona_studio.texts import Texts

_FONTS = (
    ("PS Inter", 400, "normal", "Inter-Regular"),
    ("PS Inter", 500, "normal", "Inter-Medium"),
    ("PS Inter", 600, "normal", "Inter-SemiBold"),
    ("PS Display", 400, "normal", "Newsreader-Display-Regular"),
    ("PS Display", 400, "italic", "Newsreader-Display-Italic"),
    ("PS Text", 400, "italic", "Newsreader-Text-Italic"),
)
_MARKS = {Provenance.DATA: "●", Provenance.VERBATIM: "“", Provenance.HYPOTHESIS: "○"}
_STYLE = """
@page { size: 210mm 297mm; margin: 0 }
body { margin: 0; font: 9.5pt/13.5pt 'PS Inter'; color: #17202B }
.sheet { position: relative; width: 210mm; height: 297mm; page-break-after: always; overflow: hidden }
.portrait { position: absolute; left: 20mm; top: 20mm; width: 44mm; height: 56mm; border-radius: 3mm;
  overflow: hidden }
.portrait svg { position: absolute; left: -6mm; top: 0; width: 56mm; height: 56mm }
.head { position: absolute; left: 72mm; top: 20mm; width: 118mm }
.pill { display: inline-block; padding: .6mm 2.4mm; border-radius: 3mm; color: #fff; font-weight: 600;
  font-size: 7.4pt }
.bar { float: right; font-size: 8.4pt; color: #4A5664 }
.bar i { display: inline-block; height: 2.4mm; margin-right: .5mm; border-radius: .6mm; background: #DDE2E7 }
h1 { margin: 2mm 0 1mm; font: 400 34pt/38pt 'PS Display' }
h1 em { font-style: italic }
.role { color: #4A5664; font-weight: 500; font-size: 10.5pt }
.facts { display: flex; gap: 6mm; margin-top: 5mm }
.facts div { flex: 1; padding-left: 2.4mm; border-left: .5mm solid }
.facts b { display: block; font-size: 7.4pt; font-weight: 600 }
.quote { position: absolute; left: 20mm; top: 84mm; width: 170mm; padding: 4mm 0; margin: 0;
  border-top: .17mm solid #D9DEE3; border-bottom: .17mm solid #D9DEE3; font: italic 17pt/21pt 'PS Text' }
.column { position: absolute; left: 20mm; top: 104mm; width: 81mm }
.column + .column { left: 109mm }
section { margin-bottom: 5mm }
h2 { margin: 0 0 1.6mm; padding-bottom: 1.2mm; border-bottom: .3mm solid; font-size: 11pt; font-weight: 600 }
h2 svg { width: 4.6mm; height: 4.6mm; vertical-align: -1mm; margin-right: 1.4mm }
h2 span { color: #17202B }
ul { margin: 0; padding: 0; list-style: none }
li { position: relative; padding-left: 4.4mm; margin-bottom: .9mm }
li b { position: absolute; left: 0; font-weight: 400 }
footer { position: absolute; left: 20mm; right: 20mm; bottom: 10mm; padding-top: 2mm;
  border-top: .17mm solid #D9DEE3; font-size: 7.2pt; color: #626D7A }
"""


def document(personas: list[tuple[Persona, Accent]], source: str, texts: Texts) -> str:
    """Return a web page with a sheet for each persona."""
    faces = "".join(
        f"@font-face {{ font-family: '{family}'; font-weight: {weight}; font-style: {style}; "
        f"src: url('{resource('fonts', f'{file}.ttf').as_uri()}') }}\n"
        for family, weight, style, file in _FONTS
    )
    sheets = "".join(_sheet(persona, accent, source, texts) for persona, accent in personas)
    head = f"<meta charset='utf-8'><title>{escape(source)}</title><style>{faces}{_STYLE}</style>"
    return f"<!doctype html><html lang='{texts.language}'><head>{head}</head><body>{sheets}</body></html>"


def _sheet(persona: Persona, accent: Accent, source: str, texts: Texts) -> str:
    share = persona.share or 0.0
    bar = "".join(
        f"<i style='width:{part * 30:.1f}mm{f';background:{accent.fill}' if first else ''}'></i>"
        for first, part in ((True, share), (False, 1 - share))
    )
    told = ((texts("Priority"), persona.priority), (texts("Objective"), persona.objective))
    facts = "".join(
        f"<div style='border-color:{accent.fill}'>"
        f"<b style='color:{accent.ink}'>{escape(label)}</b>{escape(said)}</div>"
        for label, said in told
    )
    made = [_section(section, accent, texts) for section in persona.sections]
    half = len(made) // 2
    columns = "".join(f"<div class='column'>{''.join(some)}</div>" for some in (made[:half], made[half:]))
    drawing = resource("portraits", f"{persona.portrait.drawing}.svg").read_text(encoding="utf-8")
    drawing = drawing.replace("#E1F0EF", accent.tint).replace("#59C1BC", accent.clair)
    return (
        f"<div class='sheet'><div class='portrait'>{drawing}</div><div class='head'>"
        f"<span class='bar'>{bar} {escape(texts.percent(share))}</span>"
        f"<span class='pill' style='background:{accent.ink}'>{escape(kind_name(persona.kind, texts))}</span>"
        f"<h1>{escape(persona.name)}, <em style='color:{accent.ink}'>{escape(persona.title)}</em></h1>"
        f"<div class='role'>{escape(persona.role)}</div><div class='facts'>{facts}</div></div>"
        f"<p class='quote' style='color:{accent.ink}'>« {escape(persona.quote)} »</p>"
        f"{columns}<footer>{escape(source)}</footer></div>"
    )


def _section(section, accent: Accent, texts: Texts) -> str:
    drawing = icon(section_icon(section.key)).read_text(encoding="utf-8").replace("currentColor", accent.ink)
    lines = "".join(
        f"<li><b style='color:{accent.fill}'>{_MARKS[line.provenance]}</b>{escape(line.text)}</li>"
        for line in section.attributes
    )
    title = f"<span>{escape(section_title(section, texts))}</span>"
    return f"<section><h2 style='color:{accent.fill}'>{drawing}{title}</h2><ul>{lines}</ul></section>"
