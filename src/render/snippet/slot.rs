use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::endpoint::Call;

use super::quoting::Quoting;

/// What stays as it is in a segment of a path.
const IN_A_PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A value that differs from page to page; a template names it and quotes it with a filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The model's id at the provider.
    ModelId,
    /// The model's id, percent-encoded for the path of a URL.
    ModelPath,
    /// The base URL, without a slash at its end.
    BaseUrl,
    /// The base URL without the version at its end.
    RootUrl,
    /// The version at the end of the base URL: `v1`.
    ApiVersion,
    /// The environment variable that holds the key.
    KeyEnv,
    /// What is asked, said, drawn or embedded.
    Prompt,
    /// The provider's name in words.
    ProviderName,
    /// The longest answer to ask for, in tokens.
    MaxTokens,
    /// The voice of a speech model, or `YOUR_VOICE`.
    Voice,
}

impl Field {
    /// Every field, in the order in which slots count them.
    pub const ALL: [Self; 10] = [
        Self::ModelId,
        Self::ModelPath,
        Self::BaseUrl,
        Self::RootUrl,
        Self::ApiVersion,
        Self::KeyEnv,
        Self::Prompt,
        Self::ProviderName,
        Self::MaxTokens,
        Self::Voice,
    ];

    /// The name in templates: `model_id`.
    pub fn name(self) -> &'static str {
        match self {
            Self::ModelId => "model_id",
            Self::ModelPath => "model_path",
            Self::BaseUrl => "base_url",
            Self::RootUrl => "root_url",
            Self::ApiVersion => "api_version",
            Self::KeyEnv => "key_env",
            Self::Prompt => "prompt",
            Self::ProviderName => "provider_name",
            Self::MaxTokens => "max_tokens",
            Self::Voice => "voice",
        }
    }

    /// Returns the value of a call, not yet quoted.
    pub(super) fn value(self, call: &Call) -> Cow<'_, str> {
        match self {
            Self::ModelId => Cow::Borrowed(&call.model_id),
            Self::ModelPath => utf8_percent_encode(&call.model_id, IN_A_PATH).into(),
            Self::BaseUrl => Cow::Borrowed(&call.access.address.base),
            Self::RootUrl => Cow::Borrowed(call.access.address.root()),
            Self::ApiVersion => Cow::Borrowed(call.access.address.version()),
            Self::KeyEnv => Cow::Borrowed(&call.access.key_variable),
            Self::Prompt => Cow::Borrowed(&call.prompt),
            Self::ProviderName => Cow::Borrowed(&call.provider_name),
            Self::MaxTokens => Cow::Owned(call.max_tokens().to_string()),
            Self::Voice => Cow::Borrowed(call.voice()),
        }
    }
}

/// A place in a snippet where a value goes, and how it is quoted there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Slot {
    pub(super) field: Field,
    pub(super) quoting: Quoting,
}

/// What a grammar must see as a name and as a number, so that colors are right before the value is known.
const NAME_MARK: &str = "modelpressName";
const NUMBER_MARK: &str = "710710710";

/// The first of the private characters that stand for values: one for each field as the template gets it, and, after
/// these, one for each field in each quoting.
const FIRST: u32 = 0x0010_f000;
const FIELDS: u32 = Field::Voice as u32 + 1;
const LAST: u32 = FIRST + FIELDS * (Quoting::Number as u32 + 2) - 1;

impl Slot {
    /// What stands for a field until a filter says how it is quoted.
    pub(super) fn raw(field: Field) -> char {
        private(FIRST + field as u32)
    }

    /// Writes the mark that a filter leaves.
    fn mark(self) -> Cow<'static, str> {
        match self.quoting {
            Quoting::Name => NAME_MARK.into(),
            Quoting::Number => NUMBER_MARK.into(),
            quoting => private(FIRST + FIELDS * (quoting as u32 + 1) + self.field as u32).to_string().into(),
        }
    }

    /// Returns the slot that a private character stands for.
    fn of(mark: char) -> Option<SlotMark> {
        let code = u32::from(mark).checked_sub(FIRST)?;
        let field = *Field::ALL.get((code % FIELDS) as usize)?;
        match code / FIELDS {
            0 => Some(SlotMark::Raw(field)),
            row => Some(SlotMark::Quoted(Self { field, quoting: *Quoting::ALL.get(row as usize - 1)? })),
        }
    }
}

enum SlotMark {
    Raw(Field),
    Quoted(Slot),
}

