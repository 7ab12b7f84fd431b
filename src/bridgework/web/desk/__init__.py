"""Pages of staff at their desk."""
