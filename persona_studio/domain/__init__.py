"""Words, values, rules and edits of the product. Standard library only; knows nobody."""
