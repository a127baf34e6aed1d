"""Exports of what was found instead of pages: personas as JSON, as a workbook, respondents as CSV."""
