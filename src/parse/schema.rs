//! Field tables: the name, type and meaning of each key. One table per record type drives the reader, the JSON Schema,
//! the suggestions and the generated documentation, so that the four cannot disagree.

use crate::domain::RateKind;
use crate::domain::rate::RATES;

/// The keys of a record, or of a table within one.
#[derive(Debug)]
pub struct Schema {
    /// Its name in words: `model`, `price`.
    pub name: &'static str,
    /// What it holds, in a sentence.
    pub doc: &'static str,
    /// Whether an unknown key is an error rather than a warning; true for tables of prices.
    pub strict: bool,
    /// Its keys in the order of the documentation.
    pub fields: &'static [Field],
}

/// A key.
#[derive(Debug)]
pub struct Field {
    /// The key as written.
    pub key: &'static str,
    /// The kind of value that the key takes.
    pub kind: Kind,
    /// What it means, in a sentence or two.
    pub doc: &'static str,
    /// Whether the key is required.
    pub required: bool,
    /// Names that people write instead; they lead to a suggestion and are never read.
    pub aliases: &'static [&'static str],
    /// The most entries or characters that it may hold; `None` for the limit of its kind.
    pub most: Option<usize>,
    /// Whether the key belongs to the models.dev format rather than to modelpress.
    pub shared: bool,
}

