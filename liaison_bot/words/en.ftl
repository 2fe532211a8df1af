### English. Terms follow the glossary of the Regional Conference on Migration's own documents where they have one.

## What people type: the first word is the one that is shown.

word-back = back, b
word-skip = skip, none
word-cancel = cancel, stop, quit
word-more = more
word-yes = yes, y, ok, confirm

## Answers that any command may give

unknown-word = I do not know that word. Type “help” to see what you can do.
unknown-word-near = I do not know that word. Did you mean “{ $near }”? Type “help” to see what you can do.
unknown-verb = I do not know that command of “{ $topic }”. Type “help { $topic }” to see them all.
unknown-verb-near = I do not know that command. Did you mean “{ $topic } { $near }”?
unknown-field = This command has no field of that name. It has: { $fields }
unknown-field-near = This command has no field of that name. Did you mean “{ $near }”? It has: { $fields }
too-many-words = There is more on this line than the command takes. Put quotation marks around words that belong together.
reference-missing = Which one? Add its reference, as in “{ $line } R-7KQ2MX”.
refused-role = Your role does not include this. Type “help” to see what you can do.
refused-state-gone = That can no longer be done.
unexpected = Something went wrong on our side, and nothing was changed. Please tell your operator this number: { $number }

## Forms and conversations

mistake-required = This is needed.
mistake-choice = That is not one of the choices. Allowed: { $allowed }
mistake-one-choice = Please choose only one.
mistake-too-long = This is { $length } characters long; { $longest } at most.
mistake-date = I cannot read that date. Type it as 2026-12-24, or as it is written in your language.
mistake-confirm = Please answer with “yes”, “back” or “cancel”.
conversation-place = question { $at } of { $of }
conversation-choose-one = Answer with the number of your choice.
conversation-choose-several = Answer with the numbers of your choices, separated by commas.
conversation-type = Type your answer.
conversation-date = Type a date, such as 2026-12-24.
conversation-steer = You can also answer “back” or “cancel”.
conversation-steer-optional = You can also answer “skip”, “back” or “cancel”.
conversation-confirm = Is this right? Answer “yes” to confirm, “back” to change an answer, “cancel” to stop.
conversation-confirm-more = Is this right? Answer “yes” to confirm, “more” to add further facts, “back” to change an answer, “cancel” to stop.
conversation-dropped = Stopped. Nothing was done.
continued-in-private = I have written to you in our direct conversation, to go on there.
form-continue = Continue

## Referrals: what people type

word-referral = referral, referrals, refer, case
word-referral-new = new, open, create
word-referral-list = list
word-referral-show = show, status, view
word-referral-history = history, trail
word-referral-edit = edit, change
word-referral-send = send
word-referral-cancel = cancel, discard
word-referral-ack = ack, acknowledge, receive, received, receipt
word-referral-ask = ask, question
word-referral-answer = answer, reply
word-referral-accept = accept
word-referral-reject = reject, refuse, decline
word-referral-start = start, begin
word-referral-update = update, progress
word-referral-complete = complete, outcome, done
word-referral-close = close
word-referral-return = return
word-referral-reopen = reopen
word-referral-withdraw = withdraw, revoke
word-referral-raise = raise
word-referral-lower = lower
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
help-referral-return = Give it back: the case is not resolved.
help-referral-reopen = Take up a closed referral again.
help-referral-withdraw = Withdraw a referral at any time. The other desk is asked to confirm that it knows.
help-referral-raise = Make a referral more urgent.
help-referral-lower = Make a referral less urgent, with a reason.
help-referral-file = Mark where the child's file is. The file itself never travels through the bot.

## Referrals: buttons

do-referral-new = New referral
do-referral-list = My list
do-referral-show = Open
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
do-referral-raise = More urgent
do-referral-lower = Less urgent
do-referral-file = Child's file
do-referral-file-sent = File sent
do-referral-file-received = File received
do-referral-file-missing = File missing
do-referral-follow = Refer anew
confirm-send = Send { $reference } now? It can be withdrawn afterwards, but not edited.
confirm-cancel = Discard the draft { $reference }?

## Referrals: what was done, told to the one who did it

