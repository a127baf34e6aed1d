"""How many personas a document is about, in words."""

from persona_studio.publish.layout.values import Work


def counted(work: Work, count: int) -> str:
    """Return the number of personas in words, as the second title of a document."""
    texts = work.texts
    known = {
        1: texts("one persona"),
        2: texts("two personas"),
        3: texts("three personas"),
        4: texts("four personas"),
        5: texts("five personas"),
        6: texts("six personas"),
        7: texts("seven personas"),
        8: texts("eight personas"),
    }
    return known.get(count) or texts("{n} personas", n=texts.integer(count))
