"""Floor 1: the tables. The only Django app with models; written by actions, read by lookups, and by nothing else."""
