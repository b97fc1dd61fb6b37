"""Everything that can be shown: from the plan, its data and its registers to the blocks of a document."""
