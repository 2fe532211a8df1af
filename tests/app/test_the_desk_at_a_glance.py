"""What somebody finds on their desk: for platforms that have a page of one's own."""

from liaison_bot.chat import Account
from world import PLATFORM, World, account


def test_the_desk_says_what_waits_for_it_and_whom_it_waits_for(world: World) -> None:
    received = world.sent("luis", "HN")
    sent = world.sent("ana", "MX")

    desk = world.app.desk(account("ana"))

    texts = [item.text for item in desk.items]
    assert texts[0] == "Pendientes de su oficina"
    assert texts[1].startswith(received)
    assert texts[2] == "Esperamos a otros"
    assert texts[3].startswith(sent)
    assert [item.heading for item in desk.items] == [True, False, True, False]
    assert f"\n{texts[2]}\n• {sent}" in desk.plain
    opened = [item.button.words for item in desk.items if item.button]
    assert all(reference in words for reference, words in zip((received, sent), opened, strict=True))


def test_an_empty_desk_says_so_and_offers_to_begin(world: World) -> None:
    desk = world.app.desk(account("grace"))
    assert [item.text for item in desk.items] == [
        "Waiting for your desk",
        "Nothing is waiting for your desk.",
        "We are waiting for others",
        "We are waiting for nothing from others.",
    ]
    assert "referral new" in [button.words for button in desk.buttons]


def test_a_draft_waits_for_nobody_else(world: World) -> None:
    draft = world.draft("ana", "MX")
    texts = [item.text for item in world.app.desk(account("ana")).items]
    assert not any(text.startswith(draft) for text in texts[texts.index("Esperamos a otros") :])


def test_the_desk_of_another_country_shows_nothing_of_it(world: World) -> None:
    reference = world.sent("ana", "MX")
    assert reference not in world.app.desk(account("grace")).plain


def test_a_role_without_referrals_of_its_own_is_told_what_it_can_do(world: World) -> None:
    reference = world.sent("ana", "MX")
    desk = world.app.desk(account("elena"))
    assert reference not in desk.plain
    assert [button.words for button in desk.buttons] == ["enlace ayuda"]


def test_a_stranger_finds_how_to_join_and_no_more(world: World) -> None:
    world.sent("ana", "MX")
    desk = world.app.desk(Account(PLATFORM, "team", "nobody"))
    assert "R-" not in desk.plain
    assert not desk.items


def test_looking_at_the_desk_changes_nothing(world: World) -> None:
    world.sent("ana", "MX")
    world.notified()
    first = world.app.desk(account("luis"))
    assert world.app.desk(account("luis")) == first
    assert world.notified() == set()


def test_a_line_that_is_no_command_and_tells_of_a_child_is_answered_with_what_to_do(world: World) -> None:
    reply = world.text("ana", "La niña se llama Rosa Pérez y nació el 3 de mayo de 2014")
    assert getattr(reply, "error", False)
    said = getattr(reply, "plain", "")
    assert "No se guardó nada" in said
    for typed in ("Rosa", "Pérez", "2014"):
        assert typed not in said


def test_a_line_that_is_no_command_and_harmless_is_answered_as_before(world: World) -> None:
    reply = world.text("ana", "remision aseptar")
    assert "aceptar" in getattr(reply, "plain", "")
