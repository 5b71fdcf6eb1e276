"""Everything one run of the outbox sends through, opened when it is needed and closed at its end."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from notifications.channels.delivery import Delivery, Parcel
from notifications.channels.email import Mailer
from notifications.channels.notify import Notify
from notifications.enums import MessageChannel, Outcome


class Carriers:
    def __init__(self) -> None:
        self._mailer, self._notify = Mailer(), Notify()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._mailer.close()
        self._notify.close()

    def send(self, parcel: Parcel) -> Delivery:
        """Never raises: what nobody foresaw leaves open whether the message left, and stops no other."""
        try:
            return self._mailer.send(parcel) if parcel.channel == MessageChannel.EMAIL else self._notify.send(parcel)
        except Exception as error:  # one message must not stop the others
            return Delivery(Outcome.UNCERTAIN, f"Sending it failed in a way nobody foresaw: {type(error).__name__}")

    def ask(self, parcel: Parcel) -> Delivery:
        """Of channels that can be asked (notifications.rules.retry.ASKED_BY_REFERENCE)."""
        return self._notify.ask(parcel)
