### English. Terms follow the glossary of the Regional Conference on Migration's own documents where they have one.

## What people type: the first word is the one that is shown.

word-back = back, previous, b
word-skip = skip, none
word-cancel = cancel, stop, quit
word-more = more
word-yes = yes, y, ok, confirm
word-stay = stays, stay

## Answers that any command may give

quoted = “{ $text }”
labelled = { $label }: { $value }
unknown-word = I do not know that word. Type “help” to see what you can do.
unknown-word-near = I do not know that word. Did you mean “{ $near }”? Type “help” to see what you can do.
unknown-verb = I do not know that command of “{ $topic }”. Type “help { $topic }” to see them all.
unknown-verb-near = I do not know that command. Did you mean “{ $near }”?
unknown-field = This command has no field of that name. It has: { $fields }
unknown-field-near = This command has no field of that name. Did you mean “{ $near }”? It has: { $fields }
too-many-words = There is more on this line than the command takes. Put quotation marks around words that belong together.
words-left-over = I understood “{ $line }”, but not the words behind it, so nothing was done. Please type it again without them.
reference-missing = Which one? Add its reference, as in “{ $line } R-7KQ2MX”.
refused-role = Your role does not include this. Type “help” to see what you can do.
refused-state-gone = That can no longer be done. Please begin again.
unexpected = Something went wrong on our side, and nothing was changed. Please tell your operator this number: { $number }
refused-unreadable = I cannot read which account or place you are writing from, so nothing was done. Please tell your operator.
not-taken-too-old = What you wrote here while I was away has waited too long, so I did not do it. See how things stand now and, if it is still needed, write it again.
not-taken-edited = You corrected a message that I had already read: what you wrote first is what counts. If you meant something else, write it in a new message.
not-taken-unreadable = I could not read that message. Please send it again.
not-taken-untrusted = I do not act on messages from a device that is not verified. Verify it in your app's settings and send the message again.
not-taken-unprotected = This conversation is not encrypted, so I do nothing here. Write to me in the encrypted conversation I have offered you, or turn on encryption in this one.
not-taken-unattended = To compare emoji with me, the person who runs me has to look at theirs at the same time. Agree on a moment with them, by telephone for instance, and ask for the verification again then.

## Forms and conversations

mistake-required = This answer is needed to go on.
mistake-choice = That is not one of the choices.
mistake-one-choice = Please choose only one.
mistake-too-long = This text has { $length } characters. Please shorten it to { $longest } at most.
mistake-date = I cannot read that date. Please type it as 2026-12-24 or 12/24.
mistake-date-lately = That day has to be within the last year, today at the latest. Please write it with its year, as in 2026-12-24.
mistake-consent-nobody = If nobody gave consent, there is none. Say who gave it, or choose an override as its basis.
mistake-answer-empty = Please answer the question: with a fact, a note, or both.
mistake-confirm = Please answer with “yes”, “cancel”, or the number of the answer you want to change.
conversation-place = question { $at } of { $of }
conversation-choose-one = Answer with the number of your choice.
conversation-choose-several = Answer with the numbers of your choices, separated by commas.
conversation-type = Type your answer.
conversation-date = Type a date, such as 2026-12-24.
conversation-steer = You can also answer “back” or “cancel”.
conversation-steer-optional = You can also answer “skip”, “back” or “cancel”.
conversation-confirm = Is this right? Answer “yes” to confirm, the number of an answer to change it, or “cancel” to stop.
conversation-confirm-more = Is this right? Answer “yes” to confirm, “more” to add further facts, the number of an answer to change it, or “cancel” to stop.
conversation-answer = { $question }: { $answer }
conversation-dropped = Stopped. Nothing was done.
form-resumed = Here is what you had left half-way. Check it before you go on.
continued-in-private = I have written to you in our direct conversation, so that we can go on there.
answered-in-private = Done. I have written to you in our direct conversation.
form-save = Save
form-close = Close

## Referrals: what people type

word-referral = referral, referrals, refer, case
topic-referral = Referrals
word-referral-new = new, open, create
word-referral-list = list
word-referral-show = show, view
word-referral-status = status
word-referral-history = history, trail
word-referral-edit = edit, change
word-referral-send = send
word-referral-cancel = discard, cancel
word-referral-ack = receive, ack, acknowledge, received, receipt
word-referral-ask = ask, question
word-referral-answer = answer, reply
word-referral-accept = accept
word-referral-reject = reject, refuse, decline
word-referral-start = start, begin
word-referral-update = update, progress
word-referral-complete = outcome, complete, done
word-referral-close = close
word-referral-return = return
word-referral-reopen = reopen
word-referral-withdraw = withdraw, revoke
word-referral-erase = erase, delete
word-referral-raise = raise
word-referral-lower = lower
word-referral-snooze = snooze, remind
word-referral-file = file
word-box-waiting = waiting, mine, pending
word-box-sent = sent
word-box-received = received
word-box-overdue = overdue, late
word-box-closed = closed, ended
word-file-sent = sent
word-file-received = received, arrived
word-file-missing = missing, lost

## Referrals: what each command does

help-referral-new = Refer a case to another country or organisation. It stays a draft until you send it.
help-referral-list = Your desk's referrals: waiting, sent, received, overdue or closed.
help-referral-show = One referral: where it stands, whose turn it is, and by when.
help-referral-status = One referral in a line: state, whose turn, by when, with whom.
help-referral-history = Everything that happened to a referral, in order.
help-referral-edit = Change a draft.
help-referral-send = Send a draft to its recipient. The clock starts.
help-referral-cancel = Discard a draft.
help-referral-ack = Confirm that your desk has received a referral, or its withdrawal.
help-referral-ask = Ask the sending desk for information. Your deadline to decide stands still.
help-referral-answer = Answer the receiving desk's question.
help-referral-accept = Accept a referral and say which kind of institution will act.
help-referral-reject = Reject a referral, with a reason.
help-referral-start = Say that work has begun.
help-referral-update = Report progress.
help-referral-complete = Report the outcome, for the sending desk to confirm.
help-referral-close = Confirm the outcome and close the referral.
help-referral-return = Give a referral back: the case is not resolved.
help-referral-reopen = Take up a closed referral again.
help-referral-withdraw = Withdraw a referral at any time. The other desk is asked to confirm that it knows.
help-referral-erase = Erase the contents of an ended referral now, because somebody with a right to ask for it did. It cannot be undone.
help-referral-raise = Make a referral more urgent.
help-referral-lower = Make a referral less urgent, with a reason.
help-referral-snooze = Put your own reminders of a referral off until a day before its deadline.
help-referral-file = Mark where the child's file is. The file itself never travels through the bot.

