"""What must not be said, by subject, in English and Spanish together: the tables of `lint_rules`.

A phrase is a regular expression without accents, in small letters. A blank in it stands for any blank, comma or hyphen; it begins and
ends at the border of a word. `linter` reads a text without its accents and disguises (`unmask`). Texts whose verdict is known, to add to:
tests/messages/lint_cases.tsv.
"""
