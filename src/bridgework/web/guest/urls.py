"""Every address of a guest's page. The secret in it is no patient data; a browser that was not here before is asked for a code first."""

from django.urls import path

from bridgework.web.guest import door, page, report, uploads

app_name = "guest"
urlpatterns = [
    path("<str:secret>/", page.home, name="home"),
    path("<str:secret>/ask-code/", door.ask_code, name="ask_code"),
    path("<str:secret>/code/", door.enter_code, name="enter_code"),
    path("<str:secret>/leave/", door.leave, name="leave"),
    path("<str:secret>/files/", page.add_files, name="add_files"),
    path("<str:secret>/uploads/", uploads.files, name="uploads"),
    path("<str:secret>/uploads/<uuid:upload_id>/", uploads.upload, name="upload"),
    path("<str:secret>/records/", page.supply, name="supply"),
    path("<str:secret>/close/", page.close, name="close"),
    path("<str:secret>/cancel/", page.cancel, name="cancel"),
    path("<str:secret>/useless/", page.revoke, name="revoke"),
    path("<str:secret>/report/", report.report, name="report"),
    path("<str:secret>/report.pdf", report.report_pdf, name="report_pdf"),
    path("<str:secret>/report/received/", report.received, name="received"),
]
