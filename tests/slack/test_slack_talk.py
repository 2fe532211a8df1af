"""What people write, press and fill in on Slack, and what they see of it."""

from liaison_bot.chat import Audience, CommandUsed, FormLeft, FormSubmitted, Message, NotTaken, Reason, TextSent
from slack.connected import ACCEPT, CANCEL, CARD, FORM, Bot, card, eventually, play


def test_a_slash_command_in_a_channel_is_answered_so_that_only_they_see_it() -> None:
    async def scenario(bot: Bot) -> None:
        red = bot.slack.channel("red", bot.ana, bot.luis, private=True)
        outcome = await bot.ana.slash(red, "/referral", "ver R-1 & <b>")
        assert not outcome.error
        seen = await bot.ana.waits_for("Orden: referral ver R-1 & <b>", red)
        assert seen.only_for == bot.ana.id
        assert bot.luis.sees(red) == []
        (event,) = bot.core.heard
        assert isinstance(event, CommandUsed)
        assert event.audience is Audience.MEMBERS
        assert event.shows_forms

    play(scenario)


def test_the_same_words_work_by_mention_in_a_thread_and_are_answered_there() -> None:
    async def scenario(bot: Bot) -> None:
        red = bot.slack.channel("red", bot.ana, bot.luis, private=True)
        root = await bot.luis.types(red, "buenos días")
        await bot.ana.types(red, "@liaison referral list", thread=root)
        seen = await bot.ana.waits_for("Leí: referral list", red)
        assert seen.only_for == bot.ana.id
        assert seen.thread_ts == root.ts
        (event,) = bot.core.heard
        assert isinstance(event, TextSent)
        assert not event.shows_forms

    play(scenario)


def test_plain_text_in_the_direct_conversation_is_answered_by_a_message() -> None:
    async def scenario(bot: Bot) -> None:
        await bot.ana.types(None, "ayuda")
        seen = await bot.ana.waits_for("Leí: ayuda")
        assert not seen.only_for
        (event,) = bot.core.heard
        assert event.audience is Audience.ONE_PERSON
        assert event.where.id == bot.ana.direct.id

    play(scenario)


def test_what_is_said_in_a_channel_without_a_mention_is_not_the_bots_to_hear() -> None:
    async def scenario(bot: Bot) -> None:
        red = bot.slack.channel("red", bot.ana, bot.luis)
        await bot.ana.types(red, "¿alguien tiene noticias?")
        await bot.ana.types(None, "hola")
        await bot.ana.waits_for("Leí: hola")
        assert len(bot.core.heard) == 1

    play(scenario)


def test_a_form_opens_as_a_modal_and_its_mistakes_stand_at_their_fields() -> None:
    async def scenario(bot: Bot) -> None:
        await bot.ana.slash(None, "/referral", "new")
        modal = await bot.ana.waits_for_modal("País que recibe")
        outcome = await bot.ana.submits(modal, {"field:to": "MX", "field:action": ["a", "c"], "field:note": "algo"})
        assert not outcome.errors
        await bot.ana.waits_for("Borrador para MX")
        assert bot.ana.modal is None
        submitted = next(event for event in bot.core.heard if isinstance(event, FormSubmitted))
        assert submitted.answers == {"to": ("MX",), "action": ("a", "c"), "day": (), "note": ("algo",)}
        assert submitted.audience is Audience.ONE_PERSON

    play(scenario)


def test_mistakes_ride_on_the_acknowledgement_and_the_form_stays() -> None:
    async def scenario(bot: Bot) -> None:
        await bot.ana.slash(None, "/referral", "new")
        modal = await bot.ana.waits_for_modal("País que recibe")
        bot.core.wrong = {"to": "Ese país no recibe ahora.", "elsewhere": "Y algo más."}
        outcome = await bot.ana.submits(modal, {"field:to": "MX", "field:action": ["a"]})
        assert outcome.errors == {"field:to": "Ese país no recibe ahora. Y algo más."}
        assert bot.ana.modal is modal
        bot.core.wrong = {}
        outcome = await bot.ana.submits(modal, {"field:action": ["a", "b"]})
        assert not outcome.errors
        await bot.ana.waits_for("Borrador para MX")

    play(scenario)


def test_a_slow_database_delays_no_acknowledgement_and_loses_no_form() -> None:
    async def scenario(bot: Bot) -> None:
        bot.core.slow = 1.5
        outcome = await bot.ana.slash(None, "/referral", "new")
        assert not outcome.error
        assert bot.core.fresh == 0, "acknowledged before the core has answered"
        await bot.ana.waits_for_modal("⏳")
        await bot.ana.waits_for_modal("País que recibe")

    play(scenario)


