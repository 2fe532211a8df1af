"""Who may be shown what, where: every field has a rule, and no path leaks what the rules hold back."""

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_bot.chat import Message
from liaison_bot.features import asylum_facts
from liaison_bot.privacy import disclosure
from liaison_bot.privacy.disclosure import Disclosure, Standing, never, standing
from liaison_bot.records.network import ROLES_OF, Actor, Desk, DeskKind, Person, Role, RoomClass
from liaison_bot.records.places import Place
from liaison_bot.records.referrals import OWN, Clock, FileState, Referral, State, Step
from liaison_bot.referrals.lifecycle import MOVES
from liaison_bot.rulebook import load_rulebook
from world import FACTS, ROOMS, World, account

RULES = load_rulebook()
NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
SENSITIVE = frozenset(code.code for code in RULES.codes("service").codes if code.sensitive)
DISCLOSURE = Disclosure(RULES.indicators, asylum_facts(RULES))
CONTENT = {indicator.name: ("secret",) for indicator in RULES.indicators} | {
    "outcome": ("secret",),
    "new-fact": ("secret",),
}
ENDED = {State.REJECTED, State.WITHDRAWN, State.CLOSED}
PRIVATE_SKELETON = {"file", "file_turn", "file_due", "follows", "content"}


@pytest.mark.parametrize(
    ("record", "rules"),
    [
        (Referral, disclosure.REFERRAL),
        (Step, disclosure.STEP),
        (Person, disclosure.PERSON),
        (Desk, disclosure.DESK),
    ],
)
def test_every_field_of_every_record_has_a_rule(record: Any, rules: dict[str, Any]) -> None:
    assert {field.name for field in fields(record)} == set(rules)


def test_every_fact_that_a_move_can_bring_has_a_rule() -> None:
    brought = {move.asks for move in MOVES.values() if move.asks} | {"note", "suggested", "file_date"}
    assert brought <= set(disclosure.PROCESS_FACTS)


def desk(code: str, kind: DeskKind) -> Desk:
    return Desk(code, kind, "UTC", "es")


desks = st.sampled_from(
    [
        desk("HN", DeskKind.COUNTRY),
        desk("MX", DeskKind.COUNTRY),
        desk("GT", DeskKind.COUNTRY),
        desk("UNICEF", DeskKind.ORGANISATION),
        desk("ST", DeskKind.SECRETARIAT),
    ]
)


@st.composite
def actors(draw: st.DrawFn) -> Actor:
    seat = draw(desks)
    roles = draw(st.sets(st.sampled_from(sorted(ROLES_OF[seat.kind])), min_size=1))
    if seat.kind is DeskKind.COUNTRY and draw(st.booleans()):
        roles = {*roles, Role.PRESIDENCY}
    return Actor(Person(7, seat.code, "Somebody", "es", "UTC"), seat, frozenset(roles))


places = st.builds(Place, st.sampled_from(list(RoomClass)), st.just("es"), st.sampled_from(["", "HN", "MX", "GT"]))


@st.composite
def referrals(draw: st.DrawFn) -> Referral:
    return Referral(
        reference="R-7KQ2MX",
        from_desk="HN",
        to_desk=draw(st.sampled_from(["MX", "UNICEF"])),
        urgency="urgent",
        service="protection",
        state=draw(st.sampled_from(list(State))),
        since=NOW,
        opened=NOW,
        opened_by=1,
        turn="MX",
        clock=Clock.RECEIPT,
        due=NOW,
        decision_left=timedelta(hours=1),
        file=FileState.SENT,
        content=CONTENT | {"nationality": (draw(st.sampled_from(["HN", "MX", "GT"])),)},
    )