## Referrals: buttons

do-referral-new = New referral
do-referral-list = My list
do-referral-show = Open
do-referral-status = Status
do-referral-history = History
do-referral-edit = Edit
do-referral-edit-submit = Save the draft
do-referral-send = Send
do-referral-cancel = Discard
do-referral-ack = Confirm receipt
do-referral-receipt = Confirm that we know
do-referral-ask = Ask a question
do-referral-answer = Answer
do-referral-accept = Accept
do-referral-reject = Reject
do-referral-start = Start
do-referral-update = Report progress
do-referral-complete = Report the outcome
do-referral-close = Confirm and close
do-referral-return = Not resolved
do-referral-reopen = Reopen
do-referral-withdraw = Withdraw
do-referral-erase = Erase the contents
do-referral-raise = More urgent
do-referral-lower = Less urgent
do-referral-file = Child's file
do-referral-snooze = Remind me later
do-referral-file-sent = File sent
do-referral-file-received = File received
do-referral-file-missing = File did not arrive
do-referral-follow = Refer anew
confirm-no = No
confirm-send = Send { $reference } now? It can be withdrawn afterwards, but not edited.
confirm-cancel = Discard the draft { $reference }?

## Referrals: what was done, told to the one who did it

done-new = Draft { $reference } is saved. Only your desk can see it. Check it, then send it.
done-edit = The draft { $reference } is saved.
done-cancel = The draft { $reference } is discarded.
done-send = { $reference } has gone to the { $desk } desk, and they have been told.
done-ack = You confirmed receipt. The { $desk } desk has been told.
done-receipt = You confirmed that you know of the withdrawal. The { $desk } desk has been told.
done-ask = Your question is with the { $desk } desk. Your deadline stands still until they answer.
done-answer = Your answer is with the { $desk } desk.
done-accept = You accepted { $reference }. The { $desk } desk has been told.
done-reject = You rejected { $reference }. The { $desk } desk has been told, with the reason.
done-start = Noted: work has begun. The { $desk } desk has been told.
done-update = Progress noted. The { $desk } desk has been told.
done-complete = Outcome reported. It is now for the { $desk } desk to confirm it.
done-close = { $reference } is closed. The { $desk } desk has been told.
done-return = { $reference } is back with the { $desk } desk.
done-reopen = { $reference } is open again. The { $desk } desk has been told.
done-withdraw = { $reference } is withdrawn. The { $desk } desk has been told, and asked to confirm that they know.
done-raise = The urgency is raised. The { $desk } desk has been told.
done-erase = The contents of { $reference } are erased. In a few minutes I also take back what I said of it in the chats, this message included, and then tell the { $desk } desk. I do not touch your own national system.
done-erase-whole = The draft { $reference } is erased, all of it. In a few minutes I also take back what I said of it in the chats, this message included.
done-lower = The urgency is lowered. The { $desk } desk has been told.
done-file-sent = Noted: the file is on its way. The { $desk } desk will say whether it has arrived.
done-file-received = Noted: the file has arrived. The { $desk } desk has been told.
done-file-missing = Noted: the file did not arrive. The { $desk } desk has been asked to send it again.
on-duty = On duty there: { $names }.

## Deadlines that are chased

chase-remind = Reminder: { $percent } % of the time has passed.
chase-late = The deadline has passed, and there is no answer yet.
chase-sent-late = This notice is late: it was due on { $moment }.
chase-supervisor = Your desk has not answered, and the deadline has passed. Please tell whoever is on duty.
chase-coordinators = The deadline has passed, and the { $desk } desk has not answered the reminders. Please get in touch with them.
chase-told = { $count ->
    [0] The { $desk } desk has not answered
    [one] The { $desk } desk was reminded once
   *[other] The { $desk } desk was reminded { $count } times
  }{ $rung ->
    [officers] ; now everybody who acts there has been told: { $names }.
    [supervisor] ; now their national supervisor has been told: { $names }.
    [coordinators] ; now the Network's coordinators have been told: { $names }.
   *[on-duty] : { $names }.
  }

## Referrals: what happened, in notices and in the history

did-new = { $person } ({ $desk }) opened a draft.
did-edit = { $person } ({ $desk }) changed the draft.
did-cancel = { $person } ({ $desk }) discarded the draft.
did-send = { $person } ({ $desk }) sent it.
did-ack = { $person } ({ $desk }) confirmed receipt.
did-receipt = { $person } ({ $desk }) confirmed that they know of the withdrawal.
did-ask = { $person } ({ $desk }) asked for information.
did-answer = { $person } ({ $desk }) answered the question.
did-accept = { $person } ({ $desk }) accepted it.
did-reject = { $person } ({ $desk }) rejected it.
did-start = { $person } ({ $desk }) started work.
did-update = { $person } ({ $desk }) reported progress.
did-complete = { $person } ({ $desk }) reported the outcome.
did-close = { $person } ({ $desk }) confirmed the outcome and closed it.
did-return = { $person } ({ $desk }) gave it back as not resolved.
did-reopen = { $person } ({ $desk }) reopened it.
did-withdraw = { $person } ({ $desk }) withdrew it.
did-erase = { $person } ({ $desk }) erased the contents.
erased-elsewhere = What your desk keeps of it elsewhere, please erase too where that is due.
did-raise = { $person } ({ $desk }) raised the urgency.
did-lower = { $person } ({ $desk }) lowered the urgency.
did-file-sent = { $person } ({ $desk }) sent the child's file.
did-file-received = { $person } ({ $desk }) received the child's file.
did-file-missing = { $person } ({ $desk }) reported that the child's file did not arrive.
news-elsewhere = There is news for you. Write to me in our direct conversation to read it.
alarm-title = For whoever runs the bot
alarm-late = Nobody looked at the deadlines from { $since } to { $until }. { $count ->
    [0] No notice of a deadline fell due meanwhile.
    [one] One notice of a deadline fell due meanwhile and was sent late.
   *[other] { $count } notices of deadlines fell due meanwhile and were sent late.
  }
