"""An imported survey with short ways to its variables and answers, for the tests of the import."""

from pathlib import Path
from typing import Any

import numpy as np

from persona_studio.domain.progress import Silent
from persona_studio.domain.variables import FIRST_LEVEL, Variable
from persona_studio.domain.waves import Column
from persona_studio.ingest import Imported, ImportOptions, read


class Survey:
    """An imported file, with short ways to its variables and answers."""

    def __init__(self, imported: Imported) -> None:
        self.wave, self.columns = imported.wave, imported.columns

    def __getitem__(self, name: str) -> Variable:
        return next(variable for variable in self.wave.variables if variable.name == name)

    def names(self) -> list[str]:
        return [variable.name for variable in self.wave.variables]

    def column(self, name: str) -> Column:
        return self.columns[self[name].id]

    def codes(self, name: str) -> np.ndarray[Any, Any]:
        column = self.column(name)
        codes = np.frombuffer(column.data, column.dtype)
        return codes.reshape(column.width, column.rows) if column.width > 1 else codes

    def answers(self, name: str) -> list[Any]:
        """Return the answers of all respondents: labels, numbers, sets of options; None when missing."""
        variable, column = self[name], self.column(name)
        data = np.frombuffer(column.data, column.dtype)
        if column.dtype == "f8":
            return [None if np.isnan(value) else float(value) for value in data]
        if variable.kind == "multiple":
            data = data.reshape(column.width, column.rows)
            chosen = data == FIRST_LEVEL + 1
            labels = [level.label for level in variable.levels]
            return [
                None if data[0, row] < FIRST_LEVEL else {labels[i] for i in np.flatnonzero(chosen[:, row])}
                for row in range(column.rows)
            ]
        texts = column.texts or [
            level.label for level in sorted(variable.levels, key=lambda level: level.code)
        ]
        return [None if code < FIRST_LEVEL else texts[code - FIRST_LEVEL] for code in data.tolist()]

    def counts(self, name: str) -> dict[str, int]:
        return {level.label: level.count for level in self[name].levels}

    def reasons(self, name: str) -> list[str]:
        return [reason.code for reason in self[name].guess]

    def notices(self) -> dict[str, dict[str, str]]:
        return {notice.code: dict(notice.params) for notice in self.wave.notices}


def import_file(path: Path, **options: Any) -> Survey:
    return Survey(read(path, ImportOptions(**options), Silent()))
