"""Addresses of complaints and of notes to be agreed: part of victims/urls.py."""

from __future__ import annotations

from django.urls import path

from victims.views import complaints, notes

COMPLAINTS_AND_NOTES = [
    path("complaints/", complaints.complaints, name="complaints"),
    path("complaints/<slug:reference>/", complaints.complaint_page, name="complaint"),
    path("complaints/<slug:reference>/<slug:step>/", complaints.complaint_step_page, name="complaint_step"),
    path("victims/<slug:reference>/complaints/add/", complaints.add_complaint_page, name="add_complaint"),
    path("victims/<slug:reference>/notes/sent/", notes.note_sent_page, name="note_sent"),
    path("victims/<slug:reference>/notes/answer/", notes.note_answer_page, name="note_answer"),
]