fn private(code: u32) -> char {
    char::from_u32(code).expect("the marks lie in the last private plane")
}

/// Whether text has something in it that would be taken for a value.
pub(super) fn has_mark(text: &str) -> bool {
    text.contains(NAME_MARK)
        || text.contains(NUMBER_MARK)
        || text.chars().any(|letter| (FIRST..=LAST).contains(&u32::from(letter)))
}

/// Carries out a filter: a value that is yet to come is marked with its quoting, any other text is quoted at once.
pub(super) fn quote(text: &str, quoting: Quoting) -> Result<String, String> {
    let mut quoted = String::new();
    for letter in text.chars() {
        match Slot::of(letter) {
            Some(SlotMark::Raw(field)) => quoted.push_str(&check(field, quoting)?.mark()),
            Some(SlotMark::Quoted(slot)) => return Err(format!("`{}` is quoted twice", slot.field.name())),
            None => quoted.push_str(&quoting.quote(letter.encode_utf8(&mut [0; 4]))),
        }
    }
    Ok(quoted)
}

fn check(field: Field, quoting: Quoting) -> Result<Slot, String> {
    let only = match quoting {
        Quoting::Name => Field::KeyEnv,
        Quoting::Number => Field::MaxTokens,
        _ => return Ok(Slot { field, quoting }),
    };
    if field == only {
        return Ok(Slot { field, quoting });
    }
    Err(format!("the filter `{}` is for `{}`, not for `{}`", quoting.filter(), only.name(), field.name()))
}

/// A piece of rendered code.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    Code(&'a str),
    Slot(Slot),
}

/// Cuts rendered code at the values that are yet to come, each with the bytes of its mark.
pub(super) fn cut(code: &str) -> Result<Vec<(Piece<'_>, usize)>, String> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut place = 0;
    while let Some(letter) = code[place..].chars().next() {
        let Some((slot, length)) = slot_at(&code[place..], letter)? else {
            place += letter.len_utf8();
            continue;
        };
        if place > start {
            pieces.push((Piece::Code(&code[start..place]), place - start));
        }
        pieces.push((Piece::Slot(slot), length));
        place += length;
        start = place;
    }
    if start < code.len() {
        pieces.push((Piece::Code(&code[start..]), code.len() - start));
    }
    Ok(pieces)
}

fn slot_at(rest: &str, first: char) -> Result<Option<(Slot, usize)>, String> {
    if rest.starts_with(NAME_MARK) {
        return Ok(Some((Slot { field: Field::KeyEnv, quoting: Quoting::Name }, NAME_MARK.len())));
    }
    if rest.starts_with(NUMBER_MARK) {
        return Ok(Some((Slot { field: Field::MaxTokens, quoting: Quoting::Number }, NUMBER_MARK.len())));
    }
    match Slot::of(first) {
        None => Ok(None),
        Some(SlotMark::Quoted(slot)) => Ok(Some((slot, first.len_utf8()))),
        Some(SlotMark::Raw(field)) => {
            let name = field.name();
            Err(format!("`{name}` needs a filter that escapes it; write `{{{{ {name} | py }}}}`"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(field: Field) -> String {
        Slot::raw(field).to_string()
    }

    #[test]
    fn every_field_in_every_quoting_comes_back() {
        for field in Field::ALL {
            for quoting in Quoting::ALL {
                let Ok(marked) = quote(&raw(field), quoting) else { continue };
                assert!(has_mark(&marked));
                assert_eq!(cut(&marked), Ok(vec![(Piece::Slot(Slot { field, quoting }), marked.len())]));
            }
        }
    }

    #[test]
    fn text_beside_a_value_is_quoted_at_once() {
        let marked = quote(&format!("a\"{}", raw(Field::BaseUrl)), Quoting::Python).unwrap();
        let slot = Slot { field: Field::BaseUrl, quoting: Quoting::Python };
        assert_eq!(cut(&marked), Ok(vec![(Piece::Code("a\\\""), 3), (Piece::Slot(slot), 4)]));
    }

    #[test]
    fn a_value_is_quoted_once_and_by_a_filter_that_suits_it() {
        let marked = quote(&raw(Field::Prompt), Quoting::Json).unwrap();
        assert_eq!(quote(&marked, Quoting::Shell), Err("`prompt` is quoted twice".into()));
        assert!(quote(&raw(Field::Prompt), Quoting::Name).is_err());
        assert!(cut(&raw(Field::Prompt)).unwrap_err().contains("{{ prompt | py }}"));
    }
}
