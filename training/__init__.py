"""Makes the model that Dragoman ships: one command a step, every path given, every seed fixed. See README.md."""
