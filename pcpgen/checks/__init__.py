"""From a project, its figures or a composed document to problems: one function a rule, each run after what it judges."""
