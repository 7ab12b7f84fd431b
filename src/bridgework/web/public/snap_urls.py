"""Addresses of the phone as camera. The secret leads to one open form, for half an hour."""

from django.urls import path

from bridgework.web.public import snap

app_name = "snap"
urlpatterns = [
    path("<str:secret>/", snap.camera, name="camera"),
    path("<str:secret>/pictures/", snap.pictures, name="pictures"),
    path("<str:secret>/pictures/<uuid:attachment_id>/", snap.picture, name="picture"),
    path("<str:secret>/pictures/<uuid:attachment_id>/change/", snap.change, name="change"),
    path("<str:secret>/uploads/", snap.announce, name="announce"),
    path("<str:secret>/uploads/<uuid:upload_id>/", snap.upload, name="upload"),
]
