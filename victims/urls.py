"""Addresses of the victim side and of the unit's work."""

from __future__ import annotations

from django.urls import path

from victims.api import Contacts, Work
from victims.views import (
    allocation,
    case_page,
    eligibility,
    imports,
    my_work,
    refer,
    referrals,
    restricted,
    transfers,
    unit,
    victim_page,
)

app_name = "victims"
urlpatterns = [
    path("api/v1/work/", Work.as_view(), name="api_work"),
    path("api/v1/enrolments/<slug:reference>/contacts/", Contacts.as_view(), name="api_contacts"),
    path("work/", my_work.my_work, name="my_work"),
    path("unit/", unit.unit_queue, name="unit_queue"),
    path("manage/", unit.manager_home, name="manager_home"),
    path("search/", unit.search, name="search"),
    path("allocation/", allocation.queue, name="allocation_queue"),
    path("allocation/<slug:reference>/", allocation.allocate_page, name="allocate"),
    path("cases/<slug:reference>/", case_page.case_page, name="case_page"),
    path("cases/<slug:reference>/timeline/", case_page.case_timeline, name="case_timeline"),
    path(
        "cases/<slug:reference>/offender-manager/",
        case_page.name_offender_manager_page,
        name="name_offender_manager",
    ),
    path("cases/<slug:reference>/sentence/", case_page.case_sentence, name="case_sentence"),
    path("victims/<slug:reference>/", victim_page.victim_page, name="victim_page"),
    path("victims/<slug:reference>/contact/", victim_page.record_contact_page, name="record_contact"),
    path("victims/<slug:reference>/safe-contact/", victim_page.safe_contact_page, name="safe_contact"),
    path("victims/<slug:reference>/numbers/add/", victim_page.add_contact_point_page, name="add_contact_point"),
    path(
        "victims/<slug:reference>/numbers/<int:number>/stop/",
        victim_page.retire_contact_point_page,
        name="retire_contact_point",
    ),
    path("victims/<slug:reference>/restrict/", restricted.restrict_page, name="restrict_record"),
    path("restricted/", restricted.restricted_list, name="restricted_cases"),
    path("restricted/<slug:reference>/", restricted.restricted_case, name="restricted_case"),
    path("restricted/<slug:reference>/lift/", restricted.lift_page, name="lift_restriction"),
    path("restricted/<slug:reference>/people/<slug:person>/end/", restricted.end_access_view, name="end_access"),
    path("victims/<slug:reference>/home-region/", transfers.home_region_page, name="home_region"),
    path("victims/<slug:reference>/offer/", transfers.offer_page, name="offer_transfer"),
    path("transfers/", transfers.transfers, name="transfers"),
    path("transfers/<slug:reference>/", transfers.answer_page, name="answer_transfer"),
    path("transfers/<slug:reference>/withdraw/", transfers.withdraw, name="withdraw_transfer"),
    path("import/", imports.import_caseload, name="import_caseload"),
    path("import/<uuid:key>/", imports.import_progress, name="import_progress"),
    path("import/<uuid:key>/confirm/", imports.import_confirm, name="import_confirm"),
    path("import/<uuid:key>/faults.csv", imports.import_errors, name="import_errors"),
    path("eligibility/", eligibility.check_eligibility, name="check_eligibility"),
    path("referrals/", referrals.my_referrals, name="my_referrals"),
    path("referrals/new/", refer.refer_start, name="refer_start"),
    path("referrals/drafts/<uuid:key>/offender/", refer.refer_offender, name="refer_offender"),
    path("referrals/drafts/<uuid:key>/offence/", refer.refer_offence, name="refer_offence"),
    path("referrals/drafts/<uuid:key>/verdict/", refer.refer_verdict, name="refer_verdict"),
    path("referrals/drafts/<uuid:key>/victim/", refer.refer_victim, name="refer_victim"),
    path("referrals/drafts/<uuid:key>/check/", refer.refer_check, name="refer_check"),
    path("referrals/drafts/<uuid:key>/remove/", refer.refer_remove, name="refer_remove"),
    path("referrals/<slug:reference>/", referrals.referral, name="referral"),
]
