"""Start screen: new project, open, recent projects, example."""
