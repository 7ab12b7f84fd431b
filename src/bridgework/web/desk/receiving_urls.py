"""Addresses of the side that receives, and of what both sides share: worklist, referral, calendar, reports, measures."""

from django.urls import path

from bridgework.web.desk import calendar, intake, measures, messages_sent, referral, report, review, scheduling, visits, worklist

urlpatterns = [
    path("worklist/", worklist.worklist, name="worklist"),
    path("referrals/<uuid:referral_id>/", referral.referral, name="referral"),
    path("referrals/<uuid:referral_id>/beside/", referral.beside, name="referral_beside"),
    path("referrals/<uuid:referral_id>/accept/", review.accept, name="accept"),
    path("referrals/<uuid:referral_id>/ask/", review.ask, name="ask_for_records"),
    path("referrals/<uuid:referral_id>/redirect/", review.redirect_to, name="redirect_referral"),
    path("referrals/<uuid:referral_id>/decline/", review.decline, name="decline"),
    path("referrals/<uuid:referral_id>/confirm-cancellation/", review.confirm, name="confirm_cancellation"),
    path("referrals/<uuid:referral_id>/offer/", scheduling.offer, name="offer_times"),
    path("referrals/<uuid:referral_id>/book/", scheduling.book, name="book"),
    path("referrals/<uuid:referral_id>/link/", scheduling.send_link, name="send_link"),
    path("referrals/<uuid:referral_id>/link/revoke/", scheduling.revoke_link, name="revoke_link"),
    path("referrals/<uuid:referral_id>/arrived/", visits.arrived, name="arrived"),
    path("referrals/<uuid:referral_id>/seen/", visits.seen, name="seen"),
    path("referrals/<uuid:referral_id>/missed/", visits.missed, name="missed"),
    path("referrals/<uuid:referral_id>/cancel-visit/", visits.cancel_visit, name="cancel_visit"),
    path("referrals/<uuid:referral_id>/delivered/", visits.delivered, name="record_delivery"),
    path("referrals/<uuid:referral_id>/report/", report.report, name="report"),
    path("referrals/<uuid:referral_id>/report/pdf/", report.report_pdf, name="report_pdf"),
    path("referrals/<uuid:referral_id>/report/write/", report.write_report, name="write_report"),
    path("referrals/<uuid:referral_id>/report/save/", report.save, name="save_report"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("measures/", measures.measures, name="measures"),
    path("measures/list/", measures.measured, name="measured"),
    path("intake/", intake.intake, name="intake"),
    path("intake/<uuid:document_id>/", intake.intake_document, name="intake_document"),
    path("intake/<uuid:document_id>/set-aside/", intake.set_aside, name="set_aside_document"),
    path("intake/<uuid:document_id>/original/", intake.original, name="intake_original"),
    path("messages/", messages_sent.messages_sent, name="messages_sent"),
]
