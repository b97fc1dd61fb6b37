"""From a project to what the documents of each kind are about, and to what an outline of the kind may name."""
