"""What holds for every figure that is shown, printed or linked."""

FEWEST = 10
"""Respondents: no figure of fewer is shown, printed or linked, nor are the words of one of them quoted."""
