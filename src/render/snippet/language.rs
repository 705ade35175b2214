use serde::Serialize;

/// A language that examples are written in: a folder of `templates/snippets/`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Language {
    /// The folder, and the word in `[quickstart] languages`: `python`.
    pub name: String,
    /// The language in words: `Python`.
    pub label: String,
    /// The grammar that colors it.
    #[serde(skip)]
    pub grammar: String,
}

/// Names that a capital letter at the front does not make right, each with its grammar.
const KNOWN: &[(&str, &str, &str)] = &[
    ("python", "Python", "python"),
    ("javascript", "JavaScript", "javascript"),
    ("curl", "cURL", "bash"),
    ("bash", "Bash", "bash"),
    ("csharp", "C#", "cs"),
    ("cpp", "C++", "cpp"),
    ("fsharp", "F#", "fs"),
    ("httpie", "HTTPie", "bash"),
    ("php", "PHP", "php"),
    ("powershell", "PowerShell", "ps1"),
    ("shell", "Shell", "bash"),
    ("typescript", "TypeScript", "javascript"),
    ("wget", "Wget", "bash"),
];

impl Language {
    /// Returns the language of a folder.
    pub fn of_folder(folder: &str) -> Self {
        let known = KNOWN.iter().find(|(name, ..)| *name == folder);
        let (label, grammar) =
            known.map_or_else(|| (capital(folder), folder), |known| (known.1.to_owned(), known.2));
        Self { name: folder.to_owned(), label, grammar: grammar.to_owned() }
    }

    /// Returns where the language stands among others: ours first, a site's own by name after them.
    pub(super) fn order(&self) -> (usize, &str) {
        let ours = ["python", "javascript", "curl"];
        (ours.iter().position(|name| *name == self.name).unwrap_or(ours.len()), &self.name)
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_names_its_language() {
        assert_eq!(Language::of_folder("curl").label, "cURL");
        assert_eq!(Language::of_folder("ruby").label, "Ruby");
        assert_eq!(Language::of_folder("ruby").grammar, "ruby");
    }
}
