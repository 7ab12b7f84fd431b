"""Floor 0: pure decisions. Facts in, decision and its reasons out; no Django, no clock, no input or output."""
