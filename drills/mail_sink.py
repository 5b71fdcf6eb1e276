"""A real mail server in a process of its own: `python -m drills.mail_sink FOLDER PORT`.

It journals every message it takes in FOLDER/journal.jsonl and misbehaves as FOLDER/faults.json says.
"""

from __future__ import annotations

import asyncio
import signal
import sys
from email import message_from_bytes
from email.header import decode_header, make_header
from pathlib import Path
from typing import Any, cast

from aiosmtpd.smtp import SMTP, Envelope

from drills.journal import Journal
from drills.sink_faults import Fault, FaultsInForce

TAKEN, TRY_LATER = "250 OK", "451 4.3.0 Try again later"


class MailSink:
    """What aiosmtpd asks for each message. A fault strikes when the whole text has arrived."""

    def __init__(self, folder: Path) -> None:
        self.journal, self.faults = Journal(folder), FaultsInForce(folder)
        self._later: set[asyncio.TimerHandle] = set()

    async def handle_DATA(self, server: SMTP, _session: Any, envelope: Envelope) -> str:  # noqa: N802 (aiosmtpd's name)
        fault = self.faults.draw()
        if fault in {None, Fault.DROP, Fault.SLOW}:
            self._note(envelope, fault, taken=True)
        elif fault is Fault.LATE:
            asyncio.get_running_loop().call_later(
                self.faults.now().silence, lambda: self._note(envelope, fault, taken=True)
            )
        else:
            self._note(envelope, fault, taken=False)
        return await self._answer(fault, server)

    async def _answer(self, fault: Fault | None, server: SMTP) -> str:
        if fault is Fault.REFUSE:
            return TRY_LATER
        if fault is Fault.DROP:
            cast("asyncio.Transport", server.transport).abort()
        elif fault is not None:
            await asyncio.sleep(self.faults.now().silence * 2)
        return TAKEN

    def _note(self, envelope: Envelope, fault: Fault | None, *, taken: bool) -> None:
        message = message_from_bytes(cast("bytes", envelope.content))  # the newer policies take twenty times as long
        self.journal.note(
            str(message["Message-ID"]),
            to=", ".join(str(address) for address in envelope.rcpt_tos),
            subject=_unfolded(str(make_header(decode_header(message["Subject"])))),
            body=cast("bytes", message.get_payload(decode=True)).decode(),
            channel="smtp",
            taken=taken,
            fault=fault.value if fault else "",
        )


def _unfolded(header: str) -> str:
    return header.replace("\r", "").replace("\n", "")


async def serve(folder: Path, port: int) -> None:
    """Returns when the process is asked to end."""
    loop, ended = asyncio.get_running_loop(), asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, ended.set)
    sink = MailSink(folder)
    server = await loop.create_server(lambda: SMTP(sink, hostname="127.0.0.1", loop=loop), "127.0.0.1", port)
    await ended.wait()
    server.close()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), int(sys.argv[2])))