done-new = Draft { $reference } is saved. Only your desk can see it. Check it, then send it.
done-edit = The draft { $reference } is saved.
done-cancel = The draft { $reference } is discarded.
done-send = { $reference } is sent to { $desk }, who have been told.
done-ack = You confirmed receipt. { $desk } has been told.
done-receipt = You confirmed that you know of the withdrawal. { $desk } has been told.
done-ask = Your question is with { $desk }. Your deadline stands still until they answer.
done-answer = Your answer is with { $desk }.
done-accept = You accepted { $reference }. { $desk } has been told.
done-reject = You rejected { $reference }. { $desk } has been told why.
done-start = Noted: work has begun. { $desk } has been told.
done-update = Progress noted. { $desk } has been told.
done-complete = Outcome reported. { $desk } will confirm it.
done-close = { $reference } is closed. { $desk } has been told.
done-return = { $reference } is back with { $desk }.
done-reopen = { $reference } is open again. { $desk } has been told.
done-withdraw = { $reference } is withdrawn. { $desk } has been told and asked to confirm that they know.
done-raise = The urgency is raised. { $desk } has been told.
done-lower = The urgency is lowered. { $desk } has been told.
done-file-sent = Noted: the file is on its way. { $desk } will confirm that it arrived.
done-file-received = Noted: the file has arrived. { $desk } has been told.
done-file-missing = Noted: the file is missing. { $desk } has been told to send it again.
on-duty = On duty there: { $names }.

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
did-raise = { $person } ({ $desk }) raised the urgency.
did-lower = { $person } ({ $desk }) lowered the urgency.
did-file-sent = { $person } ({ $desk }) sent the child's file.
did-file-received = { $person } ({ $desk }) received the child's file.
did-file-missing = { $person } ({ $desk }) reports the child's file missing.
news-elsewhere = There is news for you. Write to me in our direct conversation to read it.

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
   *[no] { $desk } must confirm receipt.
  }
turn-decision = { $own ->
    [yes] It is your turn: accept, reject or ask.
   *[no] { $desk } must decide.
  }
turn-answer = { $own ->
    [yes] It is your turn: answer the question.
   *[no] { $desk } must answer the question.
  }
turn-progress = { $own ->
    [yes] It is your turn: report progress or the outcome.
   *[no] { $desk } must report progress or the outcome.
  }
turn-confirmation = { $own ->
    [yes] It is your turn: confirm the outcome, or give it back.
   *[no] { $desk } must confirm the outcome.
  }
turn-withdrawal = { $own ->
    [yes] It is your turn: confirm that you know of the withdrawal.
   *[no] { $desk } must confirm that they know of the withdrawal.
  }
turn-file-send = { $own ->
    [yes] It is your turn: send the child's file by the other desk's secure channel.
   *[no] { $desk } must send the child's file.
  }
turn-file-receive = { $own ->
    [yes] It is your turn: say whether the child's file has arrived.
   *[no] { $desk } must say whether the child's file has arrived.
  }
due-by = By { $moment }.
due-past = OVERDUE since { $moment }.
more-in-private = The details are for the two desks alone: open it in our direct conversation.
access-ended = Your access to the details has ended.
fact-sent-by = Sending officer
fact-received-by = Receiving officer
service-broad = Protection service
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
page = page { $number }
page-before = Previous page
page-after = Next page
page-empty = There is nothing on this page.
unknown-box = I do not know that list. There are: { $boxes }

## Referrals: forms

referral-new-title = New referral
referral-new-submit = Save as a draft
referral-form-intro = Never write a name, a date of birth, a document number, an address or a telephone number here. The child's file travels by the other desk's secure channel.
field-to = To
field-urgency = Urgency
field-service = Service requested
field-follows = Follows
field-follows-hint = The reference of a rejected or withdrawn referral that this one follows.
field-note = Note
field-note-hint = Short, and nothing by which somebody could know the child. At most 280 characters.
field-question = What do you need to know?
field-institution = Which kind of institution will act?
field-rejection = Reason for rejection
field-suggested = Who could help instead?
field-progress = Progress
field-outcome = Outcome
field-closure = Reason for closing
field-return = Why is it not resolved?
field-reopening = Why is it reopened?
field-withdrawal = Reason for withdrawal
field-lowering = Why is it less urgent?
field-file-step = Child's file
field-file-channel = Secure channel
field-file-channel-hint = How the file travels. Never through this bot.
field-file-date = Date
file-step-none = not sent yet
file-step-sent = sent
file-step-received = received
file-step-missing = missing

## Referrals: refusals

