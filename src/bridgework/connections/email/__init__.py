"""E-mail out: over SMTP, or any service that django-anymail speaks, with an outcome that says whether it may have been taken."""
