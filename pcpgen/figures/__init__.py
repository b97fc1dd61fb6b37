"""From observations to figures: values read or computed, each keeping the cells that it came from."""
