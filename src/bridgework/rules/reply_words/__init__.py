"""What replies say, as patterns over the plain text of `rules.reply_text`: one file for each meaning, English and Spanish side by side.

A pattern carries how sure it makes us, in percent. `NOT_...` are the sentences with the same words that mean something else.
"""
