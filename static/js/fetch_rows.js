// The rows of a list as columns, of all the parts of a file.
const fetched = async (path) => {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path} answers ${answer.status}`);
  return answer.json();
};

const fetchRows = async (path) => {
  const first = await fetched(path);
  const further = Array.from({ length: first.parts - 1 }, (_, at) => fetched(path.replace(".json", `-${at + 2}.json`)));
  return joined([first, ...(await Promise.all(further))]);
};
