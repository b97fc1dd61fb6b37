"""From the files of publishers and analysts, as they come, to the observations that a declaration asks for."""
