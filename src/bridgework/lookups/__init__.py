"""Floor 2: the only reads. Every function takes the viewer first and answers with plain facts; what the viewer may not see is not there."""
