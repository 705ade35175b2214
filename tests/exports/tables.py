# Reads tables of a site as Python does, which stops at anything that is no CSV, and prints their rows as JSON.
import csv
import json
import sys

tables = []
for path in sys.argv[1:]:
    with open(path, newline="", encoding="utf-8") as file:
        tables.append(list(csv.reader(file, strict=True)))
print(json.dumps(tables))
