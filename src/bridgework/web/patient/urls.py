"""Every address of the patient's own page. The secret in it is no patient data; what it opens asks for the birth date first."""

from django.urls import path

from bridgework.web.patient import door, page, telling

app_name = "patient"
urlpatterns = [
    path("<str:secret>/", page.home, name="home"),
    path("<str:secret>/birth-date/", door.confirm, name="confirm"),
    path("<str:secret>/book/", page.book, name="book"),
    path("<str:secret>/keep/", telling.keep, name="keep"),
    path("<str:secret>/cancel/", page.cancel, name="cancel"),
    path("<str:secret>/nervous/", page.nervous, name="nervous"),
    path("<str:secret>/worse/", telling.worse, name="worse"),
    path("<str:secret>/before/", telling.before, name="before"),
    path("<str:secret>/reminders/", telling.reminders, name="reminders"),
    path("<str:secret>/wish/", telling.wish, name="wish"),
    path("<str:secret>/not-now/", telling.not_now, name="not_now"),
    path("<str:secret>/earlier/", telling.earlier, name="earlier"),
    path("<str:secret>/visit.ics", page.calendar_file, name="calendar_file"),
    path("<str:secret>/leave/", door.leave, name="leave"),
]