/// What a key takes.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// One line of text, not empty.
    Text,
    /// A name for people: one line of text, read as it looks.
    Name,
    /// Markdown of one or more lines.
    Markdown,
    /// An http or https URL, which may contain `${NAME}`.
    Url,
    /// The URL where a site stands: http or https, without query, fragment and password.
    BaseUrl,
    /// A relative path, or an http or https URL.
    Path,
    /// True or false.
    Boolean,
    /// A whole number from 0, counted in the given unit.
    Count(&'static str),
    /// A whole number of tokens from 0, or -1 where the model chooses.
    Budget,
    /// An exact decimal of any sign.
    Number,
    /// An exact decimal of any sign, also as text with a percent sign: `"82%"`.
    Score,
    /// A price: an exact decimal, not negative.
    Price,
    /// `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, as text; also a TOML date, and a year as a whole number.
    Date,
    /// One of some words.
    Choice(&'static [&'static str]),
    /// A three-letter currency code of ISO 4217.
    Currency,
    /// A two-letter country code of ISO 3166.
    Country,
    /// Two UTC times, `16:30-00:30`.
    Window,
    /// A period: `day`, or a number of minutes, hours or days, `5h`.
    Period,
    /// A color, `#08664a` or `#fc0`.
    Color,
    /// A language by its BCP 47 tag.
    Language,
    /// One source of a content security policy: a host, a scheme, a keyword or a name.
    Source,
    /// An array of such sources.
    Sources,
    /// The name of an environment variable.
    Variable,
    /// An array of names of environment variables.
    Variables,
    /// An array of texts.
    Texts,
    /// An array of Markdown texts.
    Markdowns,
    /// An array of some words.
    Choices(&'static [&'static str]),
    /// A table.
    Group(&'static Schema),
    /// An array of tables.
    Groups(&'static Schema),
    /// A table of tables under names of the author's choice.
    Named(&'static Schema),
    /// A table of one kind of value under names of the author's choice.
    Map(&'static Kind),
    /// True, false or a table.
    Switch(&'static Schema),
    /// A truth value, a number or text: the default of a parameter.
    Scalar,
    /// A truth value or one of some words.
    Flag(&'static [&'static str]),
    /// Stands for one key for each kind of token that can have a price.
    Rates,
    /// Anything.
    Free,
}

impl Schema {
    /// Its keys in the order of the documentation.
    pub fn fields(&self) -> impl Iterator<Item = &'static Field> + use<> {
        self.fields.iter().flat_map(|field| match field.kind {
            Kind::Rates => RATE_FIELDS.as_slice(),
            _ => std::slice::from_ref(field),
        })
    }

    /// Whether it holds prices per token.
    pub fn has_rates(&self) -> bool {
        self.fields.iter().any(|field| matches!(field.kind, Kind::Rates))
    }

    /// The field of a key.
    pub fn field(&self, key: &str) -> Option<&'static Field> {
        let field = self.fields().find(|field| field.key == key);
        let is_cache_write = || matches!(RateKind::of_key(key), Some(RateKind::CacheWriteFor(_)));
        field.or_else(|| (self.has_rates() && is_cache_write()).then_some(&CACHE_WRITE_FOR))
    }

    /// The field at the path of a fact, in which `[]` stands for an entry of an array and `*` for a name.
    pub fn field_at(&'static self, path: &str) -> Option<&'static Field> {
        let (table, key) = path.rsplit_once('.').map_or((None, path), |(table, key)| (Some(table), key));
        let Some(table) = table else { return self.field(key.trim_end_matches("[]")) };
        // A name stands for a table of the one that holds all of them.
        match self.field_at(table.strip_suffix(".*").unwrap_or(table))?.kind {
            Kind::Group(schema) | Kind::Switch(schema) | Kind::Groups(schema) | Kind::Named(schema) => {
                schema.field(key.trim_end_matches("[]"))
            }
            _ => None,
        }
    }

    /// What a key takes in the table at a path of keys, which may stand below names of the author's choice. Elsewhere what it takes
    /// in all tables of the file that have it, if that is one kind.
    pub(super) fn kind_at(&'static self, path: &[&str], key: &str) -> Option<Kind> {
        let mut kind = Kind::Group(self);
        for part in path.iter().copied().chain(key.split('.')) {
            kind = match kind {
                Kind::Group(schema) | Kind::Switch(schema) | Kind::Groups(schema) => match schema.field(part)
                {
                    Some(field) => field.kind,
                    None => return self.kind_anywhere(key),
                },
                Kind::Named(schema) => Kind::Group(schema),
                Kind::Map(kind) => *kind,
                _ => return None,
            };
        }
        Some(kind)
    }

    fn kind_anywhere(&'static self, key: &str) -> Option<Kind> {
        let mut kinds = Vec::new();
        self.add_kinds(key, &mut kinds);
        let first = *kinds.first()?;
        kinds.iter().all(|kind| kind.describe() == first.describe()).then_some(first)
    }

    fn add_kinds(&'static self, key: &str, kinds: &mut Vec<Kind>) {
        kinds.extend(self.field(key).or_else(|| self.alias(key)).map(|field| field.kind));
        for field in self.fields() {
            if let Kind::Group(inner) | Kind::Switch(inner) | Kind::Groups(inner) | Kind::Named(inner) =
                field.kind
            {
                inner.add_kinds(key, kinds);
            }
        }
    }

    /// The field that has a name among its aliases.
    pub fn alias(&self, key: &str) -> Option<&'static Field> {
        self.fields().find(|field| field.aliases.contains(&key))
    }
}

/// Every key of a price per 1M tokens.
pub(super) fn rates() -> impl Iterator<Item = &'static Field> {
    RATE_FIELDS.iter().chain([&CACHE_WRITE_FOR])
}

/// A key for each kind of token that can have a price.
pub const RATES_FIELD: Field = ours("", Kind::Rates, "Prices by kind of token.");

static RATE_FIELDS: [Field; RATES.len()] = rate_fields();

/// Cache writes for a time to live: `cache_write_1h`.
pub static CACHE_WRITE_FOR: Field = ours(
    "cache_write_<time>",
    Kind::Price,
    "Input tokens written to the cache, by time to live: `cache_write_5m`, `cache_write_1h`, `cache_write_7d`.",
);

