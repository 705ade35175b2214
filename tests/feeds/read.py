"""Reads a feed and a calendar as their readers do, and prints what they hold as JSON."""

import json
import sys

import feedparser
import icalendar

feed = feedparser.parse(sys.argv[1])
with open(sys.argv[2], "rb") as file:
    calendar = icalendar.Calendar.from_ical(file.read())

print(
    json.dumps(
        {
            "mistake": str(feed.bozo_exception) if feed.bozo else None,
            "version": feed.version,
            "title": feed.feed.title,
            "updated": feed.feed.updated,
            "entries": [
                {
                    "id": entry.id,
                    "title": entry.title,
                    "link": entry.link,
                    "updated": entry.updated,
                    "summary": entry.summary,
                    "kind": entry.tags[0].term,
                }
                for entry in feed.entries
            ],
            "events": [
                {
                    "uid": str(event["UID"]),
                    "summary": str(event["SUMMARY"]),
                    "description": str(event["DESCRIPTION"]),
                    "from": event["DTSTART"].dt.isoformat(),
                    "until": event["DTEND"].dt.isoformat(),
                    "stamp": event["DTSTAMP"].dt.isoformat(),
                    "mistakes": [str(error) for error in event.errors],
                }
                for event in calendar.walk("VEVENT")
            ],
        }
    )
)
