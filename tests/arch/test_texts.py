"""Every code that the program can say has its sentence in both languages, and nothing in it stays blank."""

import ast
import gettext
import re
from functools import cache

import pytest

from helpers.source import modules
from persona_studio import paths

KINDS = {"UserError": "error", "Notice": "notice", "Reason": "reason"}


@cache
def spoken():
    """Return each code written out in the source, with the names of what always fills it (None: not told)."""
    found = {}
    for file in modules("persona_studio"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KINDS):
                continue
            if node.args and isinstance(node.args[0], ast.Constant):
                code = f"{KINDS[node.func.id]}.{node.args[0].value}"
                found.setdefault(code, []).append(_given(node))
    return found


def _given(call):
    if call.func.id == "UserError":
        return None if any(k.arg is None for k in call.keywords) else {k.arg for k in call.keywords}
    if len(call.args) == 1:
        return set()
    pairs = call.args[1].elts if isinstance(call.args[1], ast.Tuple) else []
    named = [p.elts[0] for p in pairs if isinstance(p, ast.Tuple)]
    return {n.value for n in named} if named and len(named) == len(pairs) else None


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_code_has_a_sentence_whose_blanks_are_filled(language):
    catalogue = gettext.translation("persona_studio", paths.resource("lang"), [language])
    codes = spoken()
    assert {"error.no_persona", "error.too_few_for_segments", "notice.persona_thin"} <= codes.keys()
    for code, calls in codes.items():
        sentence = catalogue.gettext(code)
        assert sentence != code, f"no sentence for {code}"
        blanks = set(re.findall(r"\{(\w+)\}", sentence))
        for given in calls:
            assert given is None or blanks <= given, f"{code}: nothing fills {blanks - given}"
