"""A real Synapse for tests and measurements: one process, SQLite, a loopback port, everything in one folder.

No e-mail, nothing outside this machine. With `certificates` it speaks to others of the same authority, each named by
its address: a name with a port needs neither DNS nor `.well-known`. Its log is `homeserver.log` in the folder.
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

from matrix.certificates import Certificates

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

_FEDERATION_LIMITS: dict[str, Any] = {
    "rc_federation": {"window_size": 1000, "sleep_limit": 100_000, "sleep_delay": 1, "reject_limit": 100_000},
    # Whoever is away is asked again at once when it is back, not after the ten minutes that Synapse begins with.
    "federation": {
        "max_short_retries": 1,
        "max_short_retry_delay": 100,
        "destination_min_retry_interval": 500,
        "destination_max_retry_interval": 1000,
    },
    "ip_range_blacklist": [],
    "federation_ip_range_blacklist": [],
}
"""What stands between homeservers, lifted."""

_LOG: dict[str, Any] = {
    "version": 1,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"file": {"class": "logging.FileHandler", "filename": "homeserver.log", "formatter": "line"}},
    "root": {"level": "WARNING", "handlers": ["file"]},
    "disable_existing_loggers": False,
}


class Synapse:
    """A homeserver with a name, a port and data that outlive its process; `start` and `stop` as often as wanted."""

    def __init__(self, folder: Path, *, rate_limits: bool = False, certificates: Certificates | None = None) -> None:
        """Prepare its folder; `rate_limits` leaves those that Synapse ships with, `certificates` let it federate."""
        self.folder = folder
        self._certificates = certificates
        self.federation_port = _free_port() if certificates else 0
        self.server_name = f"127.0.0.1:{self.federation_port}" if certificates else "ministry.test"
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
        return self._alone() | (self._with_others(self._certificates) if self._certificates else {})

    def _with_others(self, certificates: Certificates) -> dict[str, Any]:
        """What makes it one of several."""
        listeners = [_listener(self.port, "client"), _listener(self.federation_port, "federation") | {"tls": True}]
        return _FEDERATION_LIMITS | {
            "listeners": listeners,
            "tls_certificate_path": str(certificates.certificate),
            "tls_private_key_path": str(certificates.key),
            "federation_custom_ca_list": [str(certificates.authority)],
        }

    def _alone(self) -> dict[str, Any]:
        return {
            "server_name": self.server_name,
            "listeners": [_listener(self.port, "client")],
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
def synapse(folder: Path, *, rate_limits: bool = False, certificates: Certificates | None = None) -> Iterator[Synapse]:
    """A started homeserver in an empty folder, stopped at the end."""
    server = Synapse(folder, rate_limits=rate_limits, certificates=certificates)
    try:
        server.start()
        yield server
    finally:
        server.stop()


def _listener(port: int, purpose: str) -> dict[str, Any]:
    return {
        "port": port,
        "type": "http",
        "bind_addresses": ["127.0.0.1"],
        "resources": [{"names": [purpose]}],
    }


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
