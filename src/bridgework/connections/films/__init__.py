"""Radiographs, photos and documents that somebody hands us: untrusted bytes in, a picture fit to show and the facts in its header out."""
