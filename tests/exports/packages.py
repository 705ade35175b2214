"""Holds what `modelpress cost` computes against what a package charges for the same calls: packages.py PACKAGE FOLDER.

The folder has `small.json` and `large.json`, which the command wrote. A package brings prices of its own, so a sum may differ; it is
explained if the steps of the command with the package's prices give the package's sum. Prints how many calls were compared, and how
often each explanation applies; fails where a difference has none.
"""

import collections
import json
import os
import pathlib
import sys
from decimal import Decimal

package, folder = sys.argv[1], pathlib.Path(sys.argv[2])
MILLION = Decimal(1_000_000)
SAME_PARTIES = ["anthropic", "cohere", "deepseek", "google", "groq", "minimax", "mistral", "moonshotai", "openai", "openrouter", "perplexity", "zai"]


class Prices:
    """The prices of a package for a call, per 1M tokens, and what it charges; None for a kind of token that it has no price for."""

    def __init__(self, read, cached, write, total, extra=Decimal(0)):
        self.read, self.cached, self.write, self.total, self.extra = read, cached, write, total, extra


def of_genai():
    from genai_prices import Usage, calc_price

    names = {name: name for name in SAME_PARTIES} | {"xai": "x-ai", "amazon-bedrock": "aws", "cerebras": "cerebras"}

    def price(tiered, tokens):
        if tiered is None or isinstance(tiered, Decimal):
            return tiered
        reached = [tier.price for tier in tiered.tiers if tokens > tier.start]
        return reached[-1] if reached else tiered.base

    def ask(provider, model, usage):
        if provider not in names:
            return None
        call = Usage(input_tokens=usage["input"], output_tokens=usage["output"], cache_read_tokens=usage["cached"])
        try:
            answer = calc_price(call, model_ref=model, provider_id=names[provider])
        except LookupError:
            return None
        if answer.model.id != model:
            return None  # a rule for a whole family
        held = answer.model_price
        kinds = (held.input_mtok, held.cache_read_mtok, held.output_mtok)
        read, cached, write = (price(kind, usage["input"]) for kind in kinds)
        extra = (held.requests_kcount or Decimal(0)) / 1000
        return Prices(read, cached, write, answer.total_price, extra) if read is not None and write is not None else None

    return ask, Decimal(0)


def of_litellm():
    os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"
    import litellm

    allowed = Decimal("1e-9")  # the package computes with floats
    names = {name: name for name in SAME_PARTIES} | {"xai": "xai", "google": "gemini", "moonshotai": "moonshot", "fireworks-ai": "fireworks_ai", "llama": "meta_llama"}
    names |= {name: name for name in ("azure", "cerebras", "databricks", "deepinfra", "morph", "nebius", "ovhcloud", "v0")}

    def ask(provider, model, usage):
        if provider not in names:
            return None
        entry = litellm.model_cost.get(f"{names[provider]}/{model}") or litellm.model_cost.get(model)
        if not entry or entry.get("litellm_provider") != names[provider] or entry.get("mode") not in ("chat", "responses"):
            return None
        call = litellm.Usage(
            prompt_tokens=usage["input"],
            completion_tokens=usage["output"],
            total_tokens=usage["input"] + usage["output"],
            prompt_tokens_details={"cached_tokens": usage["cached"]},
        )
        try:
            total = sum(litellm.cost_per_token(model=model, custom_llm_provider=names[provider], usage_object=call))
        except Exception:
            return None
        sizes = sorted(
            int(key.split("_above_")[1].removesuffix("k_tokens")) * 1000
            for key in entry
            if key.startswith("input_cost_per_token_above_") and key.endswith("k_tokens")
        )
        above = [f"_above_{size // 1000}k_tokens" for size in sizes if usage["input"] > size]

        def price(kind):
            for suffix in [*reversed(above), ""]:
                if entry.get(kind + suffix) is not None:
                    return Decimal(str(entry[kind + suffix])) * MILLION
            return None

        kinds = ("input_cost_per_token", "cache_read_input_token_cost", "output_cost_per_token")
        read, cached, write = map(price, kinds)
        if read is None or write is None:
            return None
        prices = Prices(read, cached, write, Decimal(repr(total)))
        off_peak = entry.get("off_peak_pricing")  # which prices count depends on the hour of this run
        if off_peak and abs(steps(prices, usage) - prices.total) > prices.total * allowed:
            return Prices(*(Decimal(str(off_peak[kind])) * MILLION for kind in kinds), prices.total)
        return prices

    return ask, allowed


def steps(prices, usage):
    """The steps of the command with other prices."""
    cached = usage["cached"] if prices.cached is not None else 0
    sums = (usage["input"] - cached) * prices.read + cached * (prices.cached or 0) + usage["output"] * prices.write
    return sums / MILLION + prices.extra


def explain(ours, theirs, usage, allowed):
    """Why the sums differ; None if nothing does it."""
    total = Decimal(ours["total"])
    close = lambda one, other: abs(one - other) <= max(one, other) * allowed  # noqa: E731
    if close(total, theirs.total):
        return "the same"
    if not close(steps(theirs, usage), theirs.total):
        return None
    lines = {line["label"].split(" above")[0]: Decimal(line["price"]) for line in ours["lines"]}
    others = {"input": theirs.read, "cached input": theirs.cached, "output": theirs.write}
    other = [kind for kind, price in others.items() if price != lines.get(kind)]
    if other:
        return f"another price of {' and '.join(other)}"
    return "a price per request" if theirs.extra else None


ask, allowed = of_genai() if package == "genai" else of_litellm()
found, wrong, compared = collections.Counter(), [], 0
for name in ("small", "large"):
    document = json.loads((folder / f"{name}.json").read_text())
    for ours in document["models"]:
        if "none" in ours:
            continue
        provider, model = ours["id"].split("/", 1)
        theirs = ask(provider, model, document["usage"])
        if theirs is None:
            continue
        compared += 1
        reason = explain(ours, theirs, document["usage"], allowed)
        found[reason] += 1
        if reason is None:
            wrong.append((name, ours["id"], ours["total"], theirs.total, ours["lines"], vars(theirs)))
print(compared, "calls compared")
for reason, count in found.most_common():
    print(f"{count:6} {reason}")
for line in wrong[:20]:
    print(*line, file=sys.stderr)
assert not wrong, f"{len(wrong)} differences have no explanation"