mistake-reference = That is not a reference. A reference looks like R-7KQ2MX.
referral-unknown = There is no referral { $reference } that you may see.
refused-place = Nothing about referrals is said in this room. Write to me in our direct conversation.
refused-not-party = Only the officers of the two desks can do that.
refused-other-side = That is for the other desk to do.
refused-state = { $reference } has moved on: it is now “{ $state }”, so that can no longer be done.
refused-too-late = It was closed more than { $days } days ago. Please open a new referral.
refused-file-none = The child's file has not been sent yet.
refused-file-sent = The child's file is on its way already; the other desk must say whether it arrived.
refused-file-received = The child's file has arrived already.
refused-file-missing = The child's file is reported missing already; the sending desk must send it again.
refused-receipt-given = You have confirmed that already.
refused-same-urgency = It has that urgency already.
refused-raise-lowers = That is less urgent. Only the sending desk can lower the urgency.
refused-incomplete = { $reference } cannot be sent yet. Missing: { $fields }
refused-override = There is no consent for { $reference }, and only a titular officer can authorise an exception. Please ask your titular to send it.
refused-recipient = Nobody at { $desk } has joined yet, so nobody would answer. Please tell the Technical Secretariat.
refused-follows = { $reference } is not a rejected or withdrawn referral of your desk.

## What a free text may not hold. The text itself is never repeated or kept.

guard-email = This seems to hold an e-mail address. Nothing was kept. Please leave it out: contact details travel by the secure channel.
guard-phone = This seems to hold a telephone number. Nothing was kept. Please leave it out: contact details travel by the secure channel.
guard-document = This seems to hold a document number. Nothing was kept. Please leave it out: it belongs in the child's file.
guard-birth-date = This seems to hold a date of birth. Nothing was kept. Please choose the age band instead.
guard-address = This seems to hold an address or the name of a shelter. Nothing was kept. Please leave it out: it belongs in the child's file.
guard-account = This seems to hold a social media account. Nothing was kept. Please leave it out: it belongs in the child's file.
guard-name = This seems to hold a person's name. Nothing was kept. Please write “the child”, “the mother” or “the officer” instead.

## The practice network

room-network = Network channel
room-shared = Channel shared with partners
room-desk = Desk channel
practice-newcomer = Somebody new
practice-newcomer-about = Has not joined the Network yet

## The Network: people, desks, roles

topic-liaison = The Network: people and desks
word-liaison = liaison, network
word-liaison-help = help, ?
word-liaison-status = status
word-liaison-who = who, directory
word-liaison-me = me, whoami
word-liaison-language = language, lang
word-liaison-timezone = timezone, zone, time-zone
word-liaison-away = away, absent, out
word-liaison-back = back, returned
word-liaison-link = link
word-liaison-join = join
word-liaison-files = files, channel
word-liaison-invite = invite
word-liaison-presidency = presidency
word-liaison-leave = leave

help-liaison-help = What you can do here, and how to type it.
help-liaison-status = How things stand: what waits for your desk, who is on duty, which country presides.
help-liaison-who = Who is at each desk, who is there now, and what time it is for them.
help-liaison-me = What the bot knows of you: desk, role, language, time zone, accounts.
help-liaison-language = Choose the language in which I write to you.
help-liaison-timezone = Set the time zone in which I tell you dates and times.
help-liaison-away = Say when you will be away. What comes in goes to your colleagues.
help-liaison-back = Say that you are back.
help-liaison-link = Use the bot from a second account of yours as well.
help-liaison-join = Join with the one-time code that you were given.
help-liaison-files = Say by which secure channel your desk receives a child's file.
help-liaison-invite = Invite a new colleague. You get a one-time code for them.
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
usage-liaison-presidency = { $line } Honduras 1/15
usage-liaison-leave = { $line } confirm=yes

do-liaison-help = Help
do-liaison-status = How things stand
do-liaison-who = Directory
do-liaison-me = About you
do-liaison-language = Language
do-liaison-timezone = Time zone
do-liaison-away = I will be away
do-liaison-back = I am back
do-liaison-link = Link another account
do-liaison-invite = Invite a colleague
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
liaison-fact-tzdata = Time zone data

liaison-direct-only = That is between you and me. Please write it to me in our direct conversation.
liaison-mistake-past = That day has passed.
liaison-mistake-far = That is too far ahead or too long.
liaison-mistake-name = Please write a name of 80 characters at most, with letters.

