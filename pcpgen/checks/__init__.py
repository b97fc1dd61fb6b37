"""From a project, its figures or a composed document to problems: a function a rule, each run after what it judges."""