alarm-given-up = { $count ->
    [one] One notice could not be delivered.
   *[other] { $count } notices could not be delivered.
  }
alarm-waiting = { $count ->
    [one] One notice is waiting to be delivered, since { $since }.
   *[other] { $count } notices are waiting to be delivered; the oldest since { $since }.
  }
alarm-doctor = The log and “liaison-bot doctor” say more.
notice-undelivered = A notice could not be delivered to { $name } ({ $desk }). Please ask them to write to the bot.
notice-undelivered-about = A notice about { $reference } could not be delivered to { $name } ({ $desk }). Please let them know in another way.
notice-undelivered-room = The digest could not be posted in the room { $room } ({ $platform }). Please see whether the bot is still in it.

## Referrals: the card

state-draft = Draft
state-sent = Sent – awaiting receipt
state-acknowledged = Received
state-info-requested = Information requested
state-accepted = Accepted
state-in-progress = In progress
state-completed = Completed – to be confirmed
state-closed = Closed
state-rejected = Rejected
state-withdrawn = Withdrawn
state-cancelled = Cancelled
since = { $state }, since { $moment }.
turn-receipt = { $own ->
    [yes] It is your turn: confirm receipt.
   *[no] It is the { $desk } desk's turn to confirm receipt.
  }
turn-decision = { $own ->
    [yes] It is your turn: accept, reject or ask.
   *[no] It is the { $desk } desk's turn to decide.
  }
turn-answer = { $own ->
    [yes] It is your turn: answer the question.
   *[no] It is the { $desk } desk's turn to answer the question.
  }
turn-progress = { $own ->
    [yes] It is your turn: report progress or the outcome.
   *[no] It is the { $desk } desk's turn to report progress or the outcome.
  }
turn-confirmation = { $own ->
    [yes] It is your turn: confirm the outcome, or give the referral back.
   *[no] It is the { $desk } desk's turn to confirm the outcome.
  }
turn-withdrawal = { $own ->
    [yes] It is your turn: confirm that you know of the withdrawal.
   *[no] It is the { $desk } desk's turn to confirm that they know of the withdrawal.
  }
turn-file-send = { $own ->
    [yes] It is your turn: send the child's file by the other desk's secure channel.
   *[no] It is the { $desk } desk's turn to send the child's file.
  }
turn-file-receive = { $own ->
    [yes] It is your turn: say whether the child's file has arrived.
   *[no] It is the { $desk } desk's turn to say whether the child's file has arrived.
  }
turn-nobody = Nobody is waited for.
turn-with = On duty at the { $desk } desk: { $names }.
field-until = Until which day
snooze-hint = The deadline is { $moment }. Type tomorrow, or a day as { $day }, which is the last one possible. Today: reminders come again.
snoozed = You are not reminded of it until { $day }. Your colleagues are, and the deadline stays as it is.
snoozed-no-more = You are reminded of it again as usual.
snooze-over = Reminder: you had put this off until today.
mistake-snooze-past = That day has passed. Type tomorrow or a later day before the deadline; today lets reminders come again.
mistake-snooze-after = That is after the deadline. Reminders can be put off within it only: type an earlier day.
word-until = until, till
due-by = By { $moment }.
due-past = OVERDUE since { $moment }.
due-working = (Working hours in { $desk }.)
decide-by = Decision by { $moment }.
more-in-private = The details are for the two desks alone: open it in our direct conversation.
access-ended = Your access to the details has ended.
erased = Its contents were erased on { $day }: what was done and when stays, what it was about does not.
erased-soon = On { $day } its contents will be erased, as the rule says. What your desk still needs belongs in your own system by then.
erased-soon-draft = On { $day } this draft will be erased, as the rule says, unless it is sent before.
retention-contents-title = To be erased on { $day }
retention-contents = { $count ->
    [one] One referral of your desk ended long ago. On { $day } its contents will be erased, as the rule says.
   *[other] { $count } referrals of your desk ended long ago. On { $day } their contents will be erased, as the rule says.
  }
retention-contents-do = What your desk still needs belongs in your own national system: open each and take it over before then. What I said of them in the chats I take back too. Reference, countries and dates stay for a while. Nothing else needs to be done.
retention-draft-title = Drafts to be erased on { $day }
retention-draft = { $count ->
    [one] One draft of your desk has not been sent for days. On { $day } it will be erased, as the rule says.
   *[other] { $count } drafts of your desk have not been sent for days. On { $day } they will be erased, as the rule says.
  }
retention-draft-do = Whoever still needs one: send it before then. Whoever does not: discard it, or let it go.
retention-more = … and { $count } more.
fact-sent-by = Sending officer
fact-received-by = Receiving officer
history-title = history

## Referrals: lists

box-waiting = Waiting for your desk
box-waiting-empty = Nothing is waiting for your desk.
box-sent = Sent by your desk
box-sent-empty = Your desk has no open referrals of its own.
box-received = Received by your desk
box-received-empty = Your desk has received no referrals that are open.
box-overdue = Overdue
box-overdue-empty = Nothing is overdue.
box-closed = Ended
box-closed-empty = None of your desk's referrals has ended yet.
desk-title = { $desk }: your desk today
desk-none = What waits for a desk appears here. Your role has no referrals of its own; this is what you can do:
desk-others = We are waiting for others
desk-others-empty = We are waiting for nothing from others.
page = page { $number }
page-before = Previous page
page-after = Next page
page-empty = There is nothing on this page.
unknown-box = I do not know that list. Please choose one of these: { $boxes }

## Referrals: forms