liaison-join-how = To join the Network, type “{ $line }” followed by the one-time code that your coordinator gave you.
liaison-join-wrong = That code does not work. Please check it, or ask your coordinator for a new one.
liaison-join-too-often = That was several codes in a short time. Please try again in an hour.
liaison-join-already = You have joined already, { $name }. To use a second account, type “{ $line }” for a code and enter it there.
liaison-join-this-account = This account is yours already. Enter the code from your other account; it still works.
liaison-join-other-person = This account is linked to you already, and that code is for somebody else. It still works for them.
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
liaison-invite-role-elsewhere = There is no “{ $role }” at that kind of desk.
liaison-invite-second-titular = Please note: this desk has a titular, { $names }, who types “{ $line }” when leaving the post.
liaison-desk-closed = That desk is closed.
liaison-link-how = Write this to me from your other account: { $line }. Show the code to nobody: whoever uses it acts in your name.

liaison-role-since = { $role }, since { $since }
liaison-role-until = { $role }, from { $since } until { $until }
liaison-language-which = Which language shall I write to you in?
liaison-language-set = From now on I write to you in English.
liaison-language-unknown = I do not know that language. I write: { $allowed }
liaison-language-unknown-near = I do not know that language. Did you mean { $near }?
liaison-zone-which = For you it is now { $moment }. If that is not right, choose a city, or type any other, as in “{ $line }”.
liaison-zone-set = From now on I tell you the time as it is where you are: { $moment }.
liaison-zone-unknown = I do not know that city. Type the nearest large city, or a time zone such as America/Tegucigalpa.
liaison-zone-unknown-near = I do not know that city. Did you mean { $city } ({ $near })?

liaison-away-days = from { $from } to { $to }
liaison-away-none = no absence noted
liaison-away-noted = Noted: you are away from { $from } to { $to }, both days included.
liaison-away-covered = What comes in for { $desk } goes to { $people }.
liaison-away-uncovered = From { $from } to { $to } nobody else is there for { $desk }. What comes in will wait. I have told the coordinators.
liaison-away-order = The last day lies before the first.
liaison-back-noted = Welcome back. What comes in for your desk goes to you again, as your role has it.
liaison-back-planned = Your planned absence is removed.
liaison-back-not-away = No absence of yours is noted.

liaison-who-more = Details
liaison-who-all = All desks
liaison-who-away = away
liaison-who-on-duty = on duty
liaison-who-all-away = everybody is away
liaison-who-nobody-yet = nobody has joined yet
liaison-who-not-here = The directory is not shown in this room. Please ask me in our direct conversation.
liaison-who-unknown = No desk goes by that name.
liaison-who-unknown-near = No desk goes by that name. Did you mean { $near }?
liaison-presiding = { $desk } holds the Presidency Pro-Tempore.

liaison-files-none = not said yet
liaison-files-which = Files for { $desk } are received by: { $channel }. Which secure channel shall it be?
liaison-files-set = Noted. Colleagues who look up { $desk } now read: { $channel }.
liaison-files-unknown = That is not one of the secure channels. There are: { $allowed }
liaison-files-unknown-near = That is not one of the secure channels. Did you mean “{ $near }”?
liaison-presidency-intro = The Presidency changes at the start of that day, by the clock of the country that takes it on.
liaison-presidency-set = Noted: { $desk } holds the Presidency Pro-Tempore from { $from }.
liaison-presidency-correct = To correct a date below, enter another country for the same day.
liaison-presidency-none = not noted yet
liaison-leave-intro = Your role ends today, for good, and so does the use of codes you have given out. Referrals stay with { $desk }; waiting there now: { $waiting }.
liaison-leave-yes = Yes, I am leaving
liaison-leave-sure = End your role in the Network now? Only a new invitation brings you back.
liaison-leave-done = Your role at { $desk } has ended. Thank you for your work, { $name }.
liaison-leave-empty = Nobody is there for { $desk } now. I have told the coordinators.
liaison-status-up = I am up and working.
liaison-notice-joined = { $name } has joined { $desk }: { $roles }. If you did not expect this, please tell the coordinators at once.
liaison-notice-uncovered = From { $from } to { $to } nobody is there for { $desk }.
liaison-notice-nobody = From { $from } on nobody is there for { $desk }.

help-title = What you can do
help-more = For one command in detail, type for example “{ $line }”.
help-all = All commands
help-how = How
help-fact-type = Type
help-fact-also = Also understood
