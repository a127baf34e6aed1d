"""The places of the rail, one package each."""