referral-new-title = New referral
referral-new-submit = Save as a draft
referral-erase-intro = This cannot be undone. The facts of the referral and the notes of its history are erased at once, and in a few minutes what I said of it in the chats, as far as the platform lets me. The reference, the two desks and the dates stay. If you still need something, take it over into your national system first.
referral-erase-intro-whole = This cannot be undone. The draft is erased at once, all of it, and in a few minutes what I said of it in the chats, as far as the platform lets me.
referral-form-intro = Never write a name, a date of birth, a document number, an address or a telephone number here. The child's file travels by the other desk's secure channel.
referral-answer-intro = Asked: { $question }
field-to = To
field-urgency = Urgency
field-service = Service requested
field-follows = Follows on from
field-follows-hint = The reference of a rejected or withdrawn referral that this one continues.
field-note = Note
field-note-hint = Short, and nothing by which anybody could recognise the child. At most 280 characters.
field-question = What you need to know
field-institution = Type of institution that will act
field-rejection = Reason for rejection
field-suggested = Who could help instead
field-progress = Progress
field-outcome = Outcome
field-closure = Reason for closing
field-return = Why it is not resolved
field-reopening = Reason for reopening
field-withdrawal = Reason for withdrawal
field-erasure = Reason for erasing
field-lowering = Reason for lowering the urgency
field-file-step = Child's file
field-file-channel = Secure channel
field-file-channel-hint = How the file travels. Never through this bot.
field-file-date = Date
file-step-none = not sent yet
file-step-sent = sent
file-step-received = received
file-step-missing = did not arrive

## Referrals: refusals

mistake-reference = That is not a reference. A reference looks like R-7KQ2MX; please check it.
referral-unknown = There is no referral { $reference } that you may see. Please check the reference, or look for it in your list.
refused-place = Nothing about referrals is said in this room. Write to me in our direct conversation.
refused-in-private = What concerns a child's file is said in our direct conversation only. Write to me there: { $line }
refused-not-party = Only the officers of the two desks can do that. Please ask one of them.
refused-other-side = That is for the other desk to do. Open the referral to see what you can do.
refused-state = { $reference } has moved on: it is now “{ $state }”, so that can no longer be done. Open it to see what you can do now.
refused-already = That is recorded already: { $reference } is “{ $state }”.
refused-erased-already = Its contents are erased already.
refused-erase-receiver = Only the desk that sent it can erase its contents. Please ask the { $desk } desk.
refused-erase-titular = Erasing contents before their time is for the titular officer of your desk. Please ask them.
refused-erase-withdraw = { $reference } is still open. Withdraw it first ({ $line }), then erase its contents.
refused-erase-cancel = { $reference } is a draft. Discard it first ({ $line }), then erase it.
refused-too-late = It was closed more than { $days } days ago. Please open a new referral.
refused-snooze-turn = { $reference } does not wait for your desk now, so you are not reminded of it.
refused-snooze-no-deadline = No deadline is running for { $reference }, so there is nothing to be reminded of.
refused-snooze-late = The deadline of { $reference } has passed. What comes now cannot be put off: please answer, or ask a colleague to.
refused-snooze-soon = The deadline of { $reference } is { $moment }. That is too soon to put reminders off by days.
refused-erased = Its contents were erased, so it cannot be opened again. Please open a new referral.
refused-file-none = The child's file has not been sent yet. The sending desk must first say that it is on its way.
refused-file-sent = The child's file is already on its way. It is for the other desk to say whether it has arrived.
refused-file-received = The child's file has already arrived. There is nothing more to do about it.
refused-file-missing = It was already reported that the child's file did not arrive. It is for the sending desk to send it again.
refused-receipt-given = You have already confirmed that. There is nothing more to do.
refused-raise-highest = It is already at the highest urgency.
refused-lower-lowest = It is already at the lowest urgency.
refused-incomplete = { $reference } cannot be sent yet. Please edit the draft and fill in: { $fields }
refused-override = There is no consent for { $reference }, and only a titular officer can authorise an exception. Please ask your titular to send it.
refused-no-agreement = One of the two desks has no agreement to take part in referrals. Please ask the Technical Secretariat.
refused-recipient = Nobody at the { $desk } desk has joined yet, so nobody would answer. Please tell the Technical Secretariat.
refused-follows = { $reference } is not a rejected or withdrawn referral of your desk. Please check the reference, or leave it out.

## What a free text may not hold. The text itself is never repeated or kept.

guard-email = This seems to hold an e-mail address. Nothing was kept. Please leave it out: contact details travel by the secure channel.
guard-phone = This seems to hold a telephone number. Nothing was kept. Please leave it out: contact details travel by the secure channel.
guard-document = This seems to hold a document number. Nothing was kept. Please leave it out: it belongs in the child's file.
guard-birth-date = This seems to hold a date of birth. Nothing was kept. Please choose the age band instead.
guard-address = This seems to hold an address or the name of a shelter. Nothing was kept. Please leave it out: it belongs in the child's file.
guard-account = This seems to hold a social media account. Nothing was kept. Please leave it out: it belongs in the child's file.
guard-name = This seems to hold a person's name. Nothing was kept. Please write “the child”, “the mother” or “the officer” instead.
guard-take-away = What you typed is still in the room, where everybody can read it: delete it there.

## The practice network

room-network = Network channel
room-shared = With partners
room-desk = Desk channel
practice-newcomer = Somebody new
practice-newcomer-about = Has not joined the Network yet
## Who can read a room

audience-members = people of the organisation that hosts it only
audience-outsiders = people of other organisations too
audience-open = anybody who walks in
audience-unknown = it cannot be found out now
audience-one-person = only you
room-guard-on = on: if somebody types a name, a number or an address here, I tell them, and them alone
room-guard-off = off
room-guard-no-ear = on, but here I hear only what mentions me

## The Network: people, desks, roles

