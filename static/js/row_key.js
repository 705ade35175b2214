// The key of a record by the path of its page and its ID: `providers/acme/large/` with `Large` is `providers/acme/models/Large`.
const keyBeside = (path, id) => `${/^providers\/[^/]+\//.exec(path) ?? ""}models/${id}`;
