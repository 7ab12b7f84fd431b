"""A clinician's calendar feed. The secret leads to initials and numbers, never to a patient."""

from django.urls import path

from bridgework.web.public import calendar_feed

app_name = "calendar_feed"
urlpatterns = [path("<str:secret>.ics", calendar_feed.calendar_feed, name="feed")]