topic-liaison = You and the Network
word-liaison = liaison, network
word-liaison-help = help, ?
word-liaison-status = status
word-liaison-who = who, directory
word-liaison-me = me, profile, whoami
word-liaison-language = language, lang
word-liaison-timezone = timezone, zone, time-zone
word-liaison-settings = settings, preferences
word-liaison-away = away, absent, out
word-liaison-back = back, returned
word-liaison-link = link
word-liaison-join = join
word-liaison-files = channel, files
word-liaison-invite = invite
word-liaison-invitations = invitations
word-liaison-unlink = unlink
word-liaison-role = role
word-liaison-dismiss = dismiss, offboard
word-liaison-room = room, rooms
word-room-network = network
word-room-desk = desk
word-room-shared = shared, partners
word-room-none = none, nothing
word-room-guard = guard, warning
word-room-on = on, yes
word-room-off = off, no
word-liaison-presidency = presidency
word-liaison-leave = leave

help-liaison-help = What you can do here, and how to type it.
help-liaison-status = How things stand: what waits for your desk, who is on duty, which country presides.
help-liaison-who = Who is at each desk, who is there now, and what time it is for them.
help-liaison-me = What the bot knows of you: desk, role, language, time zone, accounts.
help-liaison-language = Choose the language in which I write to you.
help-liaison-timezone = Set the time zone in which I tell you dates and times.
help-liaison-settings = Each setting, and by whose choice.
help-liaison-away = Say when you will be away. What comes in goes to your colleagues.
help-liaison-back = Say that you are back.
help-liaison-link = Use the bot from a second account of yours as well.
help-liaison-join = Join with the one-time code that you were given.
help-liaison-files = Say by which secure channel your desk receives a child's file.
help-liaison-invite = Invite a new colleague. You get a one-time code for them.
help-liaison-invitations = The invitations that nobody has used, to look them over or cancel one.
help-liaison-unlink = Take an account of yours away that you no longer use, or that is not yours.
help-liaison-role = Give somebody at your desk a role with its days: from when, until when.
help-liaison-dismiss = End the role of somebody at your desk, today or from a day on.
help-liaison-room = Say what the room is for in which you type this, or see it: Network, desk, shared with partners, or none; and turn the guard on personal data on or off.
help-liaison-presidency = Note from which day a country holds the Presidency Pro-Tempore.
help-liaison-leave = End your role, when you leave your post.

usage-liaison-help = { $line } · { $line } liaison away
usage-liaison-who = { $line } · { $line } Honduras
usage-liaison-language = { $line } español
usage-liaison-timezone = { $line } Tegucigalpa · { $line } Mexico City
usage-liaison-away = { $line } 12/24 1/4 · { $line } today tomorrow
usage-liaison-join = { $line } 7KQ2-MXA4-9TBC
usage-liaison-files = { $line } diplomatic bag
usage-liaison-invite = { $line } desk=Honduras role=alternate language=español name="Ana Flores"
usage-liaison-role = { $line } · { $line } "Ana Flores" titular 2027-01-01
usage-liaison-dismiss = { $line } · { $line } "Ana Flores" today yes
usage-liaison-room = { $line } · { $line } network · { $line } desk Honduras español · { $line } none · { $line } guard on
usage-liaison-presidency = { $line } Honduras 1/15
usage-liaison-leave = { $line } confirm=yes

do-liaison-help = Help
do-liaison-status = How things stand
do-liaison-who = Directory
do-liaison-me = About you
do-liaison-language = Language
do-liaison-timezone = Time zone
do-liaison-settings = Settings
do-liaison-away = I will be away
do-liaison-back = I am back
do-liaison-link = Link another account
do-liaison-invite = Invite a colleague
do-liaison-invitations = Unused invitations
do-liaison-unlink = Take an account away
do-liaison-role = Roles and their days
do-liaison-dismiss = End somebody's role
do-liaison-room = This room
do-liaison-presidency = Presidency Pro-Tempore
do-liaison-leave = Leave the Network

role-titular = titular liaison officer
role-alternate = alternate liaison officer
role-supervisor = national supervisor
role-secretariat = Technical Secretariat
role-partner = partner focal point
role-civil-society = civil society contact
role-auditor = auditor
role-administrator = administrator
role-presidency = Presidency Pro-Tempore (coordination)
word-role-titular = titular, principal
word-role-alternate = alternate, deputy
word-role-supervisor = supervisor
word-role-secretariat = secretariat
word-role-partner = partner, focal-point
word-role-civil-society = civil-society, contact
word-role-auditor = auditor
word-role-administrator = administrator

liaison-field-name = Name
liaison-field-name-hint = As colleagues will read it in the directory.
liaison-field-desk = Desk
liaison-field-role = Role
liaison-field-language = Language
liaison-field-language-hint = The language in which the bot greets them. They can change it.
liaison-field-zone = Time zone
liaison-field-from = From
liaison-field-from-hint = The first day.
liaison-field-to = To
liaison-field-to-hint = The last day.
liaison-field-country = Country
liaison-field-channel = Receives files by
liaison-field-confirm = Confirm
liaison-field-person = Person
liaison-fact-code = One-time code
liaison-fact-expires = Works until
liaison-fact-accounts = Accounts
liaison-fact-away = Away
liaison-fact-time = Time there
liaison-fact-your-time = Your time
liaison-fact-today = Today
liaison-fact-waiting = Waiting for your desk
liaison-fact-overdue = Overdue
liaison-fact-on-duty = On duty at your desk
liaison-fact-presidency = Presidency Pro-Tempore
liaison-fact-room = Approved as
liaison-fact-readers = Can be read by
liaison-fact-guard = Guard on personal data
liaison-fact-tzdata = Time zone data

liaison-direct-only = That is between you and me. Please write it to me in our direct conversation.
liaison-mistake-past = That day has passed. Please choose today or a later day.
liaison-mistake-far = That is too far ahead or too long. Please choose an earlier day.
liaison-mistake-name = Please write a name with letters, of 80 characters at most.

