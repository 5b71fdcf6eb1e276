from __future__ import annotations

from django.urls import path

from notifications.views import held, in_hand, print_queue, reminders, undelivered

app_name = "notifications"
urlpatterns = [
    path("reminders/", reminders.reminders, name="reminders"),
    path("reminders/read/", reminders.read_all, name="read_all"),
    path("reminders/<int:number>/read/", reminders.read_one, name="read_one"),
    path("messages/held/", held.held_batches, name="held_batches"),
    path("messages/held/<int:number>/", held.held_batch, name="held_batch"),
    path("messages/held/<int:number>/sample/", held.sample, name="sample_batch"),
    path("messages/held/<int:number>/send/", held.release, name="release_batch"),
    path("messages/held/<int:number>/discard/", held.discard, name="discard_batch"),
    path("victims/<slug:reference>/dates/<int:number>/later/", in_hand.remind_later, name="remind_later"),
    path("victims/<slug:reference>/dates/<int:number>/in-hand/", in_hand.say_in_hand, name="in_hand"),
    path("messages/", undelivered.undelivered, name="undelivered"),
    path("messages/letters/", print_queue.print_queue, name="print_queue"),
    path("messages/<uuid:reference>/", undelivered.message, name="message"),
    path("messages/<uuid:reference>/again/", undelivered.again, name="send_again"),
    path("messages/<uuid:reference>/post/", undelivered.post, name="post_instead"),
    path("messages/<uuid:reference>/dealt-with/", undelivered.dealt_with, name="dealt_with"),
    path("messages/<uuid:reference>/letter/", print_queue.letter, name="letter"),
    path("messages/<uuid:reference>/letter/posted/", print_queue.posted, name="mark_posted"),
    path("messages/<uuid:reference>/letter/returned/", print_queue.returned, name="mark_returned"),
]
