"""The data of genai-prices for an import, and a site made of it held against the package.

    python genai.py write DATA     writes the package's data as the project publishes it
    python genai.py compare SITE   holds each price of the files against the package, on each day on which one changes

Prints what differs, and counts as JSON in the last line.
"""

import collections
import dataclasses
import datetime
import json
import pathlib
import re
import sys
import tomllib
from decimal import Decimal

from genai_prices.data import providers
from genai_prices.types import ModelPrice, StartDateConstraint, TieredPrices, TimeOfDateConstraint

# Where files keep the price of a key: a rate, or a unit with the number that the price is for and a label.
RATES = {
    "input_mtok": "input",
    "output_mtok": "output",
    "output_reasoning_mtok": "reasoning",
    "cache_read_mtok": "cache_read",
    "cache_write_mtok": "cache_write",
    "cache_write_1h_mtok": "cache_write_1h",
    "input_audio_mtok": "input_audio",
    "output_audio_mtok": "output_audio",
    "input_image_mtok": "image_input",
    "output_image_mtok": "image_output",
    "input_video_mtok": "input_video",
    "output_video_mtok": "output_video",
    "cache_audio_read_mtok": "cache_read_audio",
    "cache_image_read_mtok": "cache_read_image",
}
UNITS = {
    "web_searches_kcount": ("search", 1000, ""),
    "storage_searches_kcount": ("search", 1000, "Storage searches"),
    "requests_kcount": ("request", 1000, ""),
    "input_document_kpages": ("page", 1000, ""),
    "input_annotated_document_kpages": ("page", 1000, "Annotated documents"),
    "audio_hours": ("hour", 1, "Audio"),
    "input_audio_hours": ("hour", 1, "Audio input"),
    "input_mchars": ("character", 1_000_000, ""),
    "input_text_messages_kcount": ("1,000 input text messages", 1, ""),
    "output_citation_mtok": ("1M output citation tokens", 1, ""),
}


def own(price):
    return {key: value for key, value in price.__dict__.items() if not key.startswith("_") and value is not None}


def published(value):
    """A value of the package as the project's file has it."""
    match value:
        case ModelPrice():
            return {key: published(price) for key, price in own(value).items()}
        case Decimal():
            return f"@@{value}@@"
        case StartDateConstraint():
            return {"start_date": value.start_date.isoformat()}
        case TimeOfDateConstraint():
            return {"start_time": zulu(value.start_time), "end_time": zulu(value.end_time)}
        case list():
            return [published(element) for element in value]
        case dict():
            return value
        case _ if dataclasses.is_dataclass(value):
            fields = ((field.name.rstrip("_"), getattr(value, field.name)) for field in dataclasses.fields(value))
            return {name: published(member) for name, member in fields if member is not None and name[0] != "_"}
        case _:
            return value


def zulu(time):
    return time.isoformat().replace("+00:00", "Z")


def write(path):
    text = json.dumps([published(provider) for provider in providers])
    pathlib.Path(path).write_text(re.sub('"@@(.*?)@@"', r"\1", text))


def of_package(price):
    """The prices of one set: (what, tokens above) and the price."""
    found = {}
    for key, value in own(price).items():
        what = RATES.get(key) or UNITS[key]
        tiers = value.tiers if isinstance(value, TieredPrices) else []
        found[what, 0] = value.base if tiers else value
        found |= {(what, tier.start): tier.price for tier in tiers}
    return found


def of_file(table):
    found = {}
    for size, prices in [(0, table), *((tier["tier"]["size"], tier) for tier in table.get("tiers", []))]:
        found |= {(key, size): Decimal(price) for key, price in prices.items() if isinstance(price, (int, Decimal))}
        for row in prices.get("units", []):
            found[(row["unit"], row.get("per", 1), row.get("label", "")), size] = Decimal(row["price"])
        for row in prices.get("other", []):
            found[(row["unit"], 1, row.get("label", "")), size] = Decimal(row["amount"])
    return found


def in_force(cost, day, level=None):
    """The prices of a file on a day. A level of service has tiers of its own; what it leaves out costs what it does elsewhere."""
    steps = [cost, *sorted((step for step in cost.get("schedule", []) if step["from"] <= day), key=lambda step: step["from"])]
    found, own = {}, {}
    for step in steps:
        found |= of_file(step)
        for tier in step.get("service_tiers", []) + step.get("regions", []):
            if tier["name"] == level:
                own |= of_file(tier)
    return {key: price for key, price in found.items() if key[1] == 0} | own if own else found


def follows(key, found):
    """What is charged for something without a price of its own."""
    what, size = key
    below = [above for name, above in found if name == what and above < size]
    if below:
        return found[what, max(below)]
    return found.get(("input", 0)) if isinstance(what, str) and what.startswith("cache_") else None


def compare(site):
    counts = collections.Counter(differences=0)

    def hold(name, expected, written):
        for key in expected.keys() | written.keys():
            price = expected[key] if key in expected else follows(key, expected)
            if price != written.get(key):
                counts["differences"] += 1
                print(name, key, "in the package", price, "in the file", written.get(key))
        counts["prices"] += len(expected)

    for provider in providers:
        files = {}
        for path in pathlib.Path(site, "providers", provider.id, "models").glob("**/*.toml"):
            record = tomllib.loads(path.read_text(), parse_float=Decimal)
            identity = "/".join(path.relative_to(site).parts[3:]).removesuffix(".toml")
            files[record.get("id", identity)] = record
        counts["files"] += len(files)
        for model in provider.models:
            name = f"{provider.id}/{model.id}"
            cost = files[model.id].get("cost")
            if cost is None:
                counts["without prices"] += 1
                hold(name, of_package(model.get_prices(datetime.datetime.now(datetime.timezone.utc))), {})
                continue
            steps = [cost, *cost.get("schedule", [])]
            levels = {tier["name"] for step in steps for tier in step.get("service_tiers", []) + step.get("regions", [])}
            sets = model.prices if isinstance(model.prices, list) else []
            constraints = [entry.constraint for entry in [*sets, *(model.price_variants or [])]]
            days = {getattr(constraint, "start_date", datetime.date(2000, 1, 1)) for constraint in constraints}
            windows = [entry for entry in sets if isinstance(entry.constraint, TimeOfDateConstraint)]
            # Between the windows; the clock of the package has none at this minute.
            minute = datetime.time(23, 59)
            for day in days | {datetime.date(2000, 1, 1)}:
                moment = datetime.datetime.combine(day, minute, datetime.timezone.utc)
                hold(f"{name} {day}", of_package(model.get_prices(moment)), in_force(cost, day))
                for variant in model.price_variants or []:
                    level = next(iter(variant.when.values()))
                    if own(variant.prices) and level not in levels:
                        counts["without a key"] += 1
                        continue
                    prices = of_package(model.get_prices(moment, variant.when))
                    hold(f"{name} {day} {level}", prices, in_force(cost, day, level))
            written = {row["utc"]: of_file(row) for row in cost.get("windows", [])}
            assert len(written) == len(windows), name
            for entry in windows:
                hours = "-".join(f"{time:%H:%M}" for time in (entry.constraint.start_time, entry.constraint.end_time))
                hold(f"{name} {hours}", of_package(entry.prices), written[hours])
    print(json.dumps(counts))
    return 1 if counts["differences"] else 0


command, path = sys.argv[1:]
sys.exit(write(path) if command == "write" else compare(path))
