// Texts as the words that a search compares. A space stands between two words, a mark inside of one: `|` before digits, `^` before letters that
// follow digits and before a capital, a point in a version. `GPT-4o mini` is `gpt 4^o mini`, `DeepSeek` is `deep^seek`, `Qwen3` is `qwen|3`, and
// `claude-sonnet-4-5` is `claude sonnet 4.5`.
const spell = (text) =>
  folded(text)
    .replace(/(?<=(?<!\d)\d{1,2})[-_p](?=\d{1,2}(?![\p{L}\d]))/giu, ".")
    .replace(/(?:(?<!\d)\.|\.(?!\d)|[^\p{L}\p{N}.])+/gu, " ")
    .replace(/(?<=\p{Ll})(?=\p{Lu})|(?<=\p{N})(?=\p{L})/gu, "^")
    .replace(/(?<=\p{L})(?=\p{N})/gu, "|")
    .toLowerCase()
    .trim();

// Spelled words without what stands between and in them: two spellings of one name are the same letters.
const lettersOf = (words) => words.replace(/[ |^.]/g, "");

// A pattern for a spelled word, whatever stands between its letters. Digits are one number only where nothing stands between them.
const patternOf = (word) =>
  word
    .replace(/[|^]/g, "")
    .replace(/(?<=\p{L})(?=[\p{L}\p{N}])|(?<=\p{N})(?=\p{L})/gu, "[ |^]?")
    .replaceAll(".", "[. ]");

// Whether a text is a word, or the start of one, but for one letter that is wrong, missing, added or exchanged with the next.
const isNear = (text, word) => {
  let at = 0;
  while (at < text.length && text[at] === word[at]) at += 1;
  const [rest, other] = [text.slice(at), word.slice(at)];
  const exchanged = rest.slice(1, 2) + rest.slice(0, 1) + rest.slice(2);
  return (
    other.slice(1).startsWith(rest.slice(1)) ||
    other.slice(1).startsWith(rest) ||
    other.startsWith(rest.slice(1)) ||
    other.startsWith(exchanged)
  );
};
