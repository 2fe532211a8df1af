"""What can be asked of digests, in three languages: how often, at which hour, now, a test; and what is refused."""

import pytest

from digesting import Reader
from liaison_bot.beat import tick
from liaison_bot.chat import Message
from world import World

MONDAY = "2026-11-30"


@pytest.fixture
def waiting(reader: Reader) -> str:
    reader.at("2026-11-27 15:00")
    reference = reader.world.sent("luis", "HN", urgency="normal")
    reader.forget()
    return reference


@pytest.mark.parametrize(
    ("user", "line", "says"),
    [
        ("ana", "resumen", "cada día hábil, a las 08:00 (Tegucigalpa) – configuración del bot"),
        ("grace", "digest", "on each working day, at 08:00 (Belize) – the bot's configuration"),
        ("marie", "récapitulatif", "chaque jour ouvré, à 08:00 (Toronto) – la configuration du bot"),
        ("elena", "resumen", "el primer día hábil de cada semana, a las 08:00 (Costa Rica) – configuración del bot"),
    ],
)
def test_alone_it_tells_what_comes_when_and_by_whose_choice(world: World, user: str, line: str, says: str) -> None:
    told = world.told(user, line)
    assert says in told.plain
    for button in told.buttons:
        reply = world.say(user, button.words)
        assert isinstance(reply, Message)
        assert not reply.error, (button, reply.plain)


def test_what_is_chosen_is_said_to_be_ones_own_choice_and_the_rest_the_configurations(world: World) -> None:
    told = world.told("ana", "resumen semanal")
    assert (
        "el primer día hábil de cada semana – lo decidió usted; a las 08:00 (Tegucigalpa) – configuración" in told.plain
    )
    assert "a las 07:30 (Tegucigalpa) – lo decidió usted" in world.told("ana", "resumen hora 07:30").plain
    assert "no se envía – lo decidió usted" in world.told("ana", "digest off").plain
    assert "cada día hábil, a las 07:30" in world.told("ana", "récapitulatif quotidien").plain, "the hour is kept"


@pytest.mark.parametrize(
    ("typed", "hour"),
    [
        ("8", "08:00"),
        ("7:30", "07:30"),
        ("07h30", "07:30"),
        ("7.30", "07:30"),
        ("19 h", "19:00"),
        ("9 am", "09:00"),
        ("12 am", "00:00"),
        ("12 pm", "12:00"),
        ("6:15 p. m.", "18:15"),
        ("23:59", "23:59"),
    ],
)
def test_an_hour_is_read_as_people_write_it(world: World, typed: str, hour: str) -> None:
    assert f"a las {hour} (" in world.told("ana", f"resumen hora {typed}").plain


@pytest.mark.parametrize("typed", ["25:00", "8:60", "temprano", "13 pm", "08:00:30", "-1", "8 9", "888", "٨:٣٠x"])
def test_an_hour_that_is_none_is_refused_with_what_to_write(world: World, typed: str) -> None:
    assert world.refused("ana", f"resumen hora {typed}") == (
        "No puedo leer esa hora. Escríbala como en «resumen hora 07:30»."
    )
    assert "a las 08:00" in world.told("ana", "resumen").plain


def test_without_an_hour_some_are_offered(world: World) -> None:
    told = world.told("ana", "resumen hora")
    assert [button.label for button in told.buttons] == ["07:00", "08:00", "09:00"]
    assert "a las 07:00" in world.told("ana", told.buttons[0].words).plain


@pytest.mark.parametrize(
    "line", ["resumen diario ya", "resumen ahora mismo", "resumen apagar todo", "resumen siempre sí"]
)
def test_more_than_a_command_takes_is_refused(world: World, line: str) -> None:
    assert "más de lo que el comando admite" in world.refused("ana", line)


def test_a_word_that_is_nearly_right_is_asked_back(world: World) -> None:
    assert "¿Quiso decir «resumen semanal»?" in world.refused("ana", "resumen semana")


def test_under_the_platforms_own_word_it_is_understood_too(world: World) -> None:
    """On Slack all but referrals is typed behind one slash command."""
    assert "lo decidió usted" in world.told("ana", "liaison digest weekly").plain
    assert "08:00" in world.told("ana", "liaison digest").plain


def test_those_without_a_digest_are_told_so(world: World) -> None:
    for user in ("hilda", "ramon"):
        assert "no incluye esto" in world.refused(user, "resumen")


def test_only_who_acts_as_titular_chooses_for_the_desk(world: World) -> None:
    assert "no incluye esto" in world.refused("carlos", "resumen siempre")
    today = f"{world.clock():%Y-%m-%d}"
    world.told("ana", f"liaison away {today} {today}")
    assert "nada pendiente" in world.told("carlos", "resumen siempre").plain
    assert "sí – lo decide su oficina" in world.told("ana", "liaison settings").plain


def test_weekly_it_comes_on_the_first_working_day_and_off_never(reader: Reader, waiting: str) -> None:
    reader.world.told("ana", "resumen semanal")
    reader.world.told("carlos", "resumen apagar")
    for day in ("11-30", "12-01", "12-02", "12-07"):
        reader.at(f"2026-{day} 08:01")
        reader.beat()
    assert [waiting in one.plain for one in reader.read("ana")] == [True, True]
    assert reader.read("carlos") == []


@pytest.mark.usefixtures("waiting")
def test_an_hour_chosen_after_it_has_passed_begins_on_the_next_day(reader: Reader) -> None:
    reader.at(f"{MONDAY} 07:30")
    told = reader.world.told("ana", "resumen hora 07:00")
    assert "martes, 1 de diciembre de 2026" in told.plain
    reader.at(f"{MONDAY} 12:00")
    reader.beat()
    assert reader.read("ana") == []
    reader.at("2026-12-01 07:01")
    reader.beat()
    assert len(reader.read("ana")) == 1