@given(referrals(), actors(), places)
def test_nothing_is_shown_beyond_its_class(referral: Referral, viewer: Actor, place: Place) -> None:
    shown = DISCLOSURE.referral(referral, viewer, place)
    own_room = place.kind is RoomClass.DESK and place.desk == viewer.desk.code
    net_place = place.kind in {RoomClass.DIRECT, RoomClass.NETWORK} or own_room
    acts = bool(viewer.roles & {Role.TITULAR, Role.ALTERNATE, Role.PARTNER})
    sender = acts and viewer.desk.code == referral.from_desk
    receiver = acts and viewer.desk.code == referral.to_desk
    watches = bool(viewer.roles & {Role.SUPERVISOR}) and viewer.desk.code in {referral.from_desk, referral.to_desk}
    coordinates = bool(viewer.roles & {Role.SECRETARIAT, Role.PRESIDENCY})
    own_only = referral.state in OWN
    may_know = net_place and (
        ((sender or (watches and viewer.desk.code == referral.from_desk)) and place.kind is not RoomClass.NETWORK)
        if own_only
        else (sender or receiver or watches or coordinates)
    )
    assert (shown is not None) == may_know
    if shown is None:
        return
    in_party = place.kind is RoomClass.DIRECT and (sender or (receiver and referral.state not in ENDED))
    assert ("content" in shown) == in_party
    if not in_party:
        assert PRIVATE_SKELETON.isdisjoint(shown.fields)
        assert "secret" not in str(shown)
    assert "new-fact" not in shown.facts, "what has no rule is not shown"
    assert "decision_left" not in shown
    for name in ("protection_need", "protection_stage"):
        origin = referral.content["nationality"][0]
        assert (name in shown.facts) == (in_party and (sender or viewer.desk.code != origin))


@given(referrals(), actors(), places, st.sampled_from(list(State)), st.sampled_from(list(State)))
def test_a_step_shows_no_more_than_its_referral(
    referral: Referral, viewer: Actor, place: Place, before: State, after: State
) -> None:
    step = Step(
        reference=referral.reference,
        number=1,
        at=NOW,
        person=1,
        desk="HN",
        did="file-sent",
        before=before,
        after=after,
        facts=CONTENT,
    )
    whole = DISCLOSURE.referral(referral, viewer, place)
    shown = DISCLOSURE.step(step, referral, viewer, place)
    if shown is not None:
        assert whole is not None
        assert "content" in whole, "the file is the parties' alone"
    told = DISCLOSURE.step(replace(step, did="send"), referral, viewer, place)
    if told is not None:
        assert whole is not None
        assert ("facts" in told) == ("content" in whole)
        assert set(told.facts) <= set(whole.facts)


def test_without_a_known_nationality_the_receiver_is_not_shown_what_is_restricted() -> None:
    content = {name: values for name, values in CONTENT.items() if name != "nationality"}
    referral = Referral(
        reference="R-7KQ2MX",
        from_desk="HN",
        to_desk="MX",
        urgency="urgent",
        service="care",
        state=State.SENT,
        since=NOW,
        opened=NOW,
        opened_by=1,
        content=content,
    )
    receiver = Actor(Person(1, "MX", "L", "es", "UTC"), desk("MX", DeskKind.COUNTRY), frozenset({Role.TITULAR}))
    shown = DISCLOSURE.referral(referral, receiver, Place(RoomClass.DIRECT))
    assert shown is not None
    assert standing(referral, receiver) is Standing.RECEIVER
    assert "protection_need" not in shown.facts


def test_the_machines_own_fields_are_never_shown() -> None:
    assert disclosure.REFERRAL["version"] is never


PARTY_WORDS = ("12 a 14", "12–14", "12-14", "No acompañad", "Unaccompanied", "consentimiento", "consent")


@pytest.mark.parametrize("line", ["referral show {ref}", "referral history {ref}", "referral list sent", "{ref}"])
@pytest.mark.parametrize("room", sorted(ROOMS))
def test_no_room_ever_reads_what_is_the_parties_alone(world: World, room: str, line: str) -> None:
    reference = world.sent()
    world.told("luis", f"referral reject {reference} no-consent")
    for user in ("ana", "luis", "elena", "paula", "grace"):
        reply = world.say(user, line.format(ref=reference), at=room)
        assert isinstance(reply, Message)
        if room == "network":
            assert all(word not in reply.plain for word in PARTY_WORDS), reply.plain
        if room in {"shared", "unknown"}:
            assert reference not in reply.plain
            assert "Honduras" not in reply.plain


VERBS = [
    *("show", "history", "edit", "send", "cancel", "ack", "ask", "answer", "accept", "reject", "start", "update"),
    *("complete", "close", "return", "reopen", "withdraw", "raise", "lower", "file"),
]


