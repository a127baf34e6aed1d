"""Real surveys and reference results, read once."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from analysis.surveys import Survey, survey_of
from persona_studio.domain.segments import Recipe


@pytest.fixture(scope="session")
def tea(shared_data: Path) -> pd.DataFrame:
    return pd.read_csv(shared_data / "factominer_tea.csv", keep_default_na=False)


@pytest.fixture(scope="session")
def tea_survey(tea: pd.DataFrame) -> Survey:
    return survey_of(tea, active=tea.columns[:18], illustrative=tea.columns[18:])


@pytest.fixture(scope="session")
def hdv(shared_data: Path) -> pd.DataFrame:
    """Return the respondents whose hours of television are known, as the reference used them."""
    frame = pd.read_csv(shared_data / "questionr_hdv2003.csv", keep_default_na=False)
    frame["heures.tv"] = pd.to_numeric(frame["heures.tv"], errors="coerce")
    return frame[frame["heures.tv"].notna()].reset_index(drop=True).replace("", "NA")


@pytest.fixture(scope="session")
def hdv_survey(hdv: pd.DataFrame, reference: Callable[[str], Any]) -> Survey:
    active = reference("hdv2003_famd_wnorm.json")["active"]
    others = [c for c in hdv.columns if c not in {*active, "id", "poids"}]
    return survey_of(hdv, active=active, illustrative=others, weight="poids")


@pytest.fixture(scope="session")
def mall(shared_data: Path) -> pd.DataFrame:
    return pd.read_csv(shared_data / "kaggle_mall_customers.csv").iloc[:, 3:]


@pytest.fixture(scope="session")
def reference(shared_reference: Path) -> Callable[[str], Any]:
    """Return a function that reads a result of the reference tool: JSON, or CSV as a table."""

    def read(name: str) -> Any:
        path = shared_reference / name
        return json.loads(path.read_text()) if path.suffix == ".json" else pd.read_csv(path)

    return read


@pytest.fixture(scope="session")
def whole_levels() -> Recipe:
    """Return what the reference tool does: twenty axes, no grouping of rare levels."""
    return Recipe(active=(), rare=0.0, axes=20)


@pytest.fixture
def random() -> np.random.Generator:
    return np.random.default_rng(20)
