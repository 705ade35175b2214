"""Lists the models of a server with OpenAI's own package. Takes the folder that the server serves; prints the ids."""

import functools
import http.server
import sys
import threading

import openai


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass

    def guess_type(self, path):
        return "application/json"


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=sys.argv[1]))
threading.Thread(target=server.serve_forever, daemon=True).start()
client = openai.OpenAI(base_url=f"http://127.0.0.1:{server.server_address[1]}/openai/v1", api_key="none")
for model in client.models.list():
    assert model.object == "model" and isinstance(model.created, int) and model.owned_by, model
    print(model.id)
