"""What `bridgework bench` stands on: a database of its own filled by COPY, and the same work done by us and by bare SQL, in turns.

`place` makes and drops the database, `network` and `past` invent what is in it, `filling` carries it in; `legs` runs clients;
`intake`, `worklist` and `pages` are what is measured.
"""
