//! The mistakes that templates can have.

use crate::diag::Code;

/// A template that does not compile or draw.
pub static TEMPLATE: Code = Code::error(
    "template",
    "A template cannot be compiled, or fails while a page is drawn.",
    "A page without its template would be missing or broken. `docs/templates.md` lists what templates may use.",
    "{{ page.hedding }}",
    "{{ page.heading }}",
);

/// All of them.
pub static ALL: [&Code; 1] = [&TEMPLATE];
