"""Floor 5: outside systems, one folder each, strangers to one another. `door.py` holds the shapes they share."""