def test_a_trigger_that_has_expired_leads_to_the_questions_in_the_direct_conversation() -> None:
    async def scenario(bot: Bot) -> None:
        red = bot.slack.channel("red", bot.ana, private=True)
        bot.slack.faults.error("views.open", "expired_trigger_id")
        await bot.ana.slash(red, "/referral", "new")
        await bot.ana.waits_for("País que recibe (1 de 3)")
        assert bot.ana.modal is None

    play(scenario)


def test_a_form_whose_answer_takes_too_long_is_told_to_wait_and_then_shows_it() -> None:
    async def scenario(bot: Bot) -> None:
        await bot.ana.slash(None, "/referral", "new")
        modal = await bot.ana.waits_for_modal("País que recibe")
        bot.core.slow = 2.5
        outcome = await bot.ana.submits(modal, {"field:to": "MX", "field:action": ["b"]})
        assert not outcome.error
        assert bot.ana.modal is not None
        assert "⏳" in bot.ana.modal.shown
        await bot.ana.waits_for("Borrador para MX")
        await bot.ana.waits_for_modal("Borrador para MX")

    play(scenario)


def test_the_same_form_submitted_again_is_the_same_form() -> None:
    async def scenario(bot: Bot) -> None:
        await bot.ana.slash(None, "/referral", "new")
        modal = await bot.ana.waits_for_modal("País que recibe")
        outcome = await bot.ana.submits(modal, {"field:to": "MX", "field:action": ["b"]})
        await bot.ana.waits_for("Borrador para MX")
        before = bot.core.fresh
        bot.again(outcome)
        await eventually(lambda: sum(isinstance(event, FormSubmitted) for event in bot.core.heard) == 2)
        await bot.settled()
        assert bot.core.fresh == before
        assert sum("Borrador para MX" in message.shown for message in bot.ana.sees()) == 1

    play(scenario)


def test_the_core_is_given_what_was_filled_in_when_a_form_is_closed_and_nothing_is_said() -> None:
    async def scenario(bot: Bot) -> None:
        await bot.ana.slash(None, "/referral", "new")
        modal = await bot.ana.waits_for_modal("País que recibe")
        await bot.ana.chooses(modal, "field:to", "MX")
        outcome = await bot.ana.closes(modal)
        await eventually(lambda: len(bot.core.heard) == 2)
        left = bot.core.heard[-1]
        assert isinstance(left, FormLeft)
        assert (left.form, left.answers["to"]) == (FORM.id, ("MX",))
        bot.again(outcome)
        await bot.settled()
        assert len(bot.core.heard) == 2
        assert bot.ana.sees() == []

    play(scenario)


def test_a_pressed_button_on_a_card_changes_the_card_where_it_stands() -> None:
    async def scenario(bot: Bot) -> None:
        bot.core.replies[ACCEPT.words] = card("Aceptada")
        await bot.platform.send(bot.account(bot.ana), card("Enviada", ACCEPT), "parcel-1")
        shown = await bot.ana.waits_for("12 a 14 años")
        await bot.ana.presses(shown, "Aceptar")
        await bot.slack.until(lambda: "Aceptada" in shown.shown)
        assert shown.buttons == []
        assert sum(CARD in message.shown for message in bot.ana.sees()) == 1

    play(scenario)


def test_a_button_with_a_question_asks_it_in_slacks_own_way() -> None:
    async def scenario(bot: Bot) -> None:
        await bot.platform.send(bot.account(bot.ana), card("Borrador", CANCEL), "parcel-1")
        shown = await bot.ana.waits_for("12 a 14 años")
        outcome = await bot.ana.presses(shown, "Descartar", confirms=False)
        assert "¿Descartar el borrador?" in outcome.asked
        await bot.settled()
        assert bot.core.heard == []

    play(scenario)


def test_a_button_on_a_stale_card_is_answered_and_the_card_brought_up_to_date() -> None:
    async def scenario(bot: Bot) -> None:
        await bot.platform.send(bot.account(bot.ana), card("Enviada", ACCEPT), "parcel-1")
        shown = await bot.ana.waits_for("12 a 14 años")
        bot.core.replies[ACCEPT.words] = Message(paragraphs=("Ya fue aceptada.",), error=True)
        bot.core.replies[CARD] = card("Aceptada")
        await bot.ana.presses(shown, "Aceptar")
        await bot.ana.waits_for("Ya fue aceptada.")
        await bot.slack.until(lambda: "Aceptada desde hoy" in shown.shown)

    play(scenario)


