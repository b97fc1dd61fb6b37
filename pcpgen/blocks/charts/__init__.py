"""From figures to charts: one file for each kind, each a plain function from figures and words to a `Chart`."""
