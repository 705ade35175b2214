//! Registers the owner of each output path, one per path, also on file systems that ignore case.

use foldhash::HashMap;
use unicode_normalization::UnicodeNormalization;

use super::codes;
use crate::diag::{Diagnostic, Diagnostics, Span};
use crate::resolve::codes::DUPLICATE_PATH;

/// The owner of an output path, as messages name it.
#[derive(Clone, Debug)]
pub(super) struct PathOwner {
    /// The source file, or otherwise the name of the page: `the list of types`.
    pub(super) name: String,
    /// The span at which a mistake is reported.
    pub(super) span: Option<Span>,
    /// The path below the organization's page and the exact id, if a `slug` can change the path.
    pub(super) record: Option<(String, String)>,
    /// The alias, if the page is a redirect from one.
    pub(super) alias: Option<String>,
}

/// The output paths that are taken, and their owners. Paths that differ only in case are the same.
#[derive(Debug)]
pub(super) struct PathRegistry<P> {
    /// By the folded path: the path itself if folding changed it, and the owner.
    files: HashMap<String, (Option<String>, P)>,
    folders: HashMap<String, P>,
    refused: Vec<Refusal<P>>,
}

impl<P> Default for PathRegistry<P> {
    fn default() -> Self {
        Self { files: HashMap::default(), folders: HashMap::default(), refused: Vec::new() }
    }
}

/// A path that was taken already, or a file whose path another file needs as a folder.
#[derive(Debug)]
struct Refusal<P> {
    path: String,
    late: P,
    holder: P,
    /// The path that would be both a file and a folder.
    conflict: Option<String>,
}

impl<P: Copy> PathRegistry<P> {
    /// Takes a path for an owner. Returns whether it was free.
    pub(super) fn take(&mut self, path: FilePath, owner_id: P) -> bool {
        let FilePath { path, folded } = path;
        if let Some((holder, conflict)) = self.holder(&path, &folded) {
            self.refused.push(Refusal { path, late: owner_id, holder, conflict });
            return false;
        }
        let new: Vec<String> = self.new_folders(&folded).map(str::to_owned).collect();
        self.folders.extend(new.into_iter().map(|folder| (folder, owner_id)));
        let unfolded = (path != folded).then_some(path);
        self.files.insert(folded, (unfolded, owner_id));
        true
    }

    /// Reserves capacity for more files.
    pub(super) fn reserve(&mut self, files: usize) {
        self.files.reserve(files);
        self.folders.reserve(files);
    }

    /// Whether a path is free.
    pub(super) fn is_free(&self, file: &str) -> bool {
        self.holder(file, &FilePath::new(file.to_owned()).folded).is_none()
    }

    /// The owner that has the path already, and the path that would be both a file and a folder.
    fn holder(&self, file: &str, folded: &str) -> Option<(P, Option<String>)> {
        if let Some((_, holder)) = self.files.get(folded) {
            return Some((*holder, None));
        }
        if let Some(holder) = self.folders.get(folded) {
            return Some((*holder, Some(file.to_owned())));
        }
        let mut folders = self.new_folders(folded);
        let (above, (path, holder)) = folders.find_map(|above| Some((above, self.files.get(above)?)))?;
        Some((*holder, Some(path.clone().unwrap_or_else(|| above.to_owned()))))
    }

