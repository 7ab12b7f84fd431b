"""FHIR R4 that comes in: a bundle as JSON or XML, read as far as it can be read, with what could not be named in sentences."""
