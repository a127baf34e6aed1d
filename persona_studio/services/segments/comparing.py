"""What the other segments answered, where no finding tells: counted in the columns when first asked for."""

from collections.abc import Mapping

from persona_studio.domain.figures import FEWEST
from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Evidence
from persona_studio.domain.project import Project
from persona_studio.domain.segments import Segmentation
from persona_studio.domain.variables import Variable
from persona_studio.domain.waves import Wave
from persona_studio.services.drafting.counting import Counter
from persona_studio.services.session import Session

Key = tuple[Id, Id, int]


class Elsewhere:
    """Shares of an answer (0 to 1, weighted as the segmentation was) in each segment; each counted once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._counters: dict[Id, tuple[Wave, Segmentation, Counter]] = {}
        self._shares: dict[Key, tuple[Variable, Mapping[Id, float]]] = {}

    def of(self, session: Session) -> bool:
        """Tell whether these are the shares of that open project."""
        return session is self._session

    def shares(self, evidence: Evidence) -> Mapping[Id, float]:
        """Return the share of each segment where at least ten answered; none when it cannot be counted."""
        asked = _asked(self._session.project, evidence)
        if asked is None or evidence.level is None:
            return {}
        wave, found, variable = asked
        key = found.id, variable.id, evidence.level
        if key not in self._shares or self._shares[key][0] is not variable or not self._same(wave, found):
            self._shares[key] = variable, self._counted(wave, found, variable, evidence.level)
        return self._shares[key][1]

    def _same(self, wave: Wave, found: Segmentation) -> bool:
        known = self._counters.get(found.id)
        return known is not None and known[0] is wave and known[1] is found

    def _counted(self, wave: Wave, found: Segmentation, variable: Variable, level: int) -> Mapping[Id, float]:
        if not self._same(wave, found):
            answers, labels = self._session.answers(wave.id), self._session.labels(found.labels_key)
            self._counters[found.id] = wave, found, Counter(wave, found, answers, labels)
        counter = self._counters[found.id][2]
        try:
            masks = counter.gave(variable, [level])
        except KeyError:  # its answers were erased since
            return {}
        counted = {segment.id: counter.count(segment, *masks) for segment in found.segments}
        return {segment: made.share for segment, made in counted.items() if made.base >= FEWEST}


def _asked(project: Project, evidence: Evidence) -> tuple[Wave, Segmentation, Variable] | None:
    """Return where an evidence was counted, None when that is no more."""
    found = next(
        (c for c in project.segmentations if any(s.id == evidence.segment for s in c.segments)), None
    )
    wave = next((w for w in project.waves if found is not None and w.id == found.wave), None)
    variables = wave.variables if wave is not None else ()
    variable = next((v for v in variables if v.id == evidence.variable), None)
    if found is None or wave is None or variable is None:
        return None
    return (wave, found, variable) if variable.levels and variable.stored else None
