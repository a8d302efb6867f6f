"""English. An entry is: base form, past form and participle (where they differ, with a slash), -ing form."""

# ruff: noqa: E501

from collections.abc import Sequence

from agent_core.claims.language import Forms, Mood, Table


def forms(words: Sequence[str]) -> Forms:
    found: dict[str, list[Mood]] = {}
    moods: tuple[list[Mood], list[Mood], list[Mood]] = (["base"], ["participle", "past"], ["going"])
    for field, mood in zip(words, moods, strict=False):
        for word in field.split("/"):
            found.setdefault(word, []).extend(mood)
    return found


VERBS = {
    "send": """
send sent sending
resend resent resending
email emailed emailing =mail
e-mail e-mailed e-mailing =mail
mail mailed mailing
text texted texting =sms
message messaged messaging
forward forwarded forwarding
reply replied replying
notify notified notifying !
inform informed informing
alert alerted alerting !
ping pinged pinging !
invite invited inviting
share shared sharing ~
deliver delivered delivering ~
dispatch dispatched dispatching
transmit transmitted transmitting
contact contacted contacting
submit submitted submitting
escalate escalated escalating
write wrote/written writing ~ +to
tell told telling ~
let let letting +know
reach reached reaching +out
pass passed passing +on/along
get got/gotten getting +touch
fire fired firing +off
shoot shot shooting +off/over
drop dropped dropping +line
""",
    "post": """
post posted posting
publish published publishing
tweet tweeted tweeting
""",
    "call": """
call called calling ~
phone phoned phoning
ring rang/rung ringing ~
dial dialled/dialed dialling/dialing
speak spoke/spoken speaking ~ +to/with
""",
    "pay": """
pay paid paying
purchase purchased purchasing
buy bought buying
order ordered ordering
transfer transferred transferring
refund refunded refunding
donate donated donating
renew renewed renewing
wire wired wiring
""",
    "book": """
book booked booking
reserve reserved reserving
sign signed signing +up
register registered registering
enroll/enrol enrolled enrolling
subscribe subscribed subscribing
confirm confirmed confirming ~
""",
    "keep": """
save saved saving
store stored storing
note noted noting
record recorded recording
log logged logging
bookmark bookmarked bookmarking
memorize/memorise memorized/memorised memorizing/memorising
remember remembered remembering
create created creating ~
add added adding ~
make made making ~
prepare prepared preparing ~
jot jotted jotting +down
write wrote/written writing +down
upload uploaded uploading
import imported importing
back backed backing +up
file filed filing ~
keep kept keeping ~
open opened opening ~
capture captured capturing ~
generate generated generating ~
""",
    "put": """
schedule scheduled scheduling
set set setting ~
set set setting +up
put put putting ~
place placed placing ~
plan planned planning ~
start started starting ~
pencil pencilled/penciled pencilling +in
pop popped popping ~
block blocked blocking ~
enter entered entering ~
arrange arranged arranging ~
organize/organise organized/organised organizing/organising ~
remind reminded reminding =reminder !
wake woke/woken waking =reminder ! +up
""",
    "change": """
move moved moving ~
shift shifted shifting ~
reschedule rescheduled rescheduling
postpone postponed postponing
delay delayed delaying ~
push pushed pushing ~
bring brought bringing ~ +forward
rename renamed renaming
mark marked marking ~
mark marked marking +done/complete/completed/finished/paid
complete completed completing ~
tick ticked ticking +off
check checked checking +off
cross crossed crossing +off
snooze snoozed snoozing
extend extended extending ~
reopen reopened reopening
assign assigned assigning
tag tagged tagging
replace replaced replacing ~
swap swapped swapping ~
finish finished finishing ~
close closed closing ~
archive archived archiving
""",
    "alter": """
update updated updating ~
change changed changing ~
edit edited editing ~
modify modified modifying ~
amend amended amending ~
adjust adjusted adjusting ~
""",
    "remove": """
delete deleted deleting
remove removed removing ~
cancel cancelled/canceled cancelling/canceling
erase erased erasing
clear cleared clearing ~
discard discarded discarding
wipe wiped wiping
trash trashed trashing
dismiss dismissed dismissing
unsubscribe unsubscribed unsubscribing
drop dropped dropping ~
take took/taken taking ~ +off
get got getting +rid
throw threw/thrown throwing +away/out
call called calling +off
""",
    "undo": """
undo undid/undone undoing
revert reverted reverting
restore restored restoring
roll rolled rolling +back
reverse reversed reversing ~
take took/taken taking ~ +back
""",
    "look": """
check checked checking ~
verify verified verifying ~
search searched searching ~
look looked looking ~
review reviewed reviewing ~
go went/gone going ~ +through/over
scan scanned scanning ~
browse browsed browsing ~
consult consulted consulting ~
examine examined examining ~
read read reading ~
pull pulled pulling ~ +up
comb combed combing ~
query queried querying ~
""",
    "any": """
do did/done doing ~
handle handled handling ~
sort sorted sorting +out
process processed processing ~
execute executed executing ~
perform performed performing ~
carry carried carrying +out
take took/taken taking +care
deal dealt dealing +with
activate activated activating
fetch fetched fetching
work worked working +on
fix fixed fixing ~
build built building ~
wrap wrapped wrapping ~ +up
spawn spawned spawning
apply applied applying ~
launch launched launching ~
run ran/run running ~
deactivate deactivated deactivating
enable enabled enabling ~
disable disabled disabling ~
turn turned turning +on/off/up/down
switch switched switching +on/off
install installed installing
deploy deployed deploying
download downloaded downloading
print printed printing ~
unlock unlocked unlocking ~
lock locked locking ~
mute muted muting
""",
}  # fmt: skip

