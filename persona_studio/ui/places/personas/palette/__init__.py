"""The palette at the left of the sheet: findings, verbatims, hypotheses, bank."""
