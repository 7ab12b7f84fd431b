"""What a killed worker says before it is killed, a line each."""

READY = "ready"
DONE = "nothing is left"
