"""Numbers and documents, each with one definition that serves every place that shows it."""
