"""Addresses of the referring side, and of what both sides share: the way in, patients, the directory, files."""

from django.urls import path

from bridgework.web.desk import chair, directory, draft, files, front_door, patients, refer, sender, sent

urlpatterns = [
    path("", front_door.front_door, name="front_door"),
    path("demo/", front_door.demo, name="demo"),
    path("demo/sign-in/", front_door.demo_sign_in, name="demo_sign_in"),
    path("practice/", front_door.switch_practice, name="switch_practice"),
    path("patients/", patients.patients, name="patients"),
    path("patients/new/", patients.new_patient, name="new_patient"),
    path("patients/begin/", patients.begin_patient, name="begin_patient"),
    path("patients/find/", patients.find_for_referral, name="find_for_referral"),
    path("patients/<uuid:patient_id>/", patients.patient, name="patient"),
    path("patients/<uuid:patient_id>/correct/", patients.correct_patient, name="correct_patient"),
    path("directory/", directory.directory, name="directory"),
    path("directory/<uuid:practice_id>/", directory.directory_practice, name="directory_practice"),
    path("referrals/", sent.sent_referrals, name="sent_referrals"),
    path("referrals/new/", refer.new_referral, name="new_referral"),
    path("referrals/<uuid:referral_id>/draft/", draft.draft, name="draft"),
    path("referrals/<uuid:referral_id>/draft/save/", draft.save, name="save_draft"),
    path("referrals/<uuid:referral_id>/draft/check/", draft.check, name="check_draft"),
    path("referrals/<uuid:referral_id>/draft/rest/", draft.answer_rest, name="answer_rest"),
    path("referrals/<uuid:referral_id>/draft/practice/", draft.draft_practice, name="draft_practice"),
    path("referrals/<uuid:referral_id>/draft/times/", chair.draft_times, name="draft_times"),
    path("referrals/<uuid:referral_id>/draft/times/release/", chair.release, name="release_time"),
    path("referrals/<uuid:referral_id>/draft/discard/", draft.discard, name="discard_draft"),
    path("referrals/<uuid:referral_id>/draft/restore/", draft.restore, name="restore_draft"),
    path("referrals/<uuid:referral_id>/receipt/", draft.receipt, name="receipt"),
    path("referrals/<uuid:referral_id>/files/", files.referral_files, name="referral_files"),
    path("referrals/<uuid:referral_id>/records/", sender.supply, name="supply_records"),
    path("referrals/<uuid:referral_id>/ending/", sender.end, name="acknowledge_ending"),
    path("referrals/<uuid:referral_id>/cancel/", sender.cancel, name="request_cancellation"),
    path("referrals/<uuid:referral_id>/reopen/", sender.reopen, name="reopen_referral"),
    path("referrals/<uuid:referral_id>/received/", sender.acknowledge, name="acknowledge_report"),
    path("files/<uuid:attachment_id>/kind/", files.describe_file, name="describe_file"),
    path("files/<uuid:attachment_id>/remove/", files.remove_file, name="remove_file"),
    path("files/<uuid:attachment_id>/restore/", files.restore_file, name="restore_file"),
    path("files/<uuid:attachment_id>/<str:part>", files.file, name="file"),
]
