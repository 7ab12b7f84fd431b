"""Addresses that outside services call. The program tells them to the service itself, see `jobs.ways_out`."""

from django.urls import path

from bridgework.web.public import receipts, replies

app_name = "hooks"
urlpatterns = [
    path("sms/status", receipts.sms_status, name="sms_status"),
    path("sms/inbound", replies.sms_inbound, name="sms_inbound"),
    path("email/status", receipts.email_status, name="email_status"),
]
