"""Who may talk to the practice network: this computer's browser, from our own page, with the printed link. Nobody else.

Other programs and other pages run on the same computer, and a loopback port is open to all of them. So: the printed
link carries a random token; a page whose name was made to resolve to this computer is told by its Host header; a page
on another port, which cookies do not tell apart, by Origin and Sec-Fetch-Site.
"""

import hmac
from dataclasses import dataclass
from typing import Final

from aiohttp import hdrs, web

MOST_BYTES: Final = 64 * 1024

HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class RefusedError(Exception):
    """A request that is not answered: `error` is a word the page knows, `why` is for whoever works on the page."""

    def __init__(self, status: int, error: str, why: str) -> None:
        super().__init__(error)
        self.status = status
        self.error = error
        self.why = why


@dataclass(frozen=True, slots=True)
class Gate:
    """The checks, for a server on one port. `hosts` are the Host headers that our own page is asked for under."""

    token: str
    hosts: frozenset[str]
    cookie: str

    def check_host(self, request: web.BaseRequest) -> None:
        """Refuse a page whose name was made to resolve to this computer."""
        if request.headers.get(hdrs.HOST, "").lower() not in self.hosts:
            raise RefusedError(421, "host", "this is not the address the practice network answers at")

    def check_token(self, given: str) -> None:
        """Refuse all but the printed link, in a time that does not tell how much of it was right."""
        if not hmac.compare_digest(given.encode("utf-8", "surrogatepass"), self.token.encode()):
            raise RefusedError(403, "token", "open the link that the program printed")

    def check_cookie(self, request: web.BaseRequest) -> None:
        """Refuse whoever has not come through the printed link."""
        self.check_token(request.cookies.get(self.cookie, ""))

    def check_fetched_by_us(self, request: web.BaseRequest) -> None:
        """Refuse what another page asks for. An old browser does not say, and then the cookie has to do."""
        if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
            raise RefusedError(403, "origin", "asked for by another page")

    def check_sent_by_us(self, request: web.BaseRequest) -> None:
        """Refuse a change that does not say it comes from our own page, or that a plain HTML form could send."""
        self.check_fetched_by_us(request)
        if request.headers.get(hdrs.ORIGIN) != f"http://{request.headers.get(hdrs.HOST, '').lower()}":
            raise RefusedError(403, "origin", "sent by another page")
        if request.content_type != "application/json":
            raise RefusedError(415, "content-type", "the body must be application/json")
