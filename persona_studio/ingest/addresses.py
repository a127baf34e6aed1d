"""Postal addresses as they are written in several countries; all texts are folded."""

import re

_NUMBER = r"\d{1,5}(?:[a-z]\b|\s?[-/]\s?\d{1,4}[a-z]?)?(?:\s?(?:bis|ter|quater)\b)?"
_ROADS = (
    r"rue|avenue|av\.?|ave\.?|boulevard|bd\.?|blvd\.?|chemin|ch\.|place|pl\.|impasse|allee|allees|route|rte|quai"
    r"|cours|square|passage|villa|faubourg|residence|lotissement|lieu-dit|hameau|cite|voie|sentier|esplanade"
)
_ROADS_AFTER = (
    r"street|st\.?|road|rd\.?|ave\.?|avenue|lane|ln\.?|drive|dr\.?|court|ct\.?|square|sq\.?|boulevard|blvd\.?|way"
    r"|place|pl\.?|terrace|crescent|close|grove|gardens|hill|park|mews|row|parkway|pkwy|highway|hwy|circle|trail"
    r"|walk|crossing|crossroad|plaza|mall|alley|common|commons|station|stravenue|turnpike|turnpike|ville|views?"
    r"|mount|mountains?|mission|mills?|meadows?|manors?|locks?|loop|landing|lakes?|knolls?|keys?|junctions?"
    r"|islands?|isle|inlet|hollow|heights|harbors?|greens?|glens?|gateway|garden|forks?|forges?|forest|fords?"
    r"|flats?|fields?|ferry|falls|extensions?|expressway|estates?|divide|dam|dale|curve|crest|creek|cove|course"
    r"|corners?|cliffs?|club|center|centers|causeway|cape|canyon|camp|bypass|burgs?|brooks?|bridge|branch|bottom"
    r"|bluffs?|beach|bayou|arcade|annex|neck|oval|overpass|pass|path|pike|pines|plains?|points?|ports?|prairie"
    r"|radial|ramp|ranch|rapids?|rest|ridges?|river|route|rue|run|shoals?|shores?|skyway|springs?|spurs?|squares?"
    r"|stream|summit|throughway|trace|track|trafficway|tunnel|underpass|unions?|valleys?|viaduct|via|villages?|vista"
    r"|walks|wall|wells?"
)
_ROADS_JOINED = (
    r"\w+(?:strasse|str\.|weg|gasse|platz|allee|ring|damm|ufer|straat|laan|plein|kade|gracht|dijk|singel|steeg|hof"
    r"|gatan|vagen|gata|vej|gade|veien|gaten|katu|tie)"
)
_ROADS_BEFORE = (
    r"via|viale|piazza|corso|vicolo|strada|borgo|contrada|largo|calle|c/|avenida|avda?\.?|paseo|plaza|camino"
    r"|carrer|carretera|ronda|glorieta|pasaje|urbanizacion|alameda|acceso|cuesta|canada|vial|via|rambla|rua|travessa"
    r"|praca|estrada|rodovia|beco|ladeira|quinta|ul\.|ulica|aleja|al\.|pl\.|rynek|plac|str\.|strada|bulevardul|aleea"
)
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"\b{_NUMBER},?\s+(?:{_ROADS})\s+\S",
        rf"(?:^|[,;] ?){_NUMBER},?\s+(?:[\w.'-]+\s+){{1,4}}(?:{_ROADS_AFTER})\b",
        rf"\b(?:{_ROADS_JOINED})\s+{_NUMBER}",
        rf"\b[a-z]+(?:er|sche|s)?\s?(?:strasse|str\.|weg|allee|platz|ring|gasse|laan|straat|plein)\s+{_NUMBER}",
        rf"\b(?:{_ROADS_BEFORE})\s+(?:[\w.'-]+,?\s+){{1,6}}(?:n[.o]?\s?\d|{_NUMBER})",
        rf"\b(?:{_ROADS})\s+(?:[\w.'-]+,?\s+){{1,6}}\d{{1,4}}\b.*\b\d{{4,5}}\b",
        r"\b(?:bp|b\.p\.|boite postale|po box|p\.o\. box|postfach|casella postale|apartado|postbus)\s*\d+",
        r"\d.*\b[a-z]{1,2}\d[a-z\d]?\s?\d[a-z]{2}\b",  # United Kingdom
        r"\d.*\b[a-z]{2}\s\d{5}(?:-\d{4})?\b",  # United States
        r"\d.*\b[abceghj-nprstvxy]\d[a-z][ -]?\d[a-z]\d\b",  # Canada
        r"[a-z].*\d.*\b\d{4}\s?[a-z]{2}\b\s?[a-z]",  # Netherlands
        r"\d.*\b(?:nsw|vic|qld|wa|sa|tas|act|nt),?\s\d{4}\b",  # Australia
        r"[a-z].*\b\d{5}-?\d{3}\s[a-z].*/\s?[a-z]{2}$",  # Brazil
        r"[a-z].*\d.*,?\s[a-z]{2,4}\s\d{5}(?:-\d{4})?$",  # Mexico
        # A number, then a post code and a town.
        r"[a-z].*\b\d{1,4}[a-z]?\b.*[,\n ]\s?(?:[a-z]{1,2}-)?\d{4,5}\s[a-z]",
        r"\b\d{1,4}[a-z]?\b.*[a-z].*[,\n ]\s?(?:[a-z]{1,2}-)?\d{4,5}\s[a-z]",
    )
)
LONGEST = 160


def is_address(folded: str) -> bool:
    """Tell a postal address; the text is folded. A remark that mentions one is too long to be one."""
    return len(folded) <= LONGEST and any(form.search(folded) for form in _FORMS)
