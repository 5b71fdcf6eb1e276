from __future__ import annotations

from django.urls import URLPattern, path

from accounts.views import absences, background_work, passwords, people, reference, sign_in, trail

app_name = "accounts"
urlpatterns: list[URLPattern] = [
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("password/", passwords.change_password, name="change_password"),
    path("people/", people.people, name="people"),
    path("people/add/", people.add_person, name="add_person"),
    path("people/<slug:reference>/", people.person, name="person"),
    path("people/<slug:reference>/deactivate/", people.deactivate, name="deactivate_person"),
    path("people/<slug:reference>/reactivate/", people.reactivate, name="reactivate_person"),
    path("people/<slug:reference>/new-password/", people.new_password, name="give_new_password"),
    path("leave/", absences.absences, name="absences"),
    path("leave/add/", absences.record_absence_page, name="record_absence"),
    path("leave/<int:number>/cancel/", absences.cancel_absence_page, name="cancel_absence"),
    path("audit/", trail.audit_trail, name="audit_trail"),
    path("background-work/", background_work.background_work, name="background_work"),
    path("reference/", reference.reference, name="reference"),
    path("reference/<slug:slug>/", reference.reference, name="reference_table"),
]
