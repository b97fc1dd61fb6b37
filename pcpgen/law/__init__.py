"""The law of England and Wales that documents rest on, as data: each row with its source, from when and until when."""
