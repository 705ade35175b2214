//! Offers that no model file explains in, models without a file out.

use jiff::civil::date;

use super::super::link;
use super::line;
use crate::diag::{Diagnostics, SourceMap};
use crate::parse::parse;
use crate::resolve::settings::Linking;
use crate::resolve::{Catalog, Degree, resolve};
use crate::testing::sources;

/// An offer: its provider, its id and its facts.
type Listed<'a> = (&'a str, &'a str, &'a str);

/// A catalog of models with a file and of offers.
fn catalog(models: &[(&str, &str)], offers: &[Listed<'_>], linking: &Linking) -> Catalog {
    let mut files: Vec<(String, String)> = models
        .iter()
        .map(|(id, facts)| (format!("models/{id}.toml"), format!("name = \"{id}\"\n{facts}")))
        .collect();
    for (at, (provider, id, facts)) in offers.iter().enumerate() {
        let text = format!("id = \"{id}\"\nname = \"An offer\"\n{facts}");
        files.push((format!("providers/{provider}/models/offer-{at:03}.toml"), text));
        files.push((format!("providers/{provider}/provider.toml"), format!("name = \"{provider}\"")));
    }
    files.sort();
    files.dedup();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let (mut map, mut diags) = (SourceMap::default(), Diagnostics::default());
    let raw = parse(&sources(&files), &mut map, &mut diags);
    let mut catalog = resolve(raw, date(2026, 11, 23), &mut diags);
    link(&mut catalog, linking, date(2026, 11, 23));
    catalog
}

/// The links of offers: `host:acme/m-1 = acme/m-1 exact`.
fn draw(catalog: &Catalog) -> Vec<String> {
    let mut drawn: Vec<String> = catalog
        .offers
        .iter()
        .map(|offer| {
            let provider = &catalog.providers[offer.provider].id;
            format!("{provider}:{} = {}", offer.record.id, line(catalog, offer.link.as_ref()))
        })
        .collect();
    drawn.sort();
    drawn
}

/// The ids of the models without a file.
fn made(models: &[(&str, &str)], offers: &[Listed<'_>]) -> Vec<String> {
    let catalog = catalog(models, offers, &Linking::default());
    let made = catalog.models.iter().filter(|model| model.listings.is_some());
    let mut ids: Vec<String> = made.map(|model| model.record.id.clone()).collect();
    ids.sort();
    ids
}

const MODELS: [(&str, &str); 2] = [("acme/nova-2", "open_weights = true"), ("zeta/sol3-8b", "")];

#[test]
fn one_name_in_any_spelling_is_one_model() {
    let offers = [
        ("a", "acme/Nova-3.1-70B", ""),
        ("b", "nova_3_1_70b", ""),
        ("c", "acme/nova-3p1-70b-fp8", ""),
        ("d", "acme-nova-3.1-70b:free", ""),
        ("e", "TEE/nova-3.1-70b", ""),
    ];
    assert_eq!(
        draw(&catalog(&MODELS, &offers, &Linking::default())),
        [
            "a:acme/Nova-3.1-70B = acme/nova-3.1-70b exact",
            "b:nova_3_1_70b = acme/nova-3.1-70b exact",
            "c:acme/nova-3p1-70b-fp8 = acme/nova-3.1-70b matched -fp8",
            "d:acme-nova-3.1-70b:free = acme/nova-3.1-70b matched -free",
            "e:TEE/nova-3.1-70b = acme/nova-3.1-70b matched -tee",
        ]
    );
}

#[test]
fn numbers_are_joined_to_words_as_in_the_files_of_models() {
    let twice = |id: &'static str| [("a", id, ""), ("b", id, "")];
    assert_eq!(made(&MODELS, &twice("acme/nova3-mini")), ["acme/nova-3-mini"]);
    assert_eq!(made(&MODELS, &twice("zeta/sol-4-8b")), ["zeta/sol4-8b"]);
    assert_eq!(made(&MODELS, &twice("zeta/sol-preview-05-06")), ["zeta/sol-preview-05-06"]);
}

#[test]
fn what_differs_in_more_than_how_it_is_served_stays_apart() {
    let reasoning = "reasoning = true\nopen_weights = true";
    let closed = "reasoning = true\nopen_weights = false";
    let twice = |ids: [&'static str; 2], facts: &'static str| {
        let offers = ids.map(|id| [("a", id, facts), ("b", id, facts)]);
        made(&MODELS, &offers.concat())
    };
    for (ids, facts) in [
        (["acme/nova-4-8b", "acme/nova-4-70b"], reasoning),
        (["acme/nova-4-mini", "acme/nova-4"], reasoning),
        (["acme/nova-4-8b-instruct", "acme/nova-4-8b-thinking"], reasoning),
        (["acme/nova-4-fast", "acme/nova-4"], closed),
        (["acme/nova-4-abliterated", "acme/nova-4"], reasoning),
        (["acme/nova-4-0101", "acme/nova-4-0601"], reasoning),
    ] {
        assert_eq!(twice(ids, facts).len(), 2, "{ids:?}");
    }
}

#[test]
fn where_no_author_is_plain_offers_stay_on_their_own() {
    assert_eq!(made(&MODELS, &[("a", "orb-1", ""), ("b", "orb-1", "")]), [""; 0]);
    assert_eq!(made(&MODELS, &[("a", "newco/orb-1", ""), ("a", "newco/orb-1:free", "")]), [""; 0]);
    let told = [("a", "newco/orb-1", ""), ("b", "newco/orb-1", ""), ("c", "orb-1", "")];
    assert_eq!(made(&MODELS, &told), ["newco/orb-1"]);
    let catalog = catalog(&MODELS, &told, &Linking::default());
    let author = catalog.authors.iter().find(|author| author.id == "newco").unwrap();
    assert!(author.is_from_ids);
    assert_eq!(made(&MODELS, &[("a", "acme/\u{1f4a5}-1", ""), ("b", "acme/\u{1f4a5}-1", "")]), [""; 0]);
}

#[test]
fn further_offers_never_move_a_model() {
    let two = [("a", "newco/orb-1", ""), ("b", "newco/orb-1", "")];
    let further: [&[Listed<'_>]; 5] = [
        &[("c", "ORB_1", "")],
        &[("c", "newco/orb-1-fp8", ""), ("d", "newco/orb-1:free", "")],
        &[("newco", "orb-1", "")],
        &[("newco", "newco/orb-1", ""), ("newco", "newco/other", "")],
        &[
            ("c", "newco/orb-1-2507", "release_date = \"2025-07-01\""),
            ("d", "newco/orb-1-2507", "release_date = \"2025-07-01\""),
        ],
    ];
    for more in further {
        let all = [&two, more].concat();
        assert!(made(&MODELS, &all).contains(&"newco/orb-1".to_owned()), "{more:?}");
    }
}

#[test]
fn the_provider_of_a_maker_is_its_own() {
    let offers = [("a", "newco/orb-1", ""), ("b", "newco/orb-1", ""), ("newco", "orb-1", "")];
    let catalog = catalog(&MODELS, &offers, &Linking::default());
    let own = catalog.providers.iter().find(|provider| provider.id == "newco").unwrap();
    assert_eq!(catalog.authors[own.author.unwrap()].id, "newco");
}

#[test]
fn dates_that_files_keep_apart_are_kept_apart() {
    let models = [("acme/nova-9-20241022", "release_date = \"2024-10-22\"")];
    let released = "release_date = \"2024-06-20\"";
    let offers = [
        ("a", "acme/nova-9-20240620", released),
        ("b", "acme/nova-9-20240620", released),
        ("c", "acme/nova-9", released),
        ("d", "acme/nova-9", released),
    ];
    assert_eq!(made(&models, &offers), ["acme/nova-9", "acme/nova-9-2024-06-20"]);
}

#[test]
fn a_file_takes_the_page_over_at_its_path_or_another() {
    let offers = [("a", "acme/nova-3.1", ""), ("b", "acme/nova-3.1", "")];
    let former = |id: &str| {
        let catalog = catalog(&[(id, "")], &offers, &Linking::default());
        let model = catalog.models.iter().find(|model| model.record.id == id).unwrap();
        assert!(catalog.offers.iter().all(|offer| catalog.model_of_offer(offer) == Some(id)));
        model.former_ids.clone()
    };
    assert_eq!(former("acme/nova-3.1"), [""; 0]);
    assert_eq!(former("acme/nova-3-1"), ["acme/nova-3.1"]);
}

impl Catalog {
    fn model_of_offer(&self, offer: &crate::resolve::Offer) -> Option<&str> {
        offer.model().map(|at| self.models[at].record.id.as_str())
    }
}

#[test]
fn levels_say_how_far_ids_are_read() {
    let offers = [("a", "acme/orb-1", ""), ("b", "acme/orb-1", ""), ("c", "acme/orb-1-fp8", "")];
    let degrees = |level| {
        let catalog = catalog(&MODELS, &offers, &Linking { level, ..Linking::default() });
        catalog.offers.iter().filter(|offer| offer.link.is_some()).count()
    };
    assert_eq!([Degree::Declared, Degree::Exact, Degree::Matched].map(degrees), [0, 2, 3]);
}