liaison-join-how = To join the Network, type “{ $line }” followed by the one-time code that your coordinator gave you.
liaison-join-wrong = That code does not work. Please check it, or ask your coordinator for a new one.
liaison-join-too-often = That was several codes in a short time. Please try again in an hour.
liaison-join-already = You have already joined, { $name }. To use a second account, type “{ $line }” here and enter the code there.
liaison-join-this-account = This account is already yours. Enter the code from your other account; it still works.
liaison-join-other-person = This account is already linked to you, and that code is for somebody else. It still works for them.
liaison-welcome-title = Welcome to the Liaison Officer Network
liaison-welcome = It is good to have you here, { $name }. This is how your colleagues see you; if anything is wrong, please tell your coordinator.
liaison-welcome-first = You can type to me as to a colleague, or press a button. Begin with whichever you like:
liaison-welcome-elsewhere = You have joined. Write “help” to me in our direct conversation: there I can tell you more.
liaison-first-help = What can I do here?
liaison-first-me = About me
liaison-first-list = What is waiting for us
liaison-first-new = Refer a case

liaison-invite-title = Invitation
liaison-invite-intro = I will give you a one-time code to pass on.
liaison-invite-how = Pass this on to your colleague by a way you trust, not in a room. The code works once, and I show it only now:
liaison-invite-forward = “Welcome to the Liaison Officer Network. Write this to the bot: { $line }. It works until { $moment }.”
liaison-invite-role-elsewhere = There is no “{ $role }” at that kind of desk. Please choose another role.
liaison-invite-second-titular = Please note: this desk already has a titular, { $names }, who types “{ $line }” when leaving the post.
liaison-invite-theirs = Somebody is on duty at the { $desk } desk already. That is for whoever acts as titular there: { $names }.
liaison-invite-their-desk = Somebody is on duty at the { $desk } desk already. That is for whoever acts as titular there.
liaison-invitations-one = { $name } · { $desk } · { $role } · until { $moment } · by { $by }
liaison-invitations-operator = whoever runs the bot
liaison-invitations-none = There is no unused invitation.
liaison-invitations-cancel = Cancel
liaison-invitations-sure = Cancel the invitation of { $name }? The code will stop working.
liaison-invitations-cancelled = The invitation of { $name } is cancelled. Its code no longer works.
liaison-invitations-gone = That invitation is no longer among yours: it was used, has expired, or was cancelled.
liaison-invitations-how = Type “{ $line }” to see the invitations; each has a button to cancel it.
liaison-unlink-which = These are your accounts. From one you can take away itself and those linked after it; earlier ones, whoever runs the bot.
liaison-unlink-this = this account
liaison-unlink-button = Take away
liaison-unlink-sure = Take the account { $account } away? It will no longer act in your name.
liaison-unlink-sure-last = It is your only account. Take { $account } away? Without it you cannot use the bot, and only whoever runs it can help you back.
liaison-unlink-last = It is your only account: without it you cannot use the bot. If you leave the post, type “{ $line }”. If you want to take it away all the same, add “yes”.
liaison-unlink-older = That account was linked before this one. Take it away from that account itself, or ask whoever runs the bot.
liaison-unlink-gone = None of your accounts goes by that code. Type “{ $line }” to see them.
liaison-unlink-done = The account { $account } no longer acts in your name.
liaison-desk-closed = That desk is closed. Please choose another.
liaison-link-how = Write this to me from your other account: { $line }. Show the code to nobody: whoever uses it acts in your name.

liaison-role-since = { $role }, since { $since }
liaison-role-until = { $role }, from { $since } to { $until } inclusive
liaison-role-later = { $role }, from { $since } on
liaison-language-which = Which language shall I write to you in?
liaison-language-set = From now on I write to you in English.
liaison-language-unknown = I do not know that language. Please choose one of these: { $allowed }
liaison-language-unknown-near = I do not know that language. Did you mean { $near }?
liaison-zone-which = For you it is now { $moment }. If that is not right, choose a city, or type any other, as in “{ $line }”.
liaison-zone-set = From now on I tell you the time as it is where you are: { $moment }.
liaison-zone-unknown = I do not know that city. Type the nearest large city, or a time zone such as America/Tegucigalpa.
liaison-zone-unknown-near = I do not know that city. Did you mean { $city } ({ $near })?

liaison-away-days = from { $from } to { $to }
liaison-away-none = no absence noted
liaison-away-noted = Noted: you are away from { $from } to { $to }, both days included.
liaison-away-covered = What comes in for your desk goes to { $people }.
liaison-away-uncovered = From { $from } to { $to } nobody else is on duty at your desk. What comes in will wait. I have told the coordinators.
liaison-away-order = The last day is before the first. Please enter both days again.
liaison-back-noted = Welcome back. What comes in for your desk goes to you again, as your role has it.
liaison-back-planned = Your planned absence is cancelled.
liaison-back-not-away = No absence of yours is noted, so there is nothing to change.

liaison-who-more = Details
liaison-who-all = All desks
liaison-who-away = away
liaison-who-on-duty = on duty
liaison-who-all-away = nobody is there at the moment
liaison-who-nobody-yet = nobody has joined yet
liaison-who-not-here = The directory is not shown in this room. Please ask me in our direct conversation.
liaison-who-unknown = No desk goes by that name. Please choose one of these: { $allowed }
liaison-who-unknown-near = No desk goes by that name. Did you mean { $near }?
liaison-presiding = Presidency Pro-Tempore: { $desk }.

