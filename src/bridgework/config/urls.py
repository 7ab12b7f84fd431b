"""Every address of the program. Who may enter is declared beside each view, and a test walks them all."""

from django.urls import include, path

from bridgework.web.shared import entry, health, teeth_asked

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
    path("teeth/", teeth_asked.teeth_asked, name="teeth_asked"),
    path("account/email/", entry.no_page, name="account_email"),  # the package's own would let anybody take any address
    path("account/", include("allauth.account.urls")),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("p/", include("bridgework.web.patient.urls")),
    path("calendar-feed/", include("bridgework.web.public.calendar_urls")),
    path("snap/", include("bridgework.web.public.snap_urls")),
    path("r/", include("bridgework.web.public.referral_urls")),
    path("g/", include("bridgework.web.guest.urls")),
    path("hooks/", include("bridgework.web.public.urls")),
    path("", include("bridgework.web.desk.urls")),
]
