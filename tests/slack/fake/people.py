"""People as a test sees them: what they do, and what they see."""

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from slack.fake import form, payloads, shown, text, view_methods
from slack.fake.chat_methods import put
from slack.fake.form import CannotDoError
from slack.fake.message import Posted
from slack.fake.socket_mode import Delivery
from slack.fake.views import View
from slack.fake.workspace import Channel, Member, Memory

if TYPE_CHECKING:
    from slack.fake.server import FakeSlack

Json = dict[str, Any]


@dataclass(frozen=True)
class Outcome:
    """What a person sees of an act at once."""

    error: str = ""
    """`not a valid command`, `dispatch_failed`, `operation_timeout`, or nothing."""
    answer: Json = field(default_factory=dict)
    """What the acknowledgement carried."""
    delivery: Delivery | None = None
    asked: str = ""
    """The question of the confirmation, where there was one."""

    @property
    def errors(self) -> dict[str, str]:
        """Errors at the fields of a form, by block id."""
        return dict(self.answer.get("errors", {}))


class Person:
    """Somebody with an account. Each act waits for the app's acknowledgement, not for what follows it."""

    def __init__(self, slack: "FakeSlack", member: Member) -> None:
        self._slack, self.member = slack, member

    def __repr__(self) -> str:
        return f"<{self.member.handle} {self.id}>"

    @property
    def id(self) -> str:
        """The account's id."""
        return self.member.id

    @property
    def mention(self) -> str:
        """What one types to call them."""
        return f"@{self.member.handle}"

    @property
    def _memory(self) -> Memory:
        return self._slack.memory

    # What they see.

    @property
    def direct(self) -> Channel:
        """Their direct conversation with the bot."""
        return self._memory.direct(self._memory.bot, self.member)

    @property
    def home(self) -> View | None:
        """What the Home tab shows them; to people of another organisation, nothing."""
        return self.member.home if self.member.team is self._memory.team else None

    @property
    def modal(self) -> View | None:
        """The modal in front."""
        return self.member.modals[-1] if self.member.modals else None

    def sees(self, channel: Channel | None = None, *, thread: Posted | None = None) -> list[Posted]:
        """What they see in a channel, the direct conversation without one; ephemeral messages too, in their order."""
        place = channel or self.direct
        if self.id not in place.members:
            return []
        return [
            each
            for each in place.messages
            if self._shown(each) and (each.thread_ts == thread.ts if thread else not each.thread_ts or each.broadcast)
        ]

    async def waits_for(
        self,
        words: str,
        channel: Channel | None = None,
        *,
        after: Posted | None = None,
        seconds: float = 5.0,
    ) -> Posted:
        """The newest message with these words that they see there or in a thread there, as soon as there is one."""
        place = channel or self.direct
        since = after.ts if after else ""

        def found() -> Posted | None:
            seen = [each for each in place.messages if self._shown(each) and each.ts > since]
            return next((each for each in reversed(seen) if words in each.shown), None)

        try:
            await self._memory.until(found, seconds)
        except TimeoutError:
            raise AssertionError(
                f"{self} waited for {words!r} and saw {[each.shown for each in self.sees(place)]}"
            ) from None
        got = found()
        assert got is not None
        return got

    def _shown(self, message: Posted) -> bool:
        return not message.deleted and message.only_for in {"", self.id}

    async def waits_for_modal(self, words: str = "", *, seconds: float = 5.0) -> View:
        """The modal in front, as soon as it holds these words."""
        try:
            await self._memory.until(lambda: self.modal is not None and words in self.modal.shown, seconds)
        except TimeoutError:
            raise AssertionError(f"{self} waited for {words!r} and saw {self.modal and self.modal.shown!r}") from None
        assert self.modal is not None
        return self.modal

    # What they do.

    async def types(self, channel: Channel | None, words: str, *, thread: Posted | None = None) -> Posted:
        """Say something, in the direct conversation where no channel is given."""
        place = channel or self.direct
        self._is_in(place)
        app = self._memory.app
        if place is self.direct and not (app.messages_tab and app.people_write):
            raise CannotDoError("sending messages to this app has been turned off")
        said = text.typed(words, self._memory.members.values(), self._memory.channels.values())
        message = self._message(place, said)
        message.thread_ts = (thread.thread_ts or thread.ts) if thread else ""
        put(self._memory, self._slack.events, place, message)
        return message

    def _message(self, place: Channel, said: str) -> Posted:
        ts = self._memory.ts()
        rich = {
            "type": "rich_text",
            "block_id": ts[-5:],
            "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": shown.mrkdwn(said)}]}],
        }
        team, number = self.member.team.id, f"client-{ts}"
        if self.member.bot:
            profile = self._memory.profile(f"B{self.id[1:]}", f"A{self.id[1:]}", self.member)
            return Posted(ts, place.id, self.id, team, text=said, bot=profile)
        return Posted(ts, place.id, self.id, team, text=said, blocks=[rich], client_msg_id=number)

    async def slash(self, channel: Channel | None, command: str, words: str = "") -> Outcome:
        """Run a slash command."""
        place = channel or self.direct
        self._is_in(place)
        known = self._memory.app.commands
        if self.member.team is not self._memory.team or command not in known:
            return Outcome(error="not a valid command")
        said = text.commanded(
            words, self._memory.members.values(), self._memory.channels.values(), made_ids=known[command]
        )
        payload = payloads.slash(self._memory, self.member, place, command, said, self._slack.url)
        outcome = await self._tell("slash_commands", payload, accepts=True)
        if outcome.answer:
            self._slack.responses.say(self._memory.responses[_path(payload["response_url"])], dict(outcome.answer))
        return outcome

    async def presses(self, where: Posted | View, button: str, *, confirms: bool = True) -> Outcome:
        """Press the button of this action id or of these words; say yes to its question unless `confirms` is false."""
        block, element = form.find(where, button, "button")
        return await self._acts(where, block, element, {}, confirms=confirms)

    async def chooses(self, where: Posted | View, select: str, *values: str, confirms: bool = True) -> Outcome:
        """Choose in the select, overflow, date picker … of this action id or block id."""
        block, element = form.find(where, select)
        chosen = form.value(element, values if len(values) != 1 else values[0])
        kept = where.values if isinstance(where, View) else where.selected
        if element["type"] != "overflow":
            kept.setdefault(block["block_id"], {})[element["action_id"]] = chosen
        if block["type"] == "input" and not block.get("dispatch_action"):
            return Outcome()
        return await self._acts(where, block, element, chosen, confirms=confirms)

    async def _acts(self, where: Posted | View, block: Json, element: Json, chosen: Json, *, confirms: bool) -> Outcome:
        if not self._memory.app.interactivity:
            raise CannotDoError("this app is not configured to handle interactive responses")
        asked = shown.confirmation(element)
        if asked and not confirms:
            return Outcome(asked=asked)
        action = {
            **{name: value for name, value in element.items() if name not in {"options", "option_groups"}},
            "block_id": block["block_id"],
            **chosen,
            "action_ts": self._memory.ts(),
        }
        if isinstance(where, View):
            if where.closed or where.person != self.id:
                raise CannotDoError("that view is not open")
            form.settle(where.blocks, where.values)
            payload = payloads.view_action(self._memory, self.member, where, action)
        else:
            place = self._memory.channels[where.channel]
            self._is_in(place)
            if not self._shown(where):
                raise CannotDoError("that message is not there for them")
            form.settle(where.blocks, where.selected)
            payload = payloads.message_action(self._memory, self.member, place, where, action, self._slack.url)
        outcome = await self._tell("interactive", payload)
        return Outcome(outcome.error, outcome.answer, outcome.delivery, asked)

    async def searches(self, view: View, select: str, words: str) -> list[str]:
        """Type into a select whose options the app knows; gives the options offered, as their words."""
        block, element = form.find(view, select, "external_select", "multi_external_select")
        payload = payloads.suggestion(self._memory, self.member, view, block, words)
        outcome = await self._tell("interactive", payload, accepts=True)
        offered = form.suggested(outcome.answer)
        element["options"] = offered
        return [each["text"]["text"] for each in offered]

    async def submits(self, view: View, values: dict[str, str | list[str]] | None = None) -> Outcome:
        """Send a modal in, its inputs filled by block id, action id or label; what is not named stays as it is."""
        if view.closed or view is not self.modal:
            raise CannotDoError("that modal is not in front")
        form.fill(view, values or {})
        outcome = await self._tell("interactive", payloads.submission(self._memory, self.member, view), accepts=True)
        if not outcome.error:
            self._after_submission(view, outcome.answer)
        return outcome

    def _after_submission(self, view: View, answer: Json) -> None:
        action = answer.get("response_action", "")
        if action == "errors":
            if unknown := set(answer["errors"]) - set(view.inputs):
                self._memory.complaints.append(f"errors at fields that are not inputs of the view: {sorted(unknown)}")
        elif action in {"update", "push"}:
            given = form.checked_answer(self._memory, answer)
            if action == "update":
                view_methods.replace(self._memory, view, given)
            elif len(self.member.modals) >= view_methods.STACK:
                self._memory.complaints.append("response_action push: three modals are open")
            else:
                view_methods.shown_new(self._memory, self.member, given)
        elif action == "clear":
            view_methods.close_all(self.member)
        else:
            if answer:
                self._memory.complaints.append(f"an answer to a submission that Slack does not know: {sorted(answer)}")
            view.closed = True
            self.member.modals.remove(view)
        self._memory.changed()

    async def closes(self, view: View, *, everything: bool = False) -> Outcome:
        """Shut a modal without sending it; `everything`: with all those under it."""
        stack = self.member.modals
        gone = list(reversed(stack)) if everything else [view]
        outcome = Outcome()
        for each in gone:
            each.closed = True
            stack.remove(each)
        self._memory.changed()
        for each in gone:
            if each.given.get("notify_on_close"):
                payload = payloads.closed(self._memory, self.member, each, cleared=everything)
                outcome = await self._tell("interactive", payload)
        return outcome

    async def opens_home(self, tab: str = "home") -> View | None:
        """Open the app, at its Home tab or at `messages`; gives what is there at that moment."""
        self._slack.events.tell(
            "app_home_opened", payloads.home_opened(self._memory, self.member, self.direct, tab), self.direct
        )
        return self.home if tab == "home" else None

    async def edits(self, message: Posted, words: str) -> None:
        """Change what they said."""
        if message.user != self.id or message.deleted:
            raise CannotDoError("not theirs to edit")
        before = message.raw()
        message.text = text.typed(words, self._memory.members.values(), self._memory.channels.values())
        message.edited = {"user": self.id, "ts": self._memory.ts()}
        message.blocks[0]["elements"][0]["elements"][0]["text"] = shown.mrkdwn(message.text)
        self._memory.changed()
        self._slack.events.changed(self._memory.channels[message.channel], message, before)

    async def deletes(self, message: Posted) -> None:
        """Take back what they said."""
        if message.user != self.id or message.deleted:
            raise CannotDoError("not theirs to delete")
        message.deleted = True
        self._memory.changed()
        self._slack.events.deleted(self._memory.channels[message.channel], message)

    def _is_in(self, place: Channel) -> None:
        if self.member.deleted:
            raise CannotDoError("the account is deactivated")
        if self.id not in place.members:
            raise CannotDoError("they are not in that channel")
        if place.archived:
            raise CannotDoError("the channel is archived")

    async def _tell(self, kind: str, payload: Json, *, accepts: bool = False) -> Outcome:
        delivery = self._slack.sockets.deliver(Delivery(kind, payload, accepts))
        try:
            async with asyncio.timeout(self._slack.patience):
                answer = await asyncio.shield(delivery.answered)
        except TimeoutError:
            delivery.error = "operation_timeout"
            return Outcome("operation_timeout", delivery=delivery)
        return Outcome(delivery.error, answer, delivery)


def _path(url: str) -> str:
    return "/" + url.split("/", 3)[3]
