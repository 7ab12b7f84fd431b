"""Floor 2: the words. What people are told, and how a history reads."""
