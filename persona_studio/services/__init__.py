"""Use cases: joins ingest, analysis, publish and store; no Qt."""
