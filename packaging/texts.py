"""Make the catalogues: merge resources/lang/<language>/*.po into one compiled file a language, or check them.

python packaging/texts.py            compile
python packaging/texts.py --check    fail when a text of the code lacks its translation, or the compiled
files are old
"""

import io
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
LANG = ROOT / "resources" / "lang"
LANGUAGES = ("fr", "en")
KEYWORDS = {"t": None, "_t": None, "texts": None, "t.plural": (1, 2), "plural": (1, 2), "N_": None}
NEVER = datetime(2000, 1, 1, tzinfo=UTC)
"""The catalogue carries a date; a real one would make the same texts new every minute."""
CODE = re.compile(r"^[a-z_]+\.[a-z0-9_]+$")
BLANK = re.compile(r"\{(\w+)\}")


def merged(language: str) -> Catalog:
    """Read all areas of one language into one catalogue; a text has one translation."""
    catalogue = Catalog(locale=language, domain="persona_studio", creation_date=NEVER, revision_date=NEVER)
    for path in sorted((LANG / language).glob("*.po")):
        with path.open("rb") as file:
            area = read_po(file, locale=language)
        for message in area:
            if not message.id or not message.string:
                continue
            known = catalogue.get(message.id)
            if known is not None and known.string != message.string:
                raise SystemExit(f"{path.name}: two translations of {message.id!r}")
            catalogue.add(message.id, message.string, context=message.context)
    return catalogue


def compiled(catalogue: Catalog) -> bytes:
    """Return the bytes of the compiled file; no dates, so that the same texts give the same bytes."""
    catalogue.mime_headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Plural-Forms", catalogue.plural_forms),
    ]
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def target(language: str) -> Path:
    """Return where the compiled catalogue of a language is kept."""
    return LANG / language / "LC_MESSAGES" / "persona_studio.mo"


def used() -> set[str]:
    """Return all source texts of the code."""
    found = extract_from_dir(str(ROOT / "persona_studio"), keywords=KEYWORDS)
    return {m[2] if isinstance(m[2], str) else m[2][0] for m in found}


def faults() -> list[str]:
    """List what is missing: translations, blanks that differ, compiled files that are old."""
    french, english = sentences(merged("fr")), sentences(merged("en"))
    rows = [f"fr: no translation of {text!r}" for text in sorted(used() - set(french)) if text]
    rows += [
        f"en: no sentence for {c}" for c in sorted(c for c in french if CODE.match(c) and c not in english)
    ]
    rows += [
        f"fr: no sentence for {c}" for c in sorted(c for c in english if CODE.match(c) and c not in french)
    ]
    rows += [f"fr: blanks differ in {text!r}" for text in french if invented(text, french, english)]
    for language in LANGUAGES:
        path = target(language)
        if not path.exists() or path.read_bytes() != compiled(merged(language)):
            rows.append(f"{language}: compiled catalogue is old, run packaging/texts.py")
    return rows


def sentences(catalogue: Catalog) -> dict[str, tuple[str, ...]]:
    """Return the translations (one, or one a plural form) of each source text."""
    found = {}
    for message in catalogue:
        key = message.id if isinstance(message.id, str) else message.id[0]
        if key:
            found[key] = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
    return found


def invented(text: str, french: dict[str, tuple[str, ...]], english: dict[str, tuple[str, ...]]) -> set[str]:
    """Return the blanks of a translation that its source does not fill."""
    source = " ".join(english.get(text, ())) if CODE.match(text) else text
    blanks = {blank for string in french[text] for blank in BLANK.findall(string)}
    return blanks - set(BLANK.findall(source)) - {"n"}


def main() -> int:
    """Compile, or check."""
    if "--check" in sys.argv:
        rows = faults()
        print("\n".join(rows) or "texts are fresh")
        return 1 if rows else 0
    for language in LANGUAGES:
        path = target(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(compiled(merged(language)))
        print(f"{path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
