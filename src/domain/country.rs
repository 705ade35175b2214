//! Countries by their ISO 3166 codes, with short English names.

/// A country of ISO 3166-1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Country(rust_iso3166::CountryCode);

impl Country {
    /// Reads a two-letter code in upper case: `US`.
    pub fn read(code: &str) -> Option<Self> {
        rust_iso3166::from_alpha2(code).map(Self)
    }

    /// Finds a country by its three-letter code or its short name: `USA`, `Germany`.
    pub fn of_name(text: &str) -> Option<Self> {
        let by_code = rust_iso3166::from_alpha3(&text.to_ascii_uppercase()).map(Self);
        let mut all = rust_iso3166::ALL.iter().map(|country| Self(*country));
        by_code.or_else(|| all.find(|country| country.name().eq_ignore_ascii_case(text)))
    }

    /// Returns the ISO 3166 code.
    pub fn code(self) -> &'static str {
        self.0.alpha2
    }

    /// The short name in words: `United States`.
    pub fn name(self) -> &'static str {
        match self.0.alpha2 {
            "US" => "United States",
            "GB" => "United Kingdom",
            "KR" => "South Korea",
            "TW" => "Taiwan",
            "RU" => "Russia",
            "NL" => "Netherlands",
            "AE" => "United Arab Emirates",
            "CZ" => "Czechia",
            "VN" => "Vietnam",
            "IR" => "Iran",
            "HK" => "Hong Kong",
            _ => self.0.name,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_named_in_words() {
        assert_eq!(Country::read("US").unwrap().name(), "United States");
        assert_eq!(Country::read("FR").unwrap().name(), "France");
        assert!(Country::read("us").is_none());
        assert!(Country::read("XX").is_none());
    }
}
