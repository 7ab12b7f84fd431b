"""Pages, by audience: staff at their desk, patients, and everybody."""