liaison-files-none = not said yet
liaison-files-which = Your desk's secure channel for files: { $channel }. Which shall it be from now on?
liaison-files-set = Noted. Colleagues who look up your desk now read: { $channel }.
liaison-files-unknown = That is not one of the secure channels. Please choose one of these: { $allowed }
liaison-files-unknown-near = That is not one of the secure channels. Did you mean “{ $near }”?
liaison-presidency-intro = The Presidency changes at the start of that day, by the clock of the country that takes it on.
liaison-presidency-set = Noted. Presidency Pro-Tempore from { $from }: { $desk }.
liaison-presidency-correct = To correct a date below, enter another country for the same day.
liaison-presidency-none = not noted yet
liaison-leave-intro = Your role ends today, for good, and any codes you have given out stop working. Referrals stay with your desk; waiting there now: { $waiting }.
liaison-leave-yes = Yes, I am leaving
liaison-leave-sure = End your role in the Network now? Only a new invitation brings you back.
liaison-leave-done = Your role in the Network has ended. Thank you for your work, { $name }.
liaison-leave-empty = Nobody is left on duty at your desk. I have told the coordinators.
liaison-role-hint = A desk has one titular. If you name another, the present one's role as titular ends that same day.
liaison-role-from-hint = The first day, by the date at the desk. Empty: today.
liaison-role-to-hint = The last day. Empty: no end.
liaison-role-yes = Yes, let it end that day
liaison-role-self = Nobody gives themselves a role. Ask somebody else at your desk who may, or whoever runs the bot. To leave your post, type “{ $line }”.
liaison-role-nobody = There is nobody else whom you may give a role. They have to join first: type “{ $line }”.
liaison-role-set = Noted. { $name }: { $roles }.
liaison-role-former = The role of { $names } as titular ends at the start of { $day }.
liaison-role-confirm = If { $name } is titular from { $day }, the role of { $names } as titular ends that same day, and their access with it, unless they have another role. Is that what you want?
liaison-dismiss-intro = Access ends at the start of that day, by the date at the desk. Referrals stay with the desk.
liaison-dismiss-from-hint = The first day without a role. Empty: today, at once.
liaison-dismiss-yes = Yes, their role ends
liaison-dismiss-stay = No, they stay: take the end away
liaison-dismiss-nobody = There is nobody whose role you may end.
liaison-dismiss-self = To leave your own post, type “{ $line }”.
liaison-dismiss-country = That is for the { $desk } desk itself to do: its titular or its national supervisor. If nobody is left there, whoever runs the bot.
liaison-dismiss-secretariat = That is for the Technical Secretariat to do or, if nobody is left there, whoever runs the bot.
liaison-dismiss-done = { $name } has no role in the Network any more ({ $desk }), since { $day }. I have told their desk and the coordinators.
liaison-dismiss-later = The role of { $name } ({ $desk }) ends at the start of { $day }. Until then they keep their access. I have told their desk and the coordinators.
liaison-dismiss-empty = Nobody is left on duty at the { $desk } desk. I have told the coordinators.
liaison-dismiss-undo = If that was a mistake, only a new invitation brings them back: “{ $line }”.
liaison-dismiss-back = No, they stay
liaison-dismiss-kept = { $name } stays: there is no end any more.
liaison-dismiss-stays = The role of { $name } has no end, so there is nothing to take away.
liaison-not-yet = It is good to have you here, { $name }. Your role at the { $desk } desk begins on { $day }; from that day on I can help you.
liaison-not-yet-elsewhere = I cannot help you yet. Write to me in our direct conversation, and I will tell you from when.
liaison-room-direct = This is our direct conversation: there is nothing to approve. Type “{ $line }” in the room that it is about.
liaison-room-not-approved = Nobody has approved this room, so I say nothing of any case here.
liaison-room-how = To change it, choose below, or type whose room it is, as in “{ $line }”. You may add the language.
liaison-room-set = Noted. This is what the room is now:
liaison-room-dropped = This room is no longer approved. From now on I say nothing of any case here.
liaison-room-drop = Take the approval back
liaison-room-none-yet = This room is not approved, so there is nothing to take back.
liaison-room-unknown = A room is one of these: { $allowed }
liaison-room-unknown-near = A room cannot be that. Did you mean “{ $near }”?
liaison-room-whose = Whose room is this? Add the desk, as in “{ $line } Honduras”.
liaison-room-not-yours = That is for the coordinators to do. You can approve, with “{ $line }”, a room for your own desk that nobody has approved for anything else.
liaison-room-outsiders = People of other organisations read this room too, so it cannot be the Network's or a desk's. Approve it as shared, with “{ $line }”, or use a room without them.
liaison-room-open = Anybody can walk into this room, or read it without walking in, so it cannot be approved. Close it first, so that people enter by invitation only, and write to me again.
liaison-room-unread = I cannot find out now who reads this room, so it cannot be approved. Try again in a few minutes; if it stays so, tell whoever runs the bot.
liaison-room-guard-turn-on = Turn the guard on
liaison-room-guard-turn-off = Turn the guard off
liaison-room-guard-set-on = Noted. From now on I read what is typed in this room, without keeping it, and tell those who type what should not be here, and them alone. Please let the people in the room know.
liaison-room-guard-set-off = Noted. From now on I do not look at what is typed in this room, but for what is addressed to me.
liaison-room-guard-unapproved = The guard is turned on in an approved room, and this one is not. Approve it first.
liaison-room-guard-not-yours = That is for the coordinators to do or, in the room of your own desk, for its titular.
liaison-room-guard-no-ear = In this room I hear only what mentions me, so there would be nobody I could warn. Whoever runs the bot can give me the right that is missing.
liaison-room-guard-unknown = Type “{ $on }” to turn the guard on, or “{ $off }” to turn it off.
liaison-status-up = I am up and working.
liaison-notice-joined = { $name } has joined the Network ({ $desk }): { $roles }. If you did not expect this, please tell the coordinators at once.
liaison-notice-uncovered = From { $from } to { $to } nobody is on duty at the { $desk } desk.
liaison-notice-nobody = From { $from } onwards nobody is on duty at the { $desk } desk.
liaison-notice-invited = { $name } has invited somebody to the { $desk } desk, where nobody was on duty. If you did not expect this, please ask them; the invitation can be cancelled while nobody has used it.
liaison-notice-linked = Another account acts in your name from now on: { $account }. If this was not you, type “{ $line }” at once to take it away, and tell the coordinators.
liaison-notice-roles = The role of { $name } ({ $desk }) has changed. It is now: { $roles }. If you did not expect this, please tell the coordinators at once.
liaison-notice-roles-none = { $name } ({ $desk }) has no role in the Network any more. If you did not expect this, please tell the coordinators at once.
liaison-notice-room = { $name } has approved the room { $room } ({ $platform }) as: { $kind }. If you did not expect this, please ask them.
liaison-notice-room-dropped = { $name } has taken back the approval of the room { $room } ({ $platform }). Nothing of any case is said there any more.
liaison-notice-room-suspended = I have taken back the approval of the room { $room } ({ $platform }): it can now be read by people who should not. Nothing of any case is said there any more. See who is in it and, once it is in order, approve it anew by typing “{ $line }” there.
liaison-notice-room-guard-on = { $name } has turned on the guard on personal data in the room { $room } ({ $platform }): I read what is typed there, without keeping it, and tell those who type what should not be there.
liaison-notice-room-guard-off = { $name } has turned off the guard on personal data in the room { $room } ({ $platform }).

