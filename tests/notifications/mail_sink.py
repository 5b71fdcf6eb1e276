"""A real mail server for tests. It keeps the Message-ID of everything it took, and misbehaves when asked to."""

from __future__ import annotations

import asyncio
import socket
import time
from collections import Counter
from email import message_from_bytes
from email.message import Message
from threading import Event
from types import TracebackType
from typing import Any, Self

from aiosmtpd.controller import Controller


class MailSink:
    """`answer_to_sender`, `answer_to_recipient` and `answer_to_message` replace "250 OK"; `drop_at` "recipient" or
    "message" hangs up. `stall_at` the same keeps the line open and says nothing; `stalled` is set when somebody waits
    there. `refused` is a recipient because of whom it closes the connection."""

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.answer_to_sender = self.answer_to_recipient = self.answer_to_message = "250 OK"
        self.connections = 0
        self.refused = ""
        self.drop_at: str = ""
        self.stall_at: str = ""
        self.stalled = Event()
        self.port = _free_port()
        self._stopped = False
        self._servers: list[Any] = []

    @property
    def taken(self) -> Counter[str]:
        return Counter(message["Message-ID"] for message in self.messages)

    async def handle_EHLO(self, server: Any, session: Any, _envelope: Any, name: str, answers: list[str]) -> list[str]:
        session.host_name = name
        self.connections += 1
        self._servers.append(server)
        return answers

    async def handle_MAIL(self, _server: Any, _session: Any, envelope: Any, address: str, options: Any) -> str:
        if self.answer_to_sender.startswith("250"):
            envelope.mail_from = address
            envelope.mail_options.extend(options)
        return self.answer_to_sender

    async def handle_RCPT(self, server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:
        await self._misbehave_at("recipient", server)
        if address == self.refused:
            return "421 Closing"
        if self.answer_to_recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer_to_recipient

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:
        if self.answer_to_message.startswith("250"):
            self.messages.append(message_from_bytes(envelope.content))
        await self._misbehave_at("message", server)
        return self.answer_to_message

    async def _misbehave_at(self, place: str, server: Any) -> None:
        while self.stall_at == place:
            self.stalled.set()
            await asyncio.sleep(0.02)
        if self.drop_at == place:
            server.transport.close()

    def __enter__(self) -> Self:
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.stop()

    def close_connections(self) -> None:
        """As a server does with those that were silent for long."""
        for server in self._servers:
            self._controller.loop.call_soon_threadsafe(server.transport.close)
        time.sleep(0.05)

    def stop(self) -> None:
        """Nobody answers from now on. Stopping twice is fine."""
        if not self._stopped:
            self._stopped, self.stall_at = True, ""
            self._controller.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