@pytest.mark.usefixtures("waiting")
def test_another_hour_on_a_day_that_had_its_digest_brings_no_second(reader: Reader) -> None:
    reader.at(f"{MONDAY} 08:01")
    reader.beat()
    reader.world.told("ana", "resumen hora 10:00")
    reader.at(f"{MONDAY} 10:01")
    reader.beat()
    assert len(reader.read("ana")) == 1


@pytest.mark.usefixtures("waiting")
def test_one_turned_off_before_it_is_delivered_is_not_said(reader: Reader) -> None:
    reader.at(f"{MONDAY} 08:01")
    tick(reader.world.store, reader.world.services, reader.world.clock)
    reader.world.told("ana", "resumen apagar")
    reader.world.clock.move(minutes=1)
    reader.deliver()
    assert reader.read("ana") == []


def test_now_shows_it_and_test_sends_one_by_the_way_it_always_takes(reader: Reader, waiting: str) -> None:
    assert waiting in reader.world.told("ana", "resumen ahora").plain
    assert "prueba" in reader.world.told("ana", "resumen prueba").plain
    reader.deliver()
    assert waiting in reader.read("ana")[0].plain
    reader.at(f"{MONDAY} 08:01")
    reader.beat()
    assert len(reader.read("ana")) == 2, "a test is not the day's digest"


def test_a_test_arrives_even_when_nothing_is_pending_or_the_digest_is_off(reader: Reader) -> None:
    reader.world.told("ana", "resumen apagar")
    reader.world.told("ana", "resumen prueba")
    reader.deliver()
    assert "No hay nada pendiente" in reader.read("ana")[0].plain


def test_who_has_two_names_the_networks(reader: Reader) -> None:
    """Sofía is El Salvador's titular, which presides."""
    told = reader.world.told("sofia", "resumen")
    assert "Son dos resúmenes" in told.plain
    assert "El próximo" in told.plain
    changed = reader.world.told("sofia", "resumen diario red")
    assert "Resumen de la Red: cada día hábil – lo decidió usted" in changed.plain
    assert "Resumen de su oficina: cada día hábil, a las 08:00" in reader.world.told("sofia", "resumen").plain
    assert "coordinación" in reader.world.told("sofia", "resumen ahora red").title
    assert "su resumen" in reader.world.told("sofia", "resumen ahora").title
    assert "es para quienes la coordinan" in reader.world.refused("ana", "resumen diario red")


def test_settings_tell_each_value_and_where_it_comes_from(world: World) -> None:
    world.told("ana", "resumen hora 07:00")
    told = {one.label: one.value for one in world.told("ana", "ajustes").facts}
    assert told["Idioma"] == "español – lo decidió usted"
    assert told["Zona horaria"] == "America/Tegucigalpa: Tegucigalpa – lo decidió usted"
    assert told["Resumen de su oficina"] == (
        "cada día hábil – configuración del bot; a las 07:00 (Tegucigalpa) – lo decidió usted"
    )
    assert told["Resumen aunque no haya nada"] == "no – lo decide su oficina"
    assert told["Días hábiles"].startswith("lunes, martes, miércoles, jueves y viernes, 08:00–16:00")
    assert told["Días hábiles"].endswith("– reglas de la Red")
    assert told["Los contenidos se borran después de"] == "90 días – configuración del bot"


@pytest.mark.parametrize(
    ("user", "line", "says"),
    [
        ("grace", "settings", "Language: English – your choice"),
        ("marie", "réglages", "Langue: français – votre choix"),
        ("elena", "enlace ajustes", "Días hábiles: lunes, martes, miércoles, jueves y viernes – reglas de la Red"),
        ("ramon", "ajustes", "Idioma: español"),
    ],
)
def test_settings_in_each_language_and_for_each_role(world: World, user: str, line: str, says: str) -> None:
    assert says in world.told(user, line).plain.replace(" :", ":")


def test_a_rooms_settings_are_the_rooms_and_nobodys_own(world: World) -> None:
    told = world.told("ana", "liaison settings", at="network")
    assert "Canal de la Red – se decidió para esta sala" in told.plain
    assert "Resumen de la Red: el primer día hábil de cada semana" in told.plain
    assert "Tegucigalpa" not in told.plain
    assert "Canal de la oficina: Honduras" in world.told("ana", "liaison settings", at="hn-room").plain
    assert "no está aprobada" in world.refused("ana", "liaison settings", at="unknown")


def test_help_names_the_words_for_digests_and_the_topic_tells_of_each(world: World) -> None:
    assert "Resúmenes\nresumen · ahora · diario · semanal" in world.told("ana", "ayuda").plain
    topic = [item.text for item in world.told("ana", "ayuda resumen").items]
    assert len(topic) == 9
    assert "resumen hora 08:00" in world.told("ana", "ayuda resumen hora").plain


def test_the_trail_tells_what_was_chosen_and_of_which_digest(world: World) -> None:
    world.told("sofia", "resumen diario red")
    world.told("sofia", "resumen apagar", at="network")
    with world.store.begin(read_only=True) as uow:
        *_, own, rooms = (chained.entry for chained in uow.audit.entries())
    assert (own.command, own.code, own.before, own.after) == (
        "digest-daily",
        "network daily",
        "weekly 08:00",
        "daily 08:00",
    )
    assert (rooms.command, rooms.code, rooms.reference) == ("digest-off", "network off", "room fake network")
