"""The operator's settings: config.toml as frozen dataclasses.

Every key stands in `liaison_bot/data/config.example.toml` with what it means. Everything that is wrong is said at once,
and nothing that is said ever holds a secret.
"""

import difflib
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from importlib import resources
from pathlib import Path
from stat import S_ISDIR
from typing import TYPE_CHECKING, Literal, NewType, TypeVar

from liaison_bot.config_digests import KINDS as DIGESTS_KINDS
from liaison_bot.config_digests import DigestsTable
from liaison_bot.config_matrix import KINDS as MATRIX_KINDS
from liaison_bot.config_matrix import SECRETS as MATRIX_SECRETS
from liaison_bot.config_matrix import Matrix, MatrixTable
from liaison_bot.config_network import KINDS as NETWORK_KINDS
from liaison_bot.config_network import Network, NetworkTable
from liaison_bot.config_operator import KINDS as OPERATOR_KINDS
from liaison_bot.config_operator import Operator, OperatorTable
from liaison_bot.config_retention import KINDS as RETENTION_KINDS
from liaison_bot.config_retention import Retention, RetentionTable
from liaison_bot.config_slack import BEGINS as SLACK_BEGINS
from liaison_bot.config_slack import JOURNAL as SLACK_JOURNAL
from liaison_bot.config_slack import KINDS as SLACK_KINDS
from liaison_bot.config_slack import SECRETS as SLACK_SECRETS
from liaison_bot.config_slack import STATUS as SLACK_STATUS
from liaison_bot.config_slack import Slack, SlackTable
from liaison_bot.errors import ConfigError
from liaison_bot.records.digests import DigestRules
from liaison_bot.secret import Secret
from liaison_bot.strict import Kind, Strict, path_text, whole_number
from liaison_bot.toml_file import KeyPath, Toml, parse, read_text

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")
DATABASE_URL = "LIAISON_DATABASE_URL"
KEYS = "LIAISON_KEYS"
_DATABASES = "an address that begins with sqlite:/// or postgresql://"
_ADDRESS = re.compile(r"sqlite:///(?!:memory:)[^\0\n]+|postgres(ql)?(\+psycopg)?://[^\0\n]+")
_SQLITE = "sqlite:///"
_LIKENESS = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    """Where everything is kept: a SQLAlchemy URL, a SQLite file's path in it absolute."""

    url: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """The key ring as a text, and what errors call it. `file` is where it stands, unless it came in a variable."""

    ring: Secret
    source: str
    file: Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Referrals:
    """A closed referral can be opened again within so many days; 0: never."""

    reopen_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """The practice network's page is served on this port; 0 takes any free one."""

    port: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """The least level that is logged."""

    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """All settings. `file` is where they came from; `practice`, `matrix` and `slack` are None where not wanted."""

    file: Path
    database: Database
    keys: Keys
    network: Network
    referrals: Referrals
    retention: Retention
    digests: DigestRules
    operator: Operator
    practice: Practice | None
    matrix: Matrix | None
    slack: Slack | None
    log: Log


def load_config(path: Path, environ: Mapping[str, str] = os.environ) -> Config:
    """Read and check the settings.

    Raises `ConfigError` with every mistake: its file, line and key, what was found (never a secret), what is allowed.
    """
    return _Loader(path, environ).load()


def example_config() -> str:
    """The text of a config.toml that holds every key with its meaning."""
    return resources.files("liaison_bot").joinpath("data", "config.example.toml").read_text("utf-8")


_Address = NewType("_Address", str)
_Path = NewType("_Path", str)
_Reopen = NewType("_Reopen", int)
_Port = NewType("_Port", int)
_STRICT = Strict(
    (
        Kind(_Address, str, _DATABASES, secret=True),
        path_text(_Path),
        whole_number(_Reopen, 0, 3650),
        whole_number(_Port, 0, 65535),
        *NETWORK_KINDS,
        *RETENTION_KINDS,
        *DIGESTS_KINDS,
        *OPERATOR_KINDS,
        *MATRIX_KINDS,
        *SLACK_KINDS,
    )
)


@dataclass(frozen=True, kw_only=True)
class _DatabaseTable:
    url: _Address | None = field(default=None, repr=False)
    url_file: _Path | None = None


@dataclass(frozen=True, kw_only=True)
class _KeysTable:
    file: _Path = _Path("keys.toml")


@dataclass(frozen=True, kw_only=True)
class _ReferralsTable:
    reopen_days: _Reopen = _Reopen(90)


@dataclass(frozen=True, kw_only=True)
class _PracticeTable:
    port: _Port = _Port(8765)


@dataclass(frozen=True, kw_only=True)
class _LogTable:
    level: Literal["debug", "info", "warning", "error"] = "info"


