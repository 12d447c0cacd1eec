"""From raw texts to a versioned dataset release; ``STAGES`` lists the verbs that DVC runs, in order."""

STAGES = ("ingest", "clean", "deduplicate", "segment", "annotate", "link", "validate", "release", "page")
