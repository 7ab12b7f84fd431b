"""Floor 6: a made-up network of practices and the people in it. Everything in it is invented; production does not need it."""
