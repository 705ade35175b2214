//! The codes of mistakes in templates and in the settings of a brand.

use crate::diag::{Code, Level};

/// A template that does not compile or draw.
pub static TEMPLATE: Code = Code::error(
    "template",
    "A template cannot be compiled, or fails while a page is drawn.",
    "A page without its template would be missing or broken. `docs/templates.md` lists what templates may use.",
    "{{ page.hedding }}",
    "{{ page.heading }}",
);

/// A file that is not there.
pub static MISSING_FILE: Code = Code::error(
    "missing-file",
    "A setting names a file that is not in `static/`.",
    "The pages would ask for it in vain.",
    "[brand]\nlogo = \"lgo.svg\"",
    "[brand]\nlogo = \"logo.svg\"",
);

/// A brand colour that cannot be text.
pub static ACCENT_CONTRAST: Code = Code::lint(
    "accent-contrast",
    Level::Hint,
    Level::Hint,
    "The brand colour is too light for text.",
    "Text needs a contrast of 4.5 to 1 to what it stands on (WCAG 2.2, 1.4.3), so links and text are written in a darker shade of the same hue. Buttons keep the colour itself.",
    "[brand]\naccent = \"#ffcc00\"",
    "[brand]\naccent = \"#7a6200\"",
);

/// A logo that cannot be shown as its owner made it.
pub static UNUSABLE_LOGO: Code = Code::lint(
    "unusable-logo",
    Level::Warn,
    Level::Warn,
    "A logo cannot be shown whole.",
    "A logo is published without scripts, fonts, style sheets and references to other files. A trademark is not to be altered, so where something visible would be lost, the first letter of the name stands in its place. A file that is no SVG picture, or draws nothing, is not shown either.",
    "<text x=\"4\" y=\"20\">Acme</text>",
    "<path d=\"M4 20 12 2l8 18z\"/>",
);

/// A file that has the name of a picture and is none.
pub static BROKEN_PICTURE: Code = Code::lint(
    "broken-picture",
    Level::Warn,
    Level::Warn,
    "A file of `static/` has the name of a picture and is none.",
    "A browser shows the sign of a broken picture in its place. The file may be empty, cut off, or the error page of a host. `brand.logo` is not shown then.",
    "[brand]\nlogo = \"logo.txt\"",
    "[brand]\nlogo = \"logo.svg\"",
);

/// A template that no page uses.
pub static UNUSED_TEMPLATE: Code = Code::lint(
    "unused-template",
    Level::Warn,
    Level::Warn,
    "No page uses this template.",
    "A template takes the place of the default one of the same name, or is extended or included by such a one. Under another name it changes no page.",
    "# templates/page/models.html",
    "# templates/page/model.html",
);

/// A mistake in a style sheet.
pub static STYLE_SHEET: Code = Code::lint(
    "style-sheet",
    Level::Warn,
    Level::Warn,
    "A style sheet of the site names a file that is not there, or has a brace without its other half.",
    "Readers' browsers ask for the file in vain, and ignore the rules behind the brace.",
    "# static/own.css\n# body { background: url(nope.png) }",
    "# static/own.css\n# body { background: url(back.png) }",
);

/// All of them.
pub static ALL: [&Code; 7] = [
    &TEMPLATE,
    &MISSING_FILE,
    &ACCENT_CONTRAST,
    &UNUSABLE_LOGO,
    &BROKEN_PICTURE,
    &UNUSED_TEMPLATE,
    &STYLE_SHEET,
];
