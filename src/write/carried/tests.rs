use super::*;
use crate::write::last_build::LastBuild;
use crate::write::publish::{clear, exchange};

/// What an owner does to a file in a folder.
type Deed = fn(&Path);

fn nothing(_: &Path) {}

fn replace(folder: &Path) {
    fs::write(folder.join("upload"), "replaced, and longer").unwrap();
    fs::rename(folder.join("upload"), folder.join("notes")).unwrap();
}

fn rewrite(folder: &Path) {
    fs::write(folder.join("notes"), "rewritten, and longer").unwrap();
}

fn remove(folder: &Path) {
    fs::remove_file(folder.join("notes")).unwrap();
}

/// A build in which an owner acts before or after the folders are exchanged: what is in the file at the end.
fn build(as_copies: bool, is_kept: bool, before: Deed, after: Deed) -> Option<String> {
    let folder = tempfile::TempDir::new().unwrap();
    let output = folder.path().join("dist");
    fs::create_dir_all(output.join("empty/folder")).unwrap();
    fs::write(output.join("notes"), "first").unwrap();
    let dir = OutputDir::take(&output).unwrap();
    let foreign = Foreign {
        files: vec!["notes".into(), "gone".into(), "gone/deep".into()],
        folders: vec!["empty".into(), "empty/folder".into(), "gone-too".into()],
        ..Foreign::default()
    };
    let mut carried = carry(&dir, &foreign).unwrap();
    assert_eq!(carried.0.len(), 1, "what is gone stays away");
    if as_copies {
        let (from, to) = (output.join("notes"), dir.stage.path().join("notes"));
        fs::remove_file(&to).unwrap();
        disk::copy(&from, &to).unwrap();
        carried.0.get_mut(Path::new("notes")).unwrap().copy = Identity::at(&to).unwrap();
    }
    before(&output);
    exchange(&dir).unwrap();
    after(&output);
    carried.follow_owners(&dir, &foreign);
    clear(&dir, &LastBuild::default(), &foreign, &carried, |_| false, is_kept);
    assert!(output.join("empty/folder").is_dir() && !output.join("gone").exists());
    assert_eq!(dir.stage.path().exists(), is_kept, "nothing is left of the last site unless it is kept");
    let left = walkdir::WalkDir::new(dir.stage.path()).into_iter().flatten();
    assert_eq!(left.filter(|entry| !entry.file_type().is_dir()).count(), 0, "no file of others is kept");
    fs::read_to_string(output.join("notes")).ok()
}

#[test]
fn what_an_owner_did_last_to_a_file_is_what_stays() {
    for (as_copies, is_kept) in [(false, false), (true, false), (false, true), (true, true)] {
        let build = |before, after| build(as_copies, is_kept, before, after);
        assert_eq!(build(nothing, nothing).as_deref(), Some("first"));
        for (deed, text) in [(replace as Deed, "replaced, and longer"), (rewrite, "rewritten, and longer")] {
            assert_eq!(build(deed, nothing).as_deref(), Some(text), "before, copies: {as_copies}");
            assert_eq!(build(nothing, deed).as_deref(), Some(text), "after, copies: {as_copies}");
        }
        assert_eq!(build(rewrite, replace).as_deref(), Some("replaced, and longer"));
        assert_eq!(build(remove, nothing), None, "what was removed does not come back");
        assert_eq!(build(nothing, remove), None);
        assert_eq!(build(remove, replace).as_deref(), Some("replaced, and longer"));
    }
}

#[test]
fn a_folder_that_its_owner_removed_does_not_come_back() {
    let folder = tempfile::TempDir::new().unwrap();
    let output = folder.path().join("dist");
    fs::create_dir_all(output.join("a/b")).unwrap();
    let dir = OutputDir::take(&output).unwrap();
    let foreign =
        Foreign { files: Vec::new(), folders: vec!["a".into(), "a/b".into()], ..Foreign::default() };
    let carried = carry(&dir, &foreign).unwrap();
    fs::remove_dir_all(output.join("a")).unwrap();
    exchange(&dir).unwrap();
    carried.follow_owners(&dir, &foreign);
    assert!(!output.join("a").exists());
}

#[test]
fn what_turns_up_in_the_last_site_is_moved_over_and_not_kept() {
    for is_kept in [false, true] {
        let folder = tempfile::TempDir::new().unwrap();
        let output = folder.path().join("dist");
        fs::create_dir_all(output.join("page")).unwrap();
        fs::write(output.join("page/index.html"), "ours").unwrap();
        let dir = OutputDir::take(&output).unwrap();
        let carried = carry(&dir, &Foreign::default()).unwrap();
        dir.stage.write("page/index.html", b"new").unwrap();
        exchange(&dir).unwrap();
        // Whoever has the last folder open still writes there.
        fs::create_dir_all(dir.stage.path().join("late/deep")).unwrap();
        for path in ["late/deep/file", "page/notes"] {
            fs::write(dir.stage.path().join(path), "late").unwrap();
        }
        clear(
            &dir,
            &LastBuild::default(),
            &Foreign::default(),
            &carried,
            |path| path == "page/index.html",
            is_kept,
        );
        let text = |path: &str| fs::read_to_string(output.join(path)).unwrap();
        assert_eq!((text("late/deep/file"), text("page/notes")), ("late".into(), "late".into()));
        assert_eq!(text("page/index.html"), "new");
        let last = dir.stage.path();
        assert_eq!(last.join("page/index.html").exists(), is_kept);
        assert!(!last.join("late/deep/file").exists() && !last.join("page/notes").exists());
    }
}
