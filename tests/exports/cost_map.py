"""Loads the cost map as users do, from an address, and compares what calls cost with what they should.

Takes the folder of the map and of `expected.json`: by model, calls as tokens of input, tokens read from the cache, tokens of
output, and the exact cost. Prints how many calls of how many models agree.
"""

import functools
import http.server
import json
import os
import pathlib
import sys
import threading
from fractions import Fraction

folder = pathlib.Path(sys.argv[1])


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
threading.Thread(target=server.serve_forever, daemon=True).start()
os.environ["LITELLM_MODEL_COST_MAP_URL"] = f"http://127.0.0.1:{server.server_address[1]}/litellm.json"
os.environ["MODEL_COST_MAP_MIN_MODEL_COUNT"] = "1"
os.environ["MODEL_COST_MAP_MAX_SHRINK_RATIO"] = "0"

import litellm  # noqa: E402  # it reads the map while it is imported

cost_map = json.loads((folder / "litellm.json").read_text())
assert litellm.model_cost.keys() == cost_map.keys(), "the package took another map"

calls = models = 0
wrong = []
for key, expected in json.loads((folder / "expected.json").read_text()).items():
    provider, model = key.split("/", 1)
    if provider == "huggingface":
        continue  # The package knows no prices there, whatever the map says.
    models += 1
    for prompt, cached, completion, cost in expected:
        usage = litellm.Usage(
            prompt_tokens=prompt,
            completion_tokens=completion,
            total_tokens=prompt + completion,
            prompt_tokens_details={"cached_tokens": cached} if cached else None,
        )
        got = sum(litellm.cost_per_token(model=model, custom_llm_provider=provider, usage_object=usage))
        calls += 1
        if abs(Fraction(got) - Fraction(cost)) > Fraction(cost) / 10**9:
            wrong.append((key, prompt, cached, completion, cost, got))

for line in wrong[:20]:
    print(*line, file=sys.stderr)
assert not wrong, f"{len(wrong)} of {calls} calls cost something else"
print(models, calls)
