"""Opens files with LibreOffice, as somebody who has no other program would see them."""

import os
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from persona_studio.paths import resource

ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item></oor:items>
"""


FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{fonts}</dir><cachedir>{cache}</cachedir>
<match target="pattern"><test name="family"><string>Inter</string></test>
<edit name="family" mode="assign" binding="same"><string>PS Inter</string></edit></match>
<match target="pattern"><test name="family"><string>Newsreader</string></test>
<edit name="family" mode="assign" binding="same"><string>PS Display</string></edit></match></fontconfig>
"""
"""Fonts that we ship, under the names by which slides ask for them."""


def converted(file: Path, kind: str, folder: Path) -> Path:
    """Return slides as LibreOffice writes them in another format; skip where it cannot open slides."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("LibreOffice is not installed: nothing else here opens slides")
    fonts, out = folder / "fonts.conf", folder / kind
    fonts.write_text(FONTS.format(fonts=resource("fonts"), cache=folder / "cache"), encoding="utf-8")
    profile = (folder / "profile").as_uri()
    command = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind]
    ran = subprocess.run(
        [*command, "--outdir", str(out), str(file)],
        check=False,
        capture_output=True,
        timeout=150,
        env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
    )
    made = out / f"{file.stem}.{kind}"
    if not made.exists() and b"could not be loaded" in ran.stdout + ran.stderr and not _has_impress(office):
        pytest.skip("LibreOffice Impress is not installed: nothing else here opens slides")
    assert made.exists(), (ran.stdout + ran.stderr).decode()
    return made


def _has_impress(office: str) -> bool:
    return any(Path(office).resolve().parent.glob("*libsdlo*"))


def recalculated(workbook: Path, folder: Path) -> openpyxl.Workbook:
    """Return the workbook with the values that LibreOffice computes; skip where it is not installed."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("LibreOffice is not installed: nothing else here computes a workbook's formulas")
    profile, out = folder / "profile", folder / "computed"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS, encoding="utf-8")
    command = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run(
        [*command, "--outdir", str(out), str(workbook)], check=True, capture_output=True, timeout=150
    )
    return openpyxl.load_workbook(out / workbook.name, data_only=True)