def test_a_second_press_of_a_button_is_a_second_event_and_a_redelivery_is_not() -> None:
    async def scenario(bot: Bot) -> None:
        await bot.platform.send(bot.account(bot.ana), card("Enviada", ACCEPT), "parcel-1")
        shown = await bot.ana.waits_for("12 a 14 años")
        first = await bot.ana.presses(shown, "Aceptar")
        await bot.ana.presses(shown, "Aceptar")
        await eventually(lambda: len(bot.core.heard) >= 2)
        assert len({event.id for event in bot.core.heard}) == 2
        bot.again(first)
        await bot.settled()
        assert len(bot.core.heard) == 2

    play(scenario)


def test_a_slash_command_that_comes_twice_is_one() -> None:
    async def scenario(bot: Bot) -> None:
        outcome = await bot.ana.slash(None, "/referral", "list")
        await bot.ana.waits_for("Orden: referral list")
        bot.again(outcome)
        await bot.settled()
        assert len(bot.core.heard) == 1
        assert sum("Orden: referral list" in message.shown for message in bot.ana.sees()) == 1

    play(scenario)


def test_somebody_of_another_organisation_can_do_everything_by_text_and_buttons() -> None:
    async def scenario(bot: Bot) -> None:
        unicef = bot.slack.workspace("UNICEF")
        ruth = bot.slack.person("ruth", of=unicef)
        shared = bot.slack.channel("partners", bot.ana, ruth, private=True)
        assert (await ruth.slash(shared, "/referral", "list")).error == "not a valid command"
        bot.core.replies["liaison help"] = Message(paragraphs=("Esto puede hacer",), buttons=(ACCEPT,))
        await ruth.types(shared, "@liaison liaison help")
        seen = await ruth.waits_for("Esto puede hacer", shared)
        assert seen.only_for == ruth.id
        (event,) = bot.core.heard
        assert event.account.team == unicef.id
        assert event.audience is Audience.OUTSIDERS
        await ruth.presses(seen, "Aceptar")
        await ruth.waits_for("Orden: referral accept", shared)
        assert bot.core.heard[-1].account == event.account

    play(scenario)


def test_where_slack_shows_nothing_in_passing_the_answer_comes_directly() -> None:
    async def scenario(bot: Bot) -> None:
        red = bot.slack.channel("red", bot.ana, private=True)
        bot.slack.faults.error("chat.postEphemeral", "user_not_in_channel")
        await bot.ana.types(red, "@liaison referral list")
        await bot.ana.waits_for("Leí: referral list")

    play(scenario)


def test_an_edit_soon_after_is_told_that_the_first_words_count() -> None:
    async def scenario(bot: Bot) -> None:
        said = await bot.ana.types(None, "referral list")
        await bot.ana.waits_for("Leí: referral list")
        bot.clock.move(seconds=20)
        await bot.ana.edits(said, "referral list sent")
        await bot.ana.waits_for("No: edited")
        bot.clock.move(minutes=5)
        await bot.ana.edits(said, "referral list received")
        await bot.ana.types(None, "otra cosa")
        await bot.ana.waits_for("Leí: otra cosa")
        assert [event.why for event in bot.core.heard if isinstance(event, NotTaken)] == [Reason.EDITED]

    play(scenario)


def test_deletions_and_the_bots_own_words_are_not_heard() -> None:
    async def scenario(bot: Bot) -> None:
        said = await bot.ana.types(None, "hola")
        await bot.ana.waits_for("Leí: hola")
        await bot.ana.deletes(said)
        await bot.ana.types(None, "adiós")
        await bot.ana.waits_for("Leí: adiós")
        assert len(bot.core.heard) == 2

    play(scenario)


def test_a_guest_is_somebody_like_everybody_else() -> None:
    async def scenario(bot: Bot) -> None:
        guest = bot.slack.person("gerardo", guest="restricted")
        red = bot.slack.channel("red", guest, bot.ana, private=True)
        await guest.types(red, "@liaison referral list")
        await guest.waits_for("Leí: referral list", red)
        assert bot.core.heard[0].account == bot.account(guest)

    play(scenario)


def test_what_people_typed_comes_in_as_they_typed_it() -> None:
    async def scenario(bot: Bot) -> None:
        await bot.ana.types(None, "escríbele a ana@example.org o al <canal> & ya")
        await bot.ana.waits_for("Leí:")
        (event,) = bot.core.heard
        assert isinstance(event, TextSent)
        assert event.text == "escríbele a ana@example.org o al <canal> & ya"

    play(scenario)


def test_what_people_typed_calls_nobody_on_the_way_out() -> None:
    async def scenario(bot: Bot) -> None:
        bad = f"<!channel> <@{bot.luis.id}> <http://example.org|aquí> @channel"
        bot.core.replies["eco"] = Message(title=bad, paragraphs=(bad,))
        await bot.ana.types(None, "eco")
        seen = await bot.ana.waits_for("<!channel>")
        assert seen.mentions == []
        assert seen.links == []

    play(scenario)