@dataclass(frozen=True, kw_only=True)
class Tables:
    """The tables of config.toml, as they are written."""

    database: _DatabaseTable = field(default_factory=_DatabaseTable)
    keys: _KeysTable = field(default_factory=_KeysTable)
    network: NetworkTable = field(default_factory=NetworkTable)
    referrals: _ReferralsTable = field(default_factory=_ReferralsTable)
    retention: RetentionTable = field(default_factory=RetentionTable)
    digests: DigestsTable = field(default_factory=DigestsTable)
    operator: OperatorTable = field(default_factory=OperatorTable)
    practice: _PracticeTable = field(default_factory=_PracticeTable)
    matrix: MatrixTable = field(default_factory=MatrixTable)
    slack: SlackTable = field(default_factory=SlackTable)
    log: _LogTable = field(default_factory=_LogTable)


class _Loader:
    """Reads one config.toml, collecting what is wrong."""

    def __init__(self, path: Path, environ: Mapping[str, str]) -> None:
        self._path = path
        self._folder = path.absolute().parent
        self._environ = environ
        self._problems = list(_misspelt(environ))
        self._toml = Toml(str(path), "", {})

    def load(self) -> Config:
        try:
            self._toml = parse(read_text(self._path), str(self._path))
        except ConfigError as wrong:
            raise ConfigError(*self._problems, *wrong.problems) from None
        known = [table.name for table in fields(Tables)]
        self._problems += [self._toml.unknown_key((key,), known) for key in self._toml.told if key not in known]
        reopen_days = self._table("referrals", _ReferralsTable()).reopen_days
        config = Config(
            file=self._path.absolute(),
            database=self._database(),
            keys=self._keys(),
            network=self._network(),
            referrals=Referrals(reopen_days=reopen_days),
            retention=self._retention(reopen_days),
            digests=self._table("digests", DigestsTable()).rules(),
            operator=self._operator(),
            practice=self._practice(),
            matrix=self._matrix(),
            slack=self._slack(),
            log=Log(level=self._table("log", _LogTable()).level),
        )
        if self._problems:
            raise ConfigError(*self._problems)
        return config

    def _table(self, name: str, default: T) -> T:
        """A table as it is written. What of it will not do is noted and left at its default, to go on with the rest."""
        told = self._toml.told.get(name, {})
        table, problems = _STRICT.structure(replace(self._toml, told={name: told}), (name,), type(default))
        if table is not None:
            return table
        self._problems += problems
        for key, value in told.items() if isinstance(told, dict) else ():
            alone, wrong = _STRICT.structure(replace(self._toml, told={name: {key: value}}), (name,), type(default))
            if alone is not None and not wrong:
                default = replace(default, **{key: getattr(alone, key)})
        return default

    def _problem(self, path: KeyPath, found: str, allowed: str = "") -> None:
        self._problems.append(self._toml.problem(path, found, allowed))

    def _database(self) -> Database:
        table = self._table("database", _DatabaseTable())
        from_environment = self._environ.get(DATABASE_URL, "").strip()
        if table.url is not None and table.url_file is not None:
            self._problem(("database", "url_file"), "found together with url", "one of the two")
        if from_environment:
            if not _ADDRESS.fullmatch(from_environment):
                self._problems.append(f"{DATABASE_URL}: this is not the address of a database; allowed: {_DATABASES}")
            return Database(url=self._address(from_environment))
        if table.url_file is not None:
            told = self._secret_file(("database", "url_file"), self._folder / table.url_file, _DATABASES)
            if told.strip() and not _ADDRESS.fullmatch(told.strip()):
                self._problem(("database", "url_file"), "the file does not hold the address of a database", _DATABASES)
            return Database(url=self._address(told.strip()))
        if table.url is not None and not _ADDRESS.fullmatch(table.url):
            self._problem(("database", "url"), "this is not the address of a database", _DATABASES)
        return Database(url=self._address(table.url or "sqlite:///liaison.sqlite3"))

    def _address(self, url: str) -> Secret:
        """A SQLite file's path counts from the folder of config.toml, wherever the program is started."""
        if url.startswith(_SQLITE):
            file, mark, options = url.removeprefix(_SQLITE).partition("?")
            return Secret(f"{_SQLITE}{self._folder / file}{mark}{options}")
        return Secret(url)

    def _keys(self) -> Keys:
        table = self._table("keys", _KeysTable())
        from_environment = self._environ.get(KEYS, "")
        if from_environment.strip():
            return Keys(ring=Secret(from_environment), source=KEYS, file=None)
        file = self._folder / table.file
        allowed = f"the key ring that `liaison-bot init` makes, or the variable {KEYS}"
        return Keys(ring=Secret(self._secret_file(("keys", "file"), file, allowed)), source=str(file), file=file)

    def _secret_file(self, path: tuple[str, str], file: Path, allowed: str) -> str:
        """A file's text. What does not name a file is not repeated: the secret itself may stand there by mistake."""
        table = self._toml.told.get(path[0])
        given = table.get(path[1]) if isinstance(table, dict) else None
        if given is not None and not isinstance(given, str):
            return ""  # told already: it names no file at all
        name = str(file) if _exists(file) or given is None else "the file it names"
        try:
            told = read_text(file, name)
        except ConfigError as wrong:
            found = "; ".join(wrong.problems)
            self._problem(path, found, "" if "; allowed: " in found else allowed)
            return ""
        if not told.strip():
            self._problem(path, f"{name}: the file is empty", allowed)
        return told

    def _network(self) -> Network:
        table = self._table("network", NetworkTable())
        for key, found, allowed in table.contradictions():
            self._problem(("network", key), found, allowed)
        rules = self._folder / table.rules if table.rules else None
        if rules and not _exists(rules, folder=True):
            found = "found a file" if _exists(rules) else "there is no such folder, or it may not be entered"
            self._problem(("network", "rules"), f"{rules}: {found}", "a folder of data files")
        return Network(
            languages=table.languages,
            default_language=table.default,
            rules=rules,
            invitation_days=table.invitation_days,
            join_tries_per_hour=table.join_tries_per_hour,
            record_protection_need=table.record_protection_need,
        )

    def _retention(self, reopen_days: int) -> Retention:
        table = self._table("retention", RetentionTable())
        for key, found, allowed in table.contradictions(reopen_days):
            self._problem(("retention", key), found, allowed)
        days = {key.name: getattr(table, key.name) for key in fields(Retention)}
        return Retention(**days)

    def _operator(self) -> Operator:
        table = self._table("operator", OperatorTable())
        where = table.where
        if where and where.platform not in self._toml.told:
            found = f"[{where.platform}] is not there, so nothing can be said in the room"
            self._problem(("operator", "room"), found, "a room on a platform that has its table")
        return Operator(room=where, late_minutes=table.late_minutes)

    def _practice(self) -> Practice | None:
        table = self._table("practice", _PracticeTable())
        return Practice(port=table.port) if "practice" in self._toml.told else None

    def _matrix(self) -> Matrix | None:
        if "matrix" not in self._toml.told:
            return None
        table = self._table("matrix", MatrixTable())
        told = self._toml.told["matrix"]
        if not isinstance(told, dict):
            return None
        for key, example in (
            ("homeserver", "https://matrix.ministry.example"),
            ("user_id", "@liaison:ministry.example"),
        ):
            if key not in told:
                self._problem(("matrix", key), "is missing", f"such as {example}")
        secrets = {key: self._secret("matrix", table, key, variable) for key, variable in MATRIX_SECRETS.items()}
        if secrets["access_token"].reveal() and not table.device_id:
            self._problem(("matrix", "device_id"), "is missing", "the device that the access token came with")
        return Matrix(
            homeserver=table.homeserver or "",
            user_id=table.user_id or "",
            device_id=table.device_id,
            store=self._folder / table.store,
            inviters=frozenset(table.inviters),
            servers=frozenset(table.servers),
            most_rooms=table.most_rooms,
            trust=table.trust,
            oldest_command_hours=table.oldest_command_hours,
            **secrets,
        )

    def _slack(self) -> Slack | None:
        if "slack" not in self._toml.told:
            return None
        table = self._table("slack", SlackTable())
        told = self._toml.told["slack"]
        if not isinstance(told, dict):
            return None
        secrets = {key: self._secret("slack", table, key, variable) for key, variable in SLACK_SECRETS.items()}
        for key, secret in secrets.items():
            given, begins = {key, f"{key}_file"} & set(told), SLACK_BEGINS[key]
            if not secret.reveal() and not given:
                self._problem(("slack", key), "is missing", f"a token that begins with {begins}")
            elif secret.reveal() and not secret.reveal().startswith(begins):
                self._problem(("slack", key), "this is not such a token", f"a token that begins with {begins}")
        return Slack(
            api_url=table.api_url,
            team_id=table.team_id or "",
            status=self._folder / SLACK_STATUS,
            journal=self._folder / SLACK_JOURNAL,
            **secrets,
        )

    def _secret(self, name: str, table: MatrixTable | SlackTable, key: str, variable: str) -> Secret:
        """A secret from its variable, its file, or the table itself, in this order; empty where there is none."""
        here, file = getattr(table, key), getattr(table, f"{key}_file")
        if here is not None and file is not None:
            self._problem((name, f"{key}_file"), f"found together with {key}", "one of the two")
        from_environment = self._environ.get(variable, "").strip()
        if from_environment:
            return Secret(from_environment)
        if file is not None:
            return Secret(
                self._secret_file((name, f"{key}_file"), self._folder / file, "a file with the secret").strip()
            )
        return Secret((here or "").strip())


def _exists(path: Path, *, folder: bool = False) -> bool:
    try:
        mode = path.stat().st_mode
    except OSError:  # also: may not be looked at; a name too long to be one
        return False
    return S_ISDIR(mode) if folder else True


def _misspelt(environ: Mapping[str, str]) -> Iterator[str]:
    """Variables that look like a slip of the pen: silently, another database would be used than the one meant."""
    known = (DATABASE_URL, KEYS, *MATRIX_SECRETS.values(), *SLACK_SECRETS.values())
    for name in sorted(environ):
        near = difflib.get_close_matches(name, known, n=1, cutoff=_LIKENESS)
        if name.startswith("LIAISON_") and near and name not in known:
            yield f"{name}: unknown environment variable; did you mean {near[0]}?; allowed: {', '.join(known)}"
