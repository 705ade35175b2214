//! The codes of mistakes in templates and in the settings of a brand.

use crate::diag::{Code, Level};

/// A template that does not compile or draw.
pub static TEMPLATE: Code = Code::error(
    "template",
    "A template does not compile, or fails while rendering a page.",
    "A page without its template would be missing or broken. `docs/templates.md` lists what templates can use.",
    "{{ page.hedding }}",
    "{{ page.heading }}",
);

/// A file that is not there.
pub static MISSING_FILE: Code = Code::error(
    "missing-file",
    "A setting names a file that is not in `static/`.",
    "Pages would load a missing file.",
    "[brand]\nlogo = \"lgo.svg\"",
    "[brand]\nlogo = \"logo.svg\"",
);

/// A brand color that cannot be text.
pub static ACCENT_CONTRAST: Code = Code::lint(
    "accent-contrast",
    Level::Hint,
    Level::Hint,
    "The brand color is too light for text.",
    "Text needs a contrast of 4.5:1 against its background (WCAG 2.2, 1.4.3), so links and text use a darker shade of the same hue. Buttons keep the color itself.",
    "[brand]\naccent = \"#ffcc00\"",
    "[brand]\naccent = \"#7a6200\"",
);

/// A logo that cannot be shown as its owner made it.
pub static UNUSABLE_LOGO: Code = Code::lint(
    "unusable-logo",
    Level::Warn,
    Level::Warn,
    "A logo cannot be shown unchanged.",
    "Logos are published without scripts, fonts, style sheets and references to other files. If something visible would be lost, the first letter of the name is shown instead, because trademarks must not be altered. The same happens if a file is not an SVG image or draws nothing.",
    "<text x=\"4\" y=\"20\">Acme</text>",
    "<path d=\"M4 20 12 2l8 18z\"/>",
);

/// A file that has the name of a picture and is none.
pub static BROKEN_PICTURE: Code = Code::lint(
    "broken-picture",
    Level::Warn,
    Level::Warn,
    "A file in `static/` is named like an image but is not one.",
    "Browsers show a broken image. The file may be empty, truncated, or a host's error page. `brand.logo` is not shown in this case.",
    "[brand]\nlogo = \"logo.txt\"",
    "[brand]\nlogo = \"logo.svg\"",
);

/// A template that no page uses.
pub static UNUSED_TEMPLATE: Code = Code::lint(
    "unused-template",
    Level::Warn,
    Level::Warn,
    "No page uses this template.",
    "A template replaces the default template of the same name, or is extended or included by one that does. Under another name it has no effect.",
    "# templates/page/models.html",
    "# templates/page/model.html",
);

/// A mistake in a style sheet.
pub static STYLE_SHEET: Code = Code::lint(
    "style-sheet",
    Level::Warn,
    Level::Warn,
    "A style sheet refers to a missing file, or has an unmatched brace.",
    "Browsers request a missing file, and ignore the rules after the brace.",
    "# static/own.css\n# body { background: url(nope.png) }",
    "# static/own.css\n# body { background: url(back.png) }",
);

/// All codes of themes.
pub static ALL: [&Code; 7] = [
    &TEMPLATE,
    &MISSING_FILE,
    &ACCENT_CONTRAST,
    &UNUSABLE_LOGO,
    &BROKEN_PICTURE,
    &UNUSED_TEMPLATE,
    &STYLE_SHEET,
];
