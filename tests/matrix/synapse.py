"""A real Synapse for tests and measurements: one process, SQLite, a loopback port, everything in one folder.

No federation, no e-mail, nothing outside this machine. Its log is `homeserver.log` in the folder.
"""

import hashlib
import hmac
import json
import random
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

_FREELY = {"per_second": 100_000, "burst_count": 100_000}

_NO_LIMITS: dict[str, Any] = {
    "rc_message": _FREELY,
    "rc_registration": _FREELY,
    "rc_login": {"address": _FREELY, "account": _FREELY, "failed_attempts": _FREELY},
    "rc_joins": {"local": _FREELY, "remote": _FREELY},
    "rc_joins_per_room": _FREELY,
    "rc_key_requests": _FREELY,
    "rc_invites": {"per_room": _FREELY, "per_user": _FREELY, "per_issuer": _FREELY},
    "rc_room_creation": _FREELY,
    "rc_admin_redaction": _FREELY,
    "rc_presence": {"per_user": _FREELY},
    "rc_user_directory": _FREELY,
    "rc_profile": _FREELY,
}
"""Every limit that one client's work meets, by the names of Synapse's configuration."""

_LOG: dict[str, Any] = {
    "version": 1,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"file": {"class": "logging.FileHandler", "filename": "homeserver.log", "formatter": "line"}},
    "root": {"level": "WARNING", "handlers": ["file"]},
    "disable_existing_loggers": False,
}


class Synapse:
    """A homeserver with a name, a port and data that outlive its process; `start` and `stop` as often as wanted."""

    def __init__(self, folder: Path, *, rate_limits: bool = False, server_name: str = "ministry.test") -> None:
        """Prepare its folder; `rate_limits` leaves those that Synapse ships with."""
        self.folder = folder
        self.server_name = server_name
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._secret = secrets.token_urlsafe()
        self._process: subprocess.Popen[bytes] | None = None
        (folder / "signing.key").write_text(f"ed25519 a_test {b64encode(secrets.token_bytes(32)).decode().rstrip('=')}")
        (folder / "log.json").write_text(json.dumps(_LOG))
        # YAML reads JSON, and writing JSON needs no library.
        (folder / "homeserver.yaml").write_text(json.dumps(self._settings() | ({} if rate_limits else _NO_LIMITS)))

    @property
    def pid(self) -> int:
        """The running process, for measuring or killing it."""
        assert self._process is not None, "the homeserver does not run"
        return self._process.pid

    def start(self) -> None:
        """Start it on the same data and port, and wait until clients are answered.

        Raises:
            RuntimeError: it ended or did not answer in a minute; with the end of its log.

        """
        assert self._process is None, "the homeserver runs already"
        command = [sys.executable, "-m", "synapse.app.homeserver", "--config-path", "homeserver.yaml"]
        with (self.folder / "output.log").open("ab") as output:
            self._process = subprocess.Popen(  # noqa: S603 - a fixed command
                command, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=output, stderr=output
            )
        patience = time.monotonic() + 60
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > patience:
                self.stop()
                raise RuntimeError(f"Synapse did not start:\n{self.told()}")
            time.sleep(0.05)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End its process, if it runs, and wait for the end; `SIGKILL` for a power cut."""
        if self._process is None:
            return
        if self._process.poll() is None:
            self._process.send_signal(how)
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(20)
        self._process = None

    def restart(self) -> None:
        """Stop and start: the same data, the same port."""
        self.stop()
        self.start()

    def user_id(self, user: str) -> str:
        """A local user's whole Matrix id."""
        return f"@{user}:{self.server_name}"

    def register(self, user: str, password: str) -> None:
        """Make an ordinary account, by the shared secret; `user` is the local part.

        No device comes of it: whoever wants one logs in.
        """
        nonce = self._ask("/_synapse/admin/v1/register")["nonce"]
        parts = (nonce, user, password, "notadmin")
        proof = hmac.new(self._secret.encode(), "\0".join(parts).encode(), hashlib.sha1).hexdigest()
        account = {"nonce": nonce, "username": user, "password": password, "admin": False, "inhibit_login": True}
        self._ask("/_synapse/admin/v1/register", {**account, "mac": proof})

    def told(self) -> str:
        """The end of what it logged and printed."""
        logs = [self.folder / "output.log", self.folder / "homeserver.log"]
        return "\n".join(log.read_text(errors="replace")[-4000:] for log in logs if log.exists())

    def _settings(self) -> dict[str, Any]:
        return {
            "server_name": self.server_name,
            "listeners": [
                {
                    "port": self.port,
                    "type": "http",
                    "bind_addresses": ["127.0.0.1"],
                    "resources": [{"names": ["client"]}],
                }
            ],
            "database": {"name": "sqlite3", "args": {"database": "homeserver.db"}},
            "registration_shared_secret": self._secret,
            "macaroon_secret_key": secrets.token_urlsafe(),
            "form_secret": secrets.token_urlsafe(),
            "signing_key_path": "signing.key",
            "log_config": "log.json",
            "media_store_path": "media",
            "pid_file": "homeserver.pid",
            "report_stats": False,
            "trusted_key_servers": [],
            "bcrypt_rounds": 4,  # the fewest that bcrypt does: these passwords protect nothing
            "presence": {"enabled": False},
        }

    def _answers(self) -> bool:
        try:
            self._ask("/_matrix/client/versions")
        except (OSError, ValueError):  # not there, not whole
            return False
        return True

    def _ask(self, path: str, content: dict[str, Any] | None = None) -> Any:
        body = None if content is None else json.dumps(content).encode()
        request = urllib.request.Request(self.url + path, body, {"Content-Type": "application/json"})  # noqa: S310 - ours
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - ours
                return json.load(answer)
        except urllib.error.HTTPError as refused:
            with closing(refused):
                raise RuntimeError(f"{path}: {refused.code} {refused.read().decode(errors='replace')}") from None


@contextmanager
def synapse(folder: Path, *, rate_limits: bool = False) -> Iterator[Synapse]:
    """A started homeserver in an empty folder, stopped at the end."""
    server = Synapse(folder, rate_limits=rate_limits)
    try:
        server.start()
        yield server
    finally:
        server.stop()


def _free_port() -> int:
    """A free loopback port below those that outgoing connections take, so that it is still free after a restart."""
    while True:
        port = random.randrange(20_000, 32_000)  # noqa: S311 - not a secret
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
