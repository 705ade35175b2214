//! Blank lines of a drawn document: one between blocks, whatever conditions and loops of templates leave; code stays as it is.

/// Leaves one blank line where there are several, and none at the ends.
pub fn tidy(document: &str) -> String {
    let mut out = String::with_capacity(document.len());
    let mut fence: Option<&str> = None;
    let mut blank = 0_usize;
    for line in document.lines() {
        let mark = fence_mark(line);
        if let Some(open) = fence {
            push_line(&mut out, line);
            if mark.is_some_and(|(mark, rest)| mark == open && rest.is_empty()) {
                fence = None;
            }
            continue;
        }
        if line.trim().is_empty() {
            blank += 1;
            continue;
        }
        if blank > 0 && !out.is_empty() {
            out.push('\n');
        }
        blank = 0;
        fence = mark.map(|(mark, _)| mark);
        push_line(&mut out, line.trim_end());
    }
    out
}

fn push_line(out: &mut String, line: &str) {
    out.push_str(line);
    out.push('\n');
}

/// The marks that begin or end a block of code, in a list or a quotation too, and what stands behind them.
fn fence_mark(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start_matches(|letter: char| letter.is_ascii_digit() || " >-.".contains(letter));
    let (marks, rest) = line.split_at(line.bytes().take_while(|byte| *byte == b'`').count());
    (marks.len() >= 3 && !rest.contains('`')).then_some((marks, rest.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_are_one_but_in_code() {
        let text = "\n\na\n \n\n\nb  \n```x\n\n\n````\n```\n\n\n\nc\n\n";
        assert_eq!(tidy(text), "a\n\nb\n```x\n\n\n````\n```\n\nc\n");
    }
}
