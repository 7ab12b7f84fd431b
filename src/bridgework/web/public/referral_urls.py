"""Addresses of a practice's public page: refer without an account, and prove whose e-mail address it is."""

from django.urls import path

from bridgework.web.public import confirm, refer, uploads

app_name = "public"
urlpatterns = [
    path("<slug:slug>/", refer.refer, name="refer"),
    path("wait/<str:secret>/", confirm.wait, name="wait"),
    path("wait/<str:secret>/code/", confirm.enter_code, name="enter_code"),
    path("wait/<str:secret>/again/", confirm.send_again, name="send_again"),
    path("confirm/<str:secret>/", confirm.confirm, name="confirm"),
    path("<slug:slug>/files/<str:stamp>/", uploads.files, name="files"),
    path("<slug:slug>/files/<str:stamp>/<uuid:upload_id>/", uploads.upload, name="upload"),
]
