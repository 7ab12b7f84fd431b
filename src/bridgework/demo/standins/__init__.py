"""Stand-ins for the world outside: a mail server, a text message service and a page that shows what each person received.

A program of its own (`python -m bridgework.demo.standins`), so that the product's own ways out are the real ones. It imports neither Django
nor anything of Bridgework, and it is no part of a real installation.
"""
