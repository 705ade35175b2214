"""Holds a site made of LiteLLM's list against the list, price by price, with a reader of its own.

    python litellm.py LIST SITE

Each price above zero of the list has to be in the file of its entry, under the same conditions, and the other way round.
Prints what differs, and counts as JSON in the last line.
"""

import collections
import json
import pathlib
import re
import sys
import tomllib
from decimal import Decimal

MILLION = Decimal(1_000_000)
TOKENS = {
    "input_cost_per_token": "input",
    "input_cost_per_token_cache_hit": "cache_read",
    "output_cost_per_token": "output",
    "output_cost_per_reasoning_token": "reasoning",
    "cache_read_input_token_cost": "cache_read",
    "cache_read_input_audio_token_cost": "cache_read_audio",
    "cache_read_input_image_token_cost": "cache_read_image",
    "cache_creation_input_token_cost": "cache_write",
    "input_cost_per_audio_token": "input_audio",
    "output_cost_per_audio_token": "output_audio",
    "input_cost_per_image_token": "image_input",
    "output_cost_per_image_token": "image_output",
    "input_cost_per_video_token": "input_video",
    "output_cost_per_video_token": "output_video",
}
# What one of these is called in files, by the type of the record where it matters.
UNITS = {
    "input_cost_per_image": "image",
    "output_cost_per_image": "image",
    "input_cost_per_character": "character",
    "output_cost_per_character": "character",
    "input_cost_per_video_per_second": "video_second",
    "output_cost_per_video_per_second": "video_second",
    "input_cost_per_audio_per_second": "audio_second",
    "input_cost_per_second": {"video": "video_second", "speech": "audio_second", "transcription": "audio_second", "": "second"},
    "input_cost_per_query": {"search": "search", "": "request"},
    "input_cost_per_request": "request",
    "input_cost_per_text_message": "text message",
    "input_cost_per_pixel": "pixels",
    "output_cost_per_pixel": "pixels",
    "ocr_cost_per_page": "page",
    "annotation_cost_per_page": "page",
    "ocr_cost_per_credit": "credit",
    "code_interpreter_cost_per_session": "session",
    "google_maps_grounding_cost_per_query": "search",
    "citation_cost_per_token": "tokens",
    "explicit_cache_read_input_token_cost": "tokens",
    "cache_creation_input_audio_token_cost": "audio tokens",
}
UNITS["output_cost_per_second"] = UNITS["cost_per_second"] = UNITS["input_cost_per_second"]
KEY = re.compile(
    "(" + "|".join(sorted([*TOKENS, *UNITS], key=len, reverse=True)) + ")"
    r"(?:_above_(?P<hours>\d+)hr)?(?:_above_(?P<above>\d+)k_tokens)?(?:_above_\d+s_interval)?"
    r"(?:_(?P<variant>[\d.]+[kKp]?))?(?:_(?P<level>batches|flex|priority|ultrafast|balanced|decisions))?"
)
# Keys with `cost` that are no price in dollars, or are read below.
OTHERS = {"input_dbu_cost_per_token", "output_dbu_cost_per_token", "search_context_cost_per_query", "guardrail_cost_per_unit"}


def plain(number):
    return format(Decimal(number).normalize(), "f")


def prices_of_list(entry, kind):
    """The prices of an entry, each as (level, tokens above, what, selector, price of one)."""
    found = set()

    def read(members, above=0):
        for key, value in members.items():
            match = KEY.fullmatch(key)
            if not match:
                if "cost" in key and key not in OTHERS:
                    raise ValueError(f"no price: {key}")
                continue
            what = TOKENS.get(match[1]) or UNITS[match[1]]
            if isinstance(what, dict):
                what = what.get(kind, what[""])
            if match["hours"]:
                what = f"{what}_{match['hours']}h"
            level = {"batches": "batch"}.get(match["level"], match["level"] or "")
            size = int(match["above"]) * 1000 if match["above"] else above
            found.add((level, size, what, match["variant"] or "", plain(value)))

    read(entry)
    for band in entry.get("tiered_pricing", []):
        bounds = band.get("range", [0])
        read({key: value for key, value in band.items() if "range" not in key}, int(bounds[0]))
    searches = entry.get("search_context_cost_per_query", {})
    if len(set(searches.values())) == 1:
        searches = {"": next(iter(searches.values()))}
    for size, value in searches.items():
        found.add(("", 0, "search", size.removeprefix("search_context_size_"), plain(value)))
    for value in entry.get("guardrail_cost_per_unit", {}).values():
        found.add(("", 0, "unit", "", plain(value)))
    off_peak = entry.get("off_peak_pricing")
    if off_peak and "weekday_timezone" not in off_peak:
        for key in off_peak.keys() & TOKENS.keys():
            found.add(("off peak", 0, TOKENS[key], "", plain(off_peak[key])))
    return found


def prices_of_file(cost, level="", above=0):
    """The same of a file's table of prices."""
    found = set()
    for key, value in cost.items():
        if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
            found.add((level, above, key, "", plain(Decimal(value) / MILLION)))
    for row in cost.get("units", []):
        selector = row.get("resolution", row.get("size", ""))
        found.add((level, above, row["unit"], selector, plain(Decimal(row["price"]) / row.get("per", 1))))
    for row in cost.get("other", []):
        words = row["unit"].removeprefix("1M ")
        per = MILLION if words != row["unit"] else 1
        found.add((level, above, words, "", plain(Decimal(row["amount"]) / per)))
    for tier in cost.get("tiers", []):
        found |= prices_of_file(tier | {"tier": None}, level, tier["tier"]["size"])
    for tier in cost.get("service_tiers", []):
        found |= prices_of_file(tier, tier["name"], above)
    for window in cost.get("windows", []):
        found |= prices_of_file(window, "off peak", above)
    return found


def is_zero(price):
    return Decimal(price[4]) == 0


def main(list_path, site):
    entries = json.loads(pathlib.Path(list_path).read_text(), parse_float=Decimal)
    files = {}
    for path in sorted(pathlib.Path(site).glob("providers/*/models/**/*.toml")):
        record = tomllib.loads(path.read_text(), parse_float=Decimal)
        identity = record.get("id", "/".join(path.relative_to(site).parts[3:]).removesuffix(".toml"))
        assert identity not in files, identity
        files[identity] = record
    counts = collections.Counter(entries=len(entries), files=len(files))
    differences = 0
    for identity, record in files.items():
        listed = prices_of_list(entries[identity], record.get("type", ""))
        written = prices_of_file(record.get("cost", {}))
        wrong = {price for price in listed ^ written if not is_zero(price)}
        wrong |= {price for price in written - listed if is_zero(price)}
        counts["prices"] += len(listed & written)
        counts["zeros left out"] += len([price for price in listed - written if is_zero(price)])
        for price in sorted(wrong):
            differences += 1
            print(identity, "in the list only:" if price in listed else "in the file only:", *price)
    aliases = {alias for record in files.values() for alias in record.get("aliases", [])}
    counts["aliases"] = len(aliases)
    counts["neither file nor alias"] = len(entries.keys() - files.keys() - aliases)
    counts["differences"] = differences
    print(json.dumps(counts))
    return 1 if differences else 0


sys.exit(main(*sys.argv[1:]))