PHRASES = {
    "any bare": """
almost done
all set
all done
done
consider it done
consider it sorted
consider that done
taken care of
mission accomplished
""",
    "any did": """
it is done
that is done
is all done
is now done
are all done
you are set
you are all set
everything is set
everything is done
have it done
have that done
have done that
have done so
have done it
i did that
i did it
got it done
got that done
got it sorted
got that sorted
""",
    "any will": """
i am on it
will take care
leave it to me
i will do that
i will do it
i will handle it
i will handle that
""",
    "send subject": """
on its way
on their way
went out
gone out
is out
are out
in their inbox
""",
    "put subject": """
in place
""",
    "pay state": """
payment went through
payment has gone through
order went through
order has gone through
""",
    "keep state": """
is _ in/on your calendar/diary/schedule/agenda/list/notes/tasks/reminders/to-do/todo/to-dos/todos
are _ in/on your calendar/diary/schedule/agenda/list/notes/tasks/reminders/to-do/todo/to-dos/todos
""",
    "put will": """
will check in/back
will follow up
will get back to you
will come back with/to
will report back
will start on that/it/this
you will _ get a reminder/notification/alert
you will _ receive a reminder/notification/alert
you will _ be reminded/notified/alerted
will let you know
will keep you posted/updated
will give you a nudge/reminder
will keep an eye
""",
}

TABLE = Table(
    code="en",
    forms=forms,
    verbs=VERBS,
    phrases=PHRASES,
    things={
        "task": "task tasks to-do to-dos todo todos",
        "note": "note notes memo memos",
        "reminder": "reminder reminders alarm alarms timer timers alert alerts notification notifications",
        "event": "event events meeting meetings calendar calendars appointment appointments diary agenda",
        "mail": "email emails e-mail e-mails mail mails inbox",
        "sms": "sms text texts",
        "chat": "slack telegram whatsapp discord channel teams",
        "message": "message messages reply invite invites invitation invitations newsletter",
        "document": "document documents file files pdf pdfs folder attachment upload",
        "money": "payment payments invoice invoices bill bills transfer order orders purchase refund subscription",
        "booking": "booking bookings reservation reservations table flight flights hotel room ticket tickets seat seats",
        "list": "list lists",
        "web": "web internet online",
        "thing": "address profile details preferences phone status priority entry entries item items request requests change changes report password contact photo photos backup "
        "form account settings setting data contract lights light copy",
    },
    me="i we",
    have="have has had",
    be="is are was were been being be got gets",
    before="just already also now successfully then finally both all it them that this only recently "
    "gladly and too indeed actually even once personally still safely since gone ahead of course "
    "quickly promptly duly immediately officially automatically securely properly correctly again",
    no="not never no none nothing neither nor nobody without cannot hardly unable no-one n't",
    maybe="can could would should may might must shall want wanted wants need needs needed try tried trying fail failed wish hope "
    "fails attempt attempted unable let offer like plan hope ask asked "
    "whether ensure make verify if unless ready about happy going",
    when="if once when unless until after as before whenever should assuming provided while",
    others="you he she they who which people someone somebody users person",
    the="the your a an my our this that these those both all two three four five six seven eight nine ten new another his her "
    "their each every",
    yours="your the",
    it="it that this everything all they both these those them you",
    lead="yes ok okay sure great good perfect got gotcha understood roger thing so and now also i we am are is can will would to that happy glad pleased "
    "delighted report confirm say inform tell let you know note please see as requested all right done news "
    "rest assured great absolutely certainly have has here just fyi alright everything okay-dokey hi hello thanks "
    "thank today finally then too meanwhile additionally furthermore moreover lastly confirmed indeed of course",
    joins="and but or so because while though although plus",
    into="in into on onto to as",
    by="by",
    past="yesterday last ago january february march april june july august september october november december "
    "previously originally",
    earlier="earlier already before yesterday previously ago last then yes yep yeah indeed",
    wait="please need confirm approve tell give first would could can shall want like",
    one="a an",
    told="says said say states stated wrote writes mentions mentioned reports reported reads according claims claimed "
    "notes explains explained announced tells",
    ask="do does did is are was were have has can could would will shall should may what which who when where why how",
    goes_on="cannot is are was were can will would have has had takes take need needs may might must should do does keep help helps",
    both={
        "two": 2,
        "both": 2,
        "three": 3,
        "four": 4,
        "five": 5,
        "six": 6,
        "seven": 7,
        "eight": 8,
        "nine": 9,
        "ten": 10,
    },
)
