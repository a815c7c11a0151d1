"""The secretariat reminds of the deadlines ahead, and a letter came back, the day before the example opens."""

from datetime import date

from samstyring.charter import acts, queries
from samstyring.kernel import clock
from samstyring.parties.queries import people_to_ask
from samstyring.records import sent_letters
from samstyring.records.acts import register_bounce
from samstyring.records.uploads import Upload

from .story import Story


def remind(story: Story, day: date) -> None:
    """Remind those whose duties have a date ahead on a day."""
    story.on(day)
    with clock.standing_at(story.now):
        nudges = queries.nudges(day)
    if nudges:
        story.do(acts.send_reminders, "secretariat_leader", nudges=nudges)


RETURNED = """From: MAILER-DAEMON@post.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=del

--del
Content-Type: message/delivery-status

Reporting-MTA: dns; post.example

Final-Recipient: rfc822; {address}
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 User unknown

--del
Content-Type: text/rfc822-headers

Message-ID: {message_id}
Subject: {subject}

--del--
"""


def mail_came_back(story: Story, party: str, subject: str) -> None:
    """Register that a letter to whoever is asked for a municipality came back."""
    organisation = story.organisation(party)
    person = people_to_ask([organisation.pk], clock.local_date(story.now)).get(organisation.pk)
    if person is not None:
        letter = sent_letters.last_to(person, story.now)
        message_id = letter.message_id if letter is not None else ""
        content = RETURNED.format(address=person.email, subject=subject, message_id=message_id).encode()
        story.do(register_bounce, upload=Upload("retur.eml", content))
