"""What can be asked under the topic `liaison`, in the order in which help tells it."""

from liaison_bot.commands import Command
from liaison_bot.commands.help import show_help
from liaison_bot.network.absences import away, away_form, back
from liaison_bot.network.accounts import unlink
from liaison_bot.network.desks import (
    files,
    leave,
    leave_form,
    may_set_channel,
    presidency,
    presidency_form,
    status,
)
from liaison_bot.network.dismissal import dismiss, dismiss_form, may_dismiss
from liaison_bot.network.invitations import invite, invite_form, link, may_invite
from liaison_bot.network.joining import join
from liaison_bot.network.open_invitations import invitations
from liaison_bot.network.profile import language, me, timezone
from liaison_bot.network.roles import may_give_roles, role, role_form
from liaison_bot.network.rooms import may_approve, room
from liaison_bot.network.who import who
from liaison_bot.records.network import Actor, Role

_TOPIC = "liaison"


def _anybody(_actor: Actor) -> bool:
    return True


def _not_only_civil_society(actor: Actor) -> bool:
    """The directory is not for contacts of civil society, who take part in plans alone."""
    return actor.is_any(frozenset(Role) - {Role.CIVIL_SOCIETY})


def _secretariat(actor: Actor) -> bool:
    return Role.SECRETARIAT in actor.roles


COMMANDS: tuple[Command, ...] = (
    Command(topic=_TOPIC, verb="help", may=_anybody, run=show_help, takes_words=True),
    Command(topic=_TOPIC, verb="status", may=_anybody, run=status),
    Command(topic=_TOPIC, verb="who", may=_not_only_civil_society, run=who, takes_words=True),
    Command(topic=_TOPIC, verb="me", may=_anybody, run=me),
    Command(topic=_TOPIC, verb="language", may=_anybody, run=language, takes_words=True),
    Command(topic=_TOPIC, verb="timezone", may=_anybody, run=timezone, takes_words=True),
    Command(topic=_TOPIC, verb="away", may=_anybody, run=away, form=away_form),
    Command(topic=_TOPIC, verb="back", may=_anybody, run=back),
    Command(topic=_TOPIC, verb="link", may=_anybody, run=link),
    Command(topic=_TOPIC, verb="join", may=_anybody, run=join, takes_words=True, hidden=True),
    Command(topic=_TOPIC, verb="files", may=may_set_channel, run=files, takes_words=True),
    Command(topic=_TOPIC, verb="invite", may=may_invite, run=invite, form=invite_form),
    Command(topic=_TOPIC, verb="invitations", may=may_invite, run=invitations, takes_words=True),
    Command(topic=_TOPIC, verb="unlink", may=_anybody, run=unlink, takes_words=True),
    Command(topic=_TOPIC, verb="role", may=may_give_roles, run=role, form=role_form),
    Command(topic=_TOPIC, verb="dismiss", may=may_dismiss, run=dismiss, form=dismiss_form),
    Command(topic=_TOPIC, verb="room", may=may_approve, run=room, takes_words=True),
    Command(topic=_TOPIC, verb="presidency", may=_secretariat, run=presidency, form=presidency_form),
    Command(topic=_TOPIC, verb="leave", may=_anybody, run=leave, form=leave_form),
)
"""`join` is for strangers (`joining.stranger`); a member who types it is answered, but help does not list it."""