    /// The folders of a file that no other file is in, innermost first. If one is known, so are those around it.
    fn new_folders<'a>(&self, file: &'a str) -> impl Iterator<Item = &'a str> {
        let folders = file.rmatch_indices('/').map(|(at, _)| &file[..at]);
        folders.take_while(|folder| !self.folders.contains_key(*folder))
    }

    /// Reports every path that was refused.
    pub(super) fn report(&self, path_owner: impl Fn(P) -> PathOwner, diags: &mut Diagnostics) {
        diags.extend(self.refused.iter().filter_map(|refusal| {
            let Refusal { path, late, holder, conflict } = refusal;
            self.diagnostic(path, &path_owner(*late), &path_owner(*holder), conflict.as_ref())
        }));
    }

    fn diagnostic(
        &self,
        path: &str,
        late: &PathOwner,
        holder: &PathOwner,
        conflict: Option<&String>,
    ) -> Option<Diagnostic> {
        if let (None, Some((_, late)), Some((_, holder))) = (conflict, &late.record, &holder.record)
            && late == holder
        {
            return None; // The duplicate id is reported already.
        }
        let (at, other) = if late.span.is_some() { (late, holder) } else { (holder, late) };
        let span = at.span?;
        let page = path.strip_suffix("index.html").unwrap_or(path);
        let message = match (&at.alias, conflict) {
            (Some(alias), None) => format!("`{alias}` is also the path of {}: `{page}`", other.words()),
            (_, None) => format!("`{page}` is also the path of {}", other.words()),
            (_, Some(conflict)) => {
                format!("`{conflict}` would be a file and a folder, because of {}", other.words())
            }
        };
        let code = if at.alias.is_some() { &codes::ALIAS_TAKEN } else { &DUPLICATE_PATH };
        let diagnostic = Diagnostic::new(code, span, message).help(self.suggest(path, at));
        Some(match other.span {
            Some(other) if other != span => diagnostic.label(other, "the other one"),
            _ => diagnostic,
        })
    }

    fn suggest(&self, path: &str, path_owner: &PathOwner) -> String {
        match (&path_owner.alias, &path_owner.record) {
            (Some(_), _) => "remove the alias: each path can only have one target".to_owned(),
            (_, Some((below, _))) => {
                format!("give it its own path: `slug = \"{}\"`", self.free_slug(path, below))
            }
            _ => "rename one of the two".to_owned(),
        }
    }

    /// The first free path of `below-2`, `below-3` and so on.
    fn free_slug(&self, path: &str, below: &str) -> String {
        let prefix = path.strip_suffix(&format!("{below}/index.html")).unwrap_or("");
        let slugs = (2_u32..=u32::MAX).map(|number| format!("{below}-{number}"));
        let is_free = |slug: &String| !self.files.contains_key(&format!("{prefix}{slug}/index.html"));
        slugs.into_iter().find(is_free).expect("there are fewer files than numbers")
    }
}

impl PathOwner {
    fn words(&self) -> String {
        if self.span.is_some() { format!("`{}`", self.name) } else { self.name.clone() }
    }
}

/// The path of an output file, and its form for file systems that ignore case and Unicode normalization.
pub(super) struct FilePath {
    path: String,
    folded: String,
}

impl FilePath {
    pub(super) fn new(path: String) -> Self {
        let folded = if path.is_ascii() {
            path.to_ascii_lowercase()
        } else {
            path.nfc().collect::<String>().to_lowercase()
        };
        Self { path, folded }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::FileId;

    fn path_owner(name: &str) -> PathOwner {
        let span = Some(Span::whole(FileId(u32::from(name.as_bytes()[0]))));
        PathOwner { name: name.to_owned(), span, record: None, alias: None }
    }

    fn messages(paths: &[(&str, &str)]) -> Vec<String> {
        let mut registry = PathRegistry::default();
        for (path, name) in paths {
            registry.take(FilePath::new((*path).to_owned()), *name);
        }
        let mut diags = Diagnostics::default();
        registry.report(path_owner, &mut diags);
        diags.iter().map(|diagnostic| diagnostic.message.clone()).collect()
    }

    #[test]
    fn a_file_and_a_folder_of_one_name_are_refused_in_any_order() {
        let expected = ["`a/logo.svg` would be a file and a folder, because of `y`"];
        assert_eq!(messages(&[("a/logo.svg/index.html", "y"), ("a/logo.svg", "x")]), expected);
        assert_eq!(messages(&[("a/logo.svg", "y"), ("a/logo.svg/index.html", "x")]), expected);
        let cased = ["`Models` would be a file and a folder, because of `y`"];
        assert_eq!(messages(&[("models/index.html", "y"), ("Models", "x")]), cased);
        assert_eq!(messages(&[("Models", "y"), ("models/index.html", "x")]), cased);
    }

    #[test]
    fn paths_that_differ_in_case_are_one() {
        assert_eq!(messages(&[("a/B.txt", "x"), ("a/b.txt", "y")]), ["`a/b.txt` is also the path of `x`"]);
        assert_eq!(messages(&[("e\u{301}", "x"), ("\u{e9}", "y")]), ["`\u{e9}` is also the path of `x`"]);
        assert_eq!(messages(&[("a/b.txt", "x"), ("A/c.txt", "y"), ("a", "z")]).len(), 1);
    }
}
