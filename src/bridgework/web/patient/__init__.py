"""Pages for patients: by link, without an account, without script, in English and Spanish."""
