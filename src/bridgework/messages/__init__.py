"""The words of what goes out. Which message follows what is `rules.follow_up`; here is only how it is said."""
