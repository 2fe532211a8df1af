"""Secrets come from variables and files, and never come out again."""

from pathlib import Path

import pytest

from cli.operating import Desk, Running, liaison
from liaison_bot.privacy.vault import KeyRing

COMMANDS = (
    ("migrate",),
    ("people",),
    ("doctor",),
    ("rotate",),
    ("run",),
    ("invite", "--desk", "HN", "--role", "titular", "--name", "Ana", "--language", "es"),
)
MARK = "Marked-Secret-0123"
"""In every password."""
KEY = (MARK * 2).encode()[:32]
RING = KeyRing("k1", {"k1": KEY})
TRACES = (MARK, MARK.lower(), RING.text().split('"')[3], RING.text().split('"')[3][:16], repr(KEY)[2:-1], KEY.hex())


def assert_no_secret(*told: str) -> None:
    for text in told:
        for trace in TRACES:
            assert trace not in text


def test_keys_and_database_come_from_variables_end_to_end(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "settings")
    desk.folder.mkdir()
    desk.with_practice()
    elsewhere = tmp_path / f"{MARK}.sqlite3"
    env = {"LIAISON_KEYS": RING.text(), "LIAISON_DATABASE_URL": f"sqlite:///{elsewhere}"}
    for words in (COMMANDS[0], COMMANDS[5], COMMANDS[1], COMMANDS[3]):
        done = desk.done(*words, env=env)
        assert TRACES[2] not in done.output
    assert elsewhere.exists()
    assert [path.name for path in desk.folder.iterdir()] == ["config.toml"]
    with Running("run", "--config", desk.config, env=env) as process:
        process.until("ready")
        assert process.stop()[0] == 0
    assert "the file it names" not in process.errors


def test_doctor_and_people_show_no_secret_when_all_is_well(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.with_practice()
    desk.keys.write_text(RING.text(), "utf-8")
    desk.done("migrate")
    desk.member("ana")
    for words in COMMANDS[:4]:
        assert_no_secret(desk.use(*words).output)


URLS = (
    f"postgresql://ana:{MARK}@127.0.0.1:1/liaison",
    f"postgresql://127.0.0.1:1/liaison?user=ana&password={MARK}",
    f"postgres://ana:{MARK}%40x@127.0.0.1:1/liaison",
    f"postgresql://ana:{MARK}@127.0.0.1:port/liaison",
    f"postgresql://ana:{MARK}@[::1/liaison",
    f"mysql://ana:{MARK}@127.0.0.1/liaison",
    f"{MARK}",
    f"postgresql+{MARK}://ana@127.0.0.1/liaison",
    f"postgresql://ana:{MARK}@127.0.0.1:1/liaison?connect_timeout={MARK}",
    f"postgresql://ana:{MARK}@127.0.0.1:1/liaison?{MARK}={MARK}",
    f"postgresql://ana:{MARK}@127.0.0.1:1/liaison?sslmode={MARK}",
)
RINGS = (
    RING.text().replace("[keys]", "[keys"),
    RING.text().replace('current = "k1"', ""),
    RING.text().replace('current = "k1"', f'current = "{MARK}{MARK}"'),
    RING.text().replace("=", ":"),
    RING.text()[:-3],
    f'current = "k1"\n[keys]\nk1 = "{MARK}"\n',
    f"{MARK}",
)


@pytest.mark.parametrize("url", URLS)
@pytest.mark.parametrize("how", ["variable", "file", "configuration"])
def test_an_address_that_will_not_do_is_never_repeated(tmp_path: Path, url: str, how: str) -> None:
    desk = Desk(tmp_path)
    desk.keys.write_text(RING.text(), "utf-8")
    (tmp_path / "url").write_text(url, "utf-8")
    told = {"variable": "", "file": 'url_file = "url"', "configuration": f'url = "{url}"'}[how]
    desk.config.write_text(f"[practice]\nport = 0\n[database]\n{told}\n", "utf-8")
    env = {"LIAISON_DATABASE_URL": url} if how == "variable" else {}
    for words in COMMANDS[:3]:
        assert_no_secret(desk.refused(*words, env=env))


@pytest.mark.parametrize("ring", RINGS)
@pytest.mark.parametrize("how", ["variable", "file"])
def test_a_key_ring_that_will_not_do_is_never_repeated(desk: Desk, ring: str, how: str) -> None:
    desk.with_practice()
    env = {"LIAISON_KEYS": ring} if how == "variable" else {}
    if how == "file":
        desk.keys.write_text(ring, "utf-8")
    for words in COMMANDS[:5]:
        assert_no_secret(desk.refused(*words, env=env))


def test_a_secret_written_where_a_files_name_belongs_is_not_repeated(desk: Desk) -> None:
    for told in (f'[keys]\nfile = "{MARK}"', f'[database]\nurl_file = "postgresql://a:{MARK}@h/d"'):
        desk.config.write_text(told, "utf-8")
        assert_no_secret(desk.refused("doctor"))


def test_a_process_with_marked_secrets_shows_none_whatever_happens(tmp_path: Path) -> None:
    desk = Desk(tmp_path).with_practice()
    desk.config.write_text(desk.config.read_text("utf-8") + '[log]\nlevel = "debug"\n', "utf-8")
    env = {"LIAISON_KEYS": RING.text(), "LIAISON_DATABASE_URL": URLS[0]}
    with Running("run", "--config", desk.config, env=env) as process:
        assert process.wait() == 2
    assert "cannot be used" in process.errors
    assert_no_secret(process.errors, *process.stdout)


def test_init_shows_no_key(tmp_path: Path) -> None:
    told = liaison("init", "--folder", tmp_path).output
    assert (tmp_path / "keys.toml").read_text("utf-8").split('"')[3] not in told