help-title = What you can do
help-more = To see what each one does, press a button or type for example “{ $line }”.
help-all = All commands
help-how = How
help-fact-type = Type
help-fact-also = Also understood

## Digests

word-digest = digest, digests, summary
topic-digest = Digests
word-digest-how = how
word-digest-now = now
word-digest-daily = daily
word-digest-weekly = weekly
word-digest-off = off, never
word-digest-at = at, hour
word-digest-test = test
word-digest-always = always
word-digest-quiet = quiet
help-digest-how = Which digest you get, when, by whose choice, and how to change it.
help-digest-now = See the digest now.
help-digest-daily = Get it on each working day.
help-digest-weekly = Get it on the first working day of the week.
help-digest-off = Get it no more.
help-digest-at = Choose the hour at which it comes.
help-digest-test = Send one as a test, by the way it always takes.
help-digest-always = Let your desk have it even when nothing is pending.
help-digest-quiet = Let nothing come when nothing is pending.
usage-digest-at = { $line } 08:00
do-digest-how = Digest
do-digest-now = See it now
do-digest-daily = Each working day
do-digest-weekly = Once a week
do-digest-off = Turn it off
do-digest-at = Another hour
do-digest-test = Send a test
do-digest-always = Say so too when nothing is pending
do-digest-quiet = Say nothing when nothing is pending
digest-kind-officer = Your desk's digest
digest-kind-network = The Network's digest
digest-kind-partners = The Network's figures
digest-rhythm-daily = on each working day
digest-rhythm-weekly = on the first working day of each week
digest-rhythm-off = not sent
digest-hour = at { $at } ({ $zone })
digest-next = The next one
digest-two = There are two. What you type is about your desk's; for the Network's, add “network”, as in “{ $line }”.
digest-at-which = At which hour? Choose one, or type another, as in “{ $line }”.
digest-at-unknown = I cannot read that hour. Type it as in “{ $line }”.
digest-test-sent = I have sent a digest as a test, by the way it always takes. If it does not arrive within minutes, tell whoever runs the bot.
digest-always-set = Noted. The { $desk } desk has its digest also when nothing is pending, and it says so.
digest-quiet-set = Noted. When nothing is pending, the { $desk } desk has no digest.
digest-not-here = There is no digest here. The Network's room has one, and those shared with partners, once they are approved. Your own is for you to choose in our direct conversation, with “{ $line }”.
digest-not-yours = The coordinators decide over this room's digest. Your own is for you to choose in our direct conversation, with “{ $line }”.
digest-network-not-yours = The Network's digest is for those who coordinate it.
digest-partners-weekly = These figures come once a week. If they came more often, the difference could give a single case away.
digest-officer-title = { $desk }: your digest
digest-network-title = The Network: digest for coordinators
digest-partners-title = The Network in figures
digest-nothing = Nothing is pending at your desk.
digest-others = We are waiting for other desks in { $count ->
    [one] one referral
   *[other] { $count } referrals
  }{ $overdue ->
    [0] .
   *[other] ; overdue: { $overdue }.
  }
digest-overdue = Overdue ({ $count })
digest-today = Due today ({ $count })
digest-later = What else waits for your desk ({ $count })
digest-more = … and { $count } more.
digest-see-more = See the others
digest-manage = When this digest comes
digest-open = Open referrals: { $count }. Deadlines that have passed: { $overdue }.
digest-late = Passed deadlines by desk: { $desks }.
digest-empty = Nobody is there today for: { $desks }.
digest-all-there = Somebody is there today for every country.
digest-total = { $count } ({ $parts })
digest-times = How long countries took, in the last seven days and in the seven before (median)
digest-time-receipt = receipt, { $now } (before: { $before })
digest-time-decision = decision, { $now } (before: { $before })
digest-no-time = no data
digest-chart-states = Open referrals by state
digest-chart-receipt = Time to acknowledge (median)
digest-chart-now = last seven days
digest-chart-before = seven days before
digest-partners = Open referrals in the whole Network, counted once in the week that began on { $day }. No figure below { $least } is shown, nor anything from which it could be worked out.
digest-partners-all = Open, in all
digest-by-urgency = By urgency
digest-by-stage = By stage
digest-too-few = not shown: a figure is below { $least }
digest-few = fewer than { $least }
digest-together = { $count } together
digest-stage-arriving = Sent, receipt awaited
digest-stage-deciding = To be decided
digest-stage-acting = Accepted and in progress
digest-stage-confirming = Completed, to be confirmed
settings-room = Settings of this room
settings-not-here = This room is not approved, so it has no settings. Yours are in our direct conversation: “{ $line }”.
settings-by = { $value } – { $source }
settings-source-person = your choice
settings-source-desk = your desk's choice
settings-source-room = chosen for this room
settings-source-network = the Network's rules
settings-source-configuration = the bot's configuration
settings-days = Working days
settings-hours = { $days }, { $hours }, without public holidays ({ $desk })
settings-nothing = Digest when nothing is pending
settings-yes = yes
settings-no = no
settings-contents = Contents are erased after
settings-drafts = Drafts are erased after
settings-reopen = Can be opened again for
settings-length = { $days ->
    [one] one day
   *[other] { $days } days
  }

## Slack

slack-about = The desk of the liaison offices: referrals between countries, without any of the child's data.
slack-command-referral = Refer a case to another country and follow it to its close
slack-hint-referral = new · list · show R-7KQ2MX · accept R-7KQ2MX · help
slack-command-liaison = Your network: help, directory, absences, language, joining with a code
slack-hint-liaison = help · me · who · away · join CODE
