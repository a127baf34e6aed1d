"""The same hand-made table in the encodings and with the separators a spreadsheet program saves.

Excel saves "Unicode text" as UTF-16 with tabs, "CSV UTF-8" with its mark, "CSV" in the characters of the
machine (Windows 1252, Mac Roman with bare returns), "CSV (MS-DOS)" in code page 850.
https://support.microsoft.com/office/file-formats-that-are-supported-in-excel-0943ff2c-6014-4e8d-aaea-b83d51d46247
"""

from dataclasses import replace
from functools import partial

from ingest.builders.plan import Expected, Shape, Truth, as_text
from ingest.builders.spreadsheets import by_hand


def _text(
    encoding: str,
    delimiter: str,
    decimal: str = ",",
    end: str = "\r\n",
    above: str = "",
    codec: str = "",
) -> tuple[bytes, Truth]:
    plan = by_hand(two_rows=False)
    form = "tsv" if delimiter == "\t" else "csv"
    truth = plan.truth("", encoding=encoding, delimiter=delimiter, decimal=decimal, form=form)
    text = above + as_text(plan.rows(), delimiter, decimal).replace("\r\n", end)
    if encoding == "cp850":  # it has no curly apostrophe
        text, truth = _straight(text), replace(truth, variables=tuple(map(_plain, truth.variables)))
    return text.encode(codec or encoding), truth


def _straight(text: str) -> str:
    return text.replace("’", "'")


def _plain(one: Expected) -> Expected:
    levels = one.levels and tuple((_straight(level), count) for level, count in one.levels)
    return replace(one, name=_straight(one.name), label=_straight(one.label), levels=levels)


SHAPES = (
    Shape("excel_unicode_text", partial(_text, "utf-16", "\t"), "txt"),
    Shape("excel_csv_utf8", partial(_text, "utf-8-sig", ";")),
    Shape("excel_csv_windows", partial(_text, "cp1252", ";")),
    Shape("excel_csv_macintosh", partial(_text, "mac_roman", ";", end="\r")),
    Shape("excel_csv_dos", partial(_text, "cp850", ";")),
    Shape("excel_text_windows_tab", partial(_text, "cp1252", "\t"), "txt"),
    Shape("excel_sep_line", partial(_text, "cp1252", ";", above="sep=;\r\n")),
    Shape("utf8_comma", partial(_text, "utf-8", ",", ".", end="\n")),
    Shape("utf8_bar", partial(_text, "utf-8", "|", ".", end="\n"), "txt"),
    Shape("utf16_big_end_no_mark", partial(_text, "utf-16-be", ";", codec="utf-16-be")),
)
