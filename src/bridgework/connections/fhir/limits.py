"""How much of a FHIR file we are willing to read, and why."""

# Inline radiographs are base64: a full-mouth series of 18 films at 1.5 MB is about 36 MB.
MAX_BYTES = 50 * 1024 * 1024
# Brackets, commas and tags, counted before anything is parsed: each costs about 100 to 300 bytes once it is an object in memory.
# The richest public sample (a dental consult note of 44 resources) has 5,000.
MAX_MARKS = 200_000
# FHIR nests as deep as its extensions; the samples reach 14.
MAX_DEPTH = 60
# A referral packet holds dozens of resources; a bundle of thousands is somebody's whole database.
MAX_RESOURCES = 1_000
# FHIR numbers are prices, counts and lengths. A number of more digits is an attack on the parser.
MAX_DIGITS = 30
# Files inside the bundle that are handed on.
MAX_ATTACHMENTS = 50
# One value that a person will look at.
MAX_TEXT = 4_000
# Sentences of one kind before the rest is only counted: somebody has to read them.
MAX_SENTENCES = 12