const fn rate_fields() -> [Field; RATES.len()] {
    let mut fields = [const { ours("", Kind::Price, "") }; RATES.len()];
    let mut at = 0;
    while at < RATES.len() {
        let rate = &RATES[at];
        fields[at] = Field {
            key: rate.key,
            kind: Kind::Price,
            doc: rate.doc,
            required: false,
            aliases: rate.aliases,
            shared: rate.is_shared,
            most: None,
        };
        at += 1;
    }
    fields
}

impl Kind {
    /// Whether it is written as one text in quotes.
    pub(super) fn is_line(self) -> bool {
        matches!(
            self,
            Self::Text
                | Self::Name
                | Self::Path
                | Self::Url
                | Self::BaseUrl
                | Self::Markdown
                | Self::Currency
                | Self::Country
                | Self::Window
                | Self::Period
                | Self::Language
                | Self::Color
                | Self::Source
                | Self::Variable
        )
    }

    /// What it takes, for a message: "a price such as 0.15".
    pub fn describe(self) -> String {
        match self {
            Self::Text | Self::Name | Self::Path => "text".into(),
            Self::Markdown => "text in Markdown".into(),
            Self::Url | Self::BaseUrl => "an http or https address".into(),
            Self::Variable => "the name of an environment variable such as \"ACME_API_KEY\"".into(),
            Self::Variables => "an array of names such as \"ACME_API_KEY\"".into(),
            Self::Boolean => "true or false".into(),
            Self::Count(unit) => format!("a whole number of {unit}"),
            Self::Budget => "a whole number of tokens, or -1 if the model chooses".into(),
            Self::Number => "a number".into(),
            Self::Score => "a number such as 82.5, or text such as \"82%\"".into(),
            Self::Price => "a price such as 0.15".into(),
            Self::Date => "a date such as \"2024-07-18\" or \"2024-07\"".into(),
            Self::Choice(words) => format!("one of {}", quote(words)),
            Self::Currency => "a currency code such as \"USD\"".into(),
            Self::Country => "a country code such as \"US\"".into(),
            Self::Window => "two UTC times such as \"16:30-00:30\"".into(),
            Self::Period => "a period such as \"day\", \"month\" or \"5h\"".into(),
            Self::Language => "a language tag such as \"de\" or \"pt-BR\"".into(),
            Self::Color => "a color such as \"#08664a\" or \"#fc0\"".into(),
            Self::Source => {
                "one word without spaces, `;`, `,` or quotes, such as \"https://stats.example\"".into()
            }
            Self::Sources => "an array of words such as \"https://stats.example\"".into(),
            Self::Texts | Self::Markdowns => "an array of texts".into(),
            Self::Choices(words) => format!("an array of {}", quote(words)),
            Self::Group(_) | Self::Named(_) | Self::Map(_) => "a table".into(),
            Self::Groups(_) => "an array of tables".into(),
            Self::Switch(_) => "true, false or a table".into(),
            Self::Scalar => "true, false, a number or text".into(),
            Self::Flag(words) => format!("true, false or {}", quote(words)),
            Self::Rates => "prices".into(),
            Self::Free => "any value".into(),
        }
    }
}

/// Puts words in quotes, with commas between them.
pub fn quote(words: &[&str]) -> String {
    words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(", ")
}

/// A key of modelpress.
pub const fn ours(key: &'static str, kind: Kind, doc: &'static str) -> Field {
    Field { key, kind, doc, required: false, aliases: &[], most: None, shared: false }
}

/// A key of the models.dev format.
pub const fn shared(key: &'static str, kind: Kind, doc: &'static str) -> Field {
    Field { key, kind, doc, required: false, aliases: &[], most: None, shared: true }
}

impl Field {
    /// Makes the field required.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Sets the most entries of a list, or characters of a text.
    #[must_use]
    pub const fn at_most(mut self, most: usize) -> Self {
        self.most = Some(most);
        self
    }

    /// Sets the names that people write instead.
    #[must_use]
    pub const fn aliases(mut self, aliases: &'static [&'static str]) -> Self {
        self.aliases = aliases;
        self
    }
}