@pytest.mark.parametrize("verb", VERBS)
def test_somebody_who_may_not_know_of_it_gets_the_same_answer_as_for_one_that_does_not_exist(
    world: World, verb: str
) -> None:
    reference, nowhere = world.sent(), "R-0000ZZ"
    for user in ("grace", "marie", "paula"):
        real = world.say(user, f"referral {verb} {reference}")
        made_up = world.say(user, f"referral {verb} {nowhere}")
        assert isinstance(real, Message)
        assert isinstance(made_up, Message)
        assert real.plain.replace(reference, "") == made_up.plain.replace(nowhere, "")
        assert real.error


def test_a_form_is_not_shown_to_somebody_who_may_not_know_of_the_referral(world: World) -> None:
    reference = world.draft()
    reply = world.say("luis", f"referral edit {reference}", forms=True)
    assert isinstance(reply, Message)
    assert reply.error
    submitted = world.submit("luis", f"referral edit {reference}", {})
    assert isinstance(submitted, Message)
    assert "No hay ninguna" in submitted.plain


@pytest.mark.parametrize("service", sorted(SENSITIVE))
def test_a_service_that_discloses_is_named_to_the_two_parties_alone(world: World, service: str) -> None:
    line = f"referral new to=MX urgency=urgent service={service} nationality=GT {FACTS}"
    reference = world.told("ana", line).card
    world.told("ana", f"referral send {reference}")
    assert world.referral(reference).service == "protection"
    label = world.services.rulebook.label("service", service, "es")
    for user in ("ana", "luis"):
        assert label in world.told(user, f"referral show {reference}").plain
        assert label not in world.told(user, f"referral show {reference}", at="network").plain
    for user in ("elena", "sofia", "hilda"):
        assert label not in world.told(user, f"referral show {reference}").plain
        assert "Servicio de protección" in world.told(user, f"referral show {reference}").plain
    world.told("luis", f"referral reject {reference} duplicate")
    assert label not in world.told("luis", f"referral show {reference}").plain


def test_facts_of_asylum_never_go_to_the_country_of_origin(world: World) -> None:
    asylum = [
        world.services.rulebook.label(codes, code, "es")
        for codes, code in (("institution", "asylum-authority"), ("outcome", "international-protection"))
    ]
    for nationality, origin_sees in (("HN", False), ("stateless", False), ("GT", True)):
        line = f"referral new to=MX urgency=urgent service=care nationality={nationality} {FACTS}"
        reference = world.told("ana", line).card
        world.told("ana", f"referral send {reference}")
        world.told("luis", f"referral accept {reference} asylum-authority")
        world.told("luis", f"referral complete {reference} international-protection")
        for said in (world.told("ana", f"referral {verb} {reference}").plain for verb in ("show", "history")):
            assert any(label in said for label in asylum) == origin_sees


def test_the_country_of_origin_is_not_told_that_asylum_is_asked_for(world: World) -> None:
    line = f"referral new to=HN urgency=urgent service=asylum nationality=HN {FACTS}"
    reference = world.told("luis", line).card
    world.told("luis", f"referral send {reference}")
    label = world.services.rulebook.label("service", "asylum", "es")
    assert label in world.told("luis", f"referral show {reference}").plain
    assert label not in world.told("ana", f"referral show {reference}").plain


def test_the_referral_that_a_new_one_follows_is_named_to_its_own_desk_alone(world: World) -> None:
    old = world.sent()
    world.told("luis", f"referral reject {old} no-competence")
    form = world.asked("ana", f"referral new follows={old}").form
    known = {field.name: field.value for field in form.fields if field.value}
    assert "consent_basis" not in known
    consent = {"consent_basis": ("caregiver-consent",), "consent_by": ("parent",)}
    reply = world.submit("ana", form.id, {**known, **consent, "to": ("BZ",)})
    assert isinstance(reply, Message)
    world.told("ana", f"referral send {reply.card}")
    assert old in world.told("ana", f"referral show {reply.card}").plain
    assert old not in world.told("grace", f"referral show {reply.card}").plain


def test_suggestions_name_only_referrals_of_ones_own(world: World) -> None:
    reference = world.sent()
    said = world.app.suggest(account("grace"), "referral show ")
    assert reference not in str(said)
    assert reference in str(world.app.suggest(account("ana"), "referral show "))
