"""Every code the import can raise or note has its sentence in both languages, and its blanks are filled."""

import re
from pathlib import Path

import pytest

from persona_studio.domain.variables import Personal, RuleKind

CALL = re.compile(r'\b(UserError|Notice|Reason)\(\s*f?"([a-z_{}.]+)"')
KINDS = {"UserError": "error", "Notice": "notice", "Reason": "reason"}
ENDS = {
    "personal_": [kind.value for kind in Personal],
    "left_out_": ["duplicate", "unfinished"],
    "made_": [kind.value for kind in RuleKind],
}
ENTRY = re.compile(r'^msgid "([a-z]+\.[a-z_]+)"\nmsgstr "(.*)"$', re.MULTILINE)


def said(repository: Path, language: str) -> dict[str, str]:
    files = (repository / "resources" / "lang" / language).glob("*.po")
    return dict(ENTRY.findall("\n".join(file.read_text(encoding="utf-8") for file in files)))


def raised(repository: Path) -> set[str]:
    codes = set()
    for path in (repository / "persona_studio" / "ingest").rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        for call, code in CALL.findall(source):
            if "{" in code:
                start = code.partition("{")[0]
                codes |= {f"{KINDS[call]}.{start}{end}" for end in ENDS[start]}
            else:
                codes.add(f"{KINDS[call]}.{code}")
        codes |= {f"reason.{code}" for code in re.findall(r'Order\(.*?"(scale_[a-z]+)"', source)}
    return codes


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_code_has_its_sentence(repository, language):
    assert raised(repository) - said(repository, language).keys() == set()


def test_both_languages_fill_the_same_blanks(repository):
    french, english = said(repository, "fr"), said(repository, "en")
    assert french.keys() == english.keys()
    for code, text in french.items():
        assert set(re.findall(r"\{(\w+)\}", text)) == set(re.findall(r"\{(\w+)\}", english[code])), code


def test_french_spaces_and_apostrophes(repository):
    for code, text in said(repository, "fr").items():
        assert "'" not in text, code
        assert not re.search(r"[^\u202f][:;!?»](?!\w)|«[^\u202f]", text), code
