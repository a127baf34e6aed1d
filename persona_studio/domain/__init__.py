"""Words, values, rules and edits of the product; standard library only."""
