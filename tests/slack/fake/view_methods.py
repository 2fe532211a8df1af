"""The methods `views.*`, and what an acknowledgement of a submitted view may do."""

from typing import Any

from slack.fake import blocks as kit
from slack.fake.call import Call, RefusedCallError
from slack.fake.chat_methods import with_ids
from slack.fake.events import Events
from slack.fake.views import View
from slack.fake.workspace import Member, Memory, Trigger

Json = dict[str, Any]

STACK = 3


def open_view(call: Call, _events: Events) -> Json:
    """`views.open`: a new stack."""
    given = _checked(call, "modal")
    trigger = _exchanged(call)
    close_all(trigger.person)
    return _answer(call.memory, shown_new(call.memory, trigger.person, given))


def push(call: Call, _events: Events) -> Json:
    """`views.push`: on the stack in which the trigger arose."""
    given = _checked(call, "modal")
    trigger = _exchanged(call)
    if trigger.view is None or trigger.view.closed or trigger.view.given["type"] != "modal":
        raise RefusedCallError("not_found")
    if len(trigger.person.modals) >= STACK:
        raise RefusedCallError("push_limit_reached")
    return _answer(call.memory, shown_new(call.memory, trigger.person, given))


def update(call: Call, _events: Events) -> Json:
    """`views.update`."""
    known = call.memory.views
    if "view_id" in call.args:
        view = known.get(call.args["view_id"])
    else:
        wanted = call.args["external_id"]
        view = next(
            (each for each in known.values() if each.given.get("external_id") == wanted and not each.closed), None
        )
    if view is None or view.closed:
        raise RefusedCallError("not_found")
    given = _checked(call, view.given["type"], view)
    if call.args.get("hash", view.hash) != view.hash:
        raise RefusedCallError("hash_conflict")
    replace(call.memory, view, given)
    return _answer(call.memory, view)


def publish(call: Call, _events: Events) -> Json:
    """`views.publish`. Somebody of another organisation keeps seeing an empty tab (bolt-js#1948)."""
    if not call.memory.app.home_tab:
        raise RefusedCallError("not_enabled")
    person = call.memory.members.get(call.args["user_id"])
    if person is None or person.deleted or person.bot:
        raise RefusedCallError("invalid_arguments", "invalid `user_id`")
    given = _checked(call, "home", person.home)
    if person.home is None:
        name = call.memory.new_id("V")
        person.home = _kept(call.memory, View(name, name, "", person.id, person.team.id, given, {}))
    elif call.args.get("hash", person.home.hash) != person.home.hash:
        raise RefusedCallError("hash_conflict")
    replace(call.memory, person.home, given)
    return _answer(call.memory, person.home)


def _checked(call: Call, kind: str, old: View | None = None) -> Json:
    given = call.args["view"]
    if isinstance(given, dict) and kit.too_large(given):
        raise RefusedCallError("view_too_large")
    if wrong := kit.view(given):
        raise RefusedCallError("invalid_arguments", *wrong)
    if given["type"] != kind:
        raise RefusedCallError("invalid_arguments", f"[ERROR] the view must be a {kind} [json-pointer:/view/type]")
    name = given.get("external_id")
    if name and any(
        each.given.get("external_id") == name and not each.closed and each is not old
        for each in call.memory.views.values()
    ):
        raise RefusedCallError("duplicate_external_id")
    return dict(given)


def _exchanged(call: Call) -> Trigger:
    if "interactivity_pointer" in call.args:
        raise RefusedCallError("invalid_arguments", "this Slack has no interactivity pointers")
    trigger = call.memory.triggers.get(call.args["trigger_id"])
    if trigger is None:
        raise RefusedCallError("invalid_trigger_id")
    if call.memory.clock() > trigger.until:
        raise RefusedCallError("expired_trigger_id")
    if trigger.used:
        raise RefusedCallError("exchanged_trigger_id")
    trigger.used = True
    return trigger


def shown_new(memory: Memory, person: Member, given: Json) -> View:
    """A modal in front of those the person has open."""
    name = memory.new_id("V")
    below = person.modals[-1] if person.modals else None
    root = below.root if below else name
    view = _kept(memory, View(name, root, below.id if below else "", person.id, person.team.id, given, {}))
    person.modals.append(view)
    replace(memory, view, given)
    return view


def replace(memory: Memory, view: View, given: Json) -> None:
    """Draw the view anew. What was put into an element that is still there, under the same ids, stays."""
    view.given = {**given, "blocks": with_ids(given["blocks"])}
    there = {
        (block["block_id"], each.get("action_id"))
        for block in view.given["blocks"]
        for each in (*block.get("elements", ()), *(block[name] for name in ("element", "accessory") if name in block))
    }
    kept = {
        block: {name: put for name, put in acts.items() if (block, name) in there}
        for block, acts in view.values.items()
    }
    view.values = {block: acts for block, acts in kept.items() if acts}
    view.rehash(memory.now)
    memory.changed()


def close_all(person: Member) -> None:
    """Shut every modal the person has open."""
    for each in person.modals:
        each.closed = True
    person.modals.clear()


def _kept(memory: Memory, view: View) -> View:
    view.app = {
        "app_id": memory.app.id,
        "app_installed_team_id": memory.team.id,
        "bot_id": memory.bot_profile["id"],
    }
    memory.views[view.id] = view
    return view


def _answer(memory: Memory, view: View) -> Json:
    memory.changed()
    return {"view": view.raw()}
