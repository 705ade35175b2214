//! The fixture sites of `tests/site`.

use std::path::Path;

use super::{MODEL, Site, tree};

/// A site that is built, and the files of it that are looked at.
pub struct Fixture {
    pub name: &'static str,
    /// Folders below `tests/site`, one laid over the other.
    pub layers: &'static [&'static str],
    /// How many times a plain model, a provider and a change are added, so that lists have several pages.
    pub added: usize,
    /// The files that are compared; all of them where none are named.
    pub only: &'static [&'static str],
}

/// The least that a site can be: a model with nothing but a name.
pub const PLAIN: Fixture = Fixture { name: "plain", layers: &["plain"], added: 0, only: &[] };

/// The same with a model of which nothing is known but that it has ended.
pub const ENDED: Fixture = Fixture {
    name: "ended",
    layers: &["plain", "ended"],
    added: 0,
    only: &["deprecations/index.html", "index.html", "models/acme/old/index.html"],
};

/// Models that are replaced: with and without a price, by token, by unit, and with nothing but scores.
pub const REPLACED: Fixture = Fixture {
    name: "replaced",
    layers: &["replaced"],
    added: 0,
    only: &["models/acme/gone/index.html", "models/acme/old/index.html", "models/acme/reader-one/index.html"],
};

/// A directory of many providers, with a record for each thing that a file can say, in the looks of the tool.
pub const MARKET: Fixture = Fixture { name: "market", layers: &["market"], added: 0, only: &[] };

/// A site of one vendor that has templates, components, a symbol, a code example, styles and a script of its own.
pub const GATEWAY: Fixture = Fixture { name: "gateway", layers: &["gateway"], added: 0, only: &[] };

/// The directory, drawn by templates that print the names of all that they see.
pub const NAMES: Fixture = Fixture {
    name: "names",
    layers: &["market", "names"],
    added: 0,
    only: &[
        "404.html",
        "about/index.html",
        "authors/index.html",
        "capabilities/vision/index.html",
        "changes/index.html",
        "charts/index.html",
        "compare/index.html",
        "compare/small-and-large/index.html",
        "deprecations/index.html",
        "docs/first-call/index.html",
        "index.html",
        "models/acme/index.html",
        "models/acme/large/index.html",
        "models/acme/small-2026-03-02/index.html",
        "models/index.html",
        "providers/relay/acme/small/index.html",
        "providers/relay/index.html",
    ],
};

/// The directory with so many models that lists have pages and the first page shows short lists.
pub const LARGE: Fixture = Fixture {
    name: "large",
    layers: &["market"],
    added: 101,
    only: &["index.html", "models/page/2/index.html"],
};

/// A site whose own texts are in a language that is written from right to left.
pub const TRANSLATED: Fixture = Fixture {
    name: "translated",
    layers: &["translated"],
    added: 0,
    only: &[
        "index.html",
        "help/index.html",
        "models/acme/index.html",
        "models/acme/one/index.html",
        "models/blank/index.html",
        "models/acme/one/index.json",
    ],
};

pub const FIXTURES: [Fixture; 8] = [PLAIN, ENDED, REPLACED, MARKET, GATEWAY, NAMES, LARGE, TRANSLATED];

impl Fixture {
    /// The site in a temporary folder.
    pub fn sources(&self) -> Site {
        let site = Site::new();
        for layer in self.layers {
            for (path, bytes) in tree(&Path::new("tests/site").join(layer)) {
                site.put(&path, bytes);
            }
        }
        for number in 0..self.added {
            add(&site, number);
        }
        site
    }
}

/// Adds a model that is about to end, a provider of `acme/small` and what changed on a day; one provider sells six of the models.
fn add(site: &Site, number: usize) {
    let facts = MODEL.split_once('\n').expect("a model has a name and more").1;
    let model = format!("name = \"Plain {number}\"\nstatus = \"deprecated\"\n{facts}");
    site.put(&format!("models/many/plain-{number:03}.toml"), model);
    let provider = format!("providers/p{number:03}");
    site.put(
        &format!("{provider}/provider.toml"),
        format!("name = \"Provider {number}\"\napi = \"https://api{number}.example/v1\"\n"),
    );
    let offer = format!("base_model = \"acme/small\"\n[cost]\ninput = 1\noutput = {}\n", number + 1);
    site.put(&format!("{provider}/models/small.toml"), offer);
    if number < 6 {
        let offer = format!("base_model = \"many/plain-{number:03}\"\n[cost]\ninput = 0.1\noutput = 0.4\n");
        site.put(&format!("providers/p000/models/plain-{number:03}.toml"), offer);
    }
    let day = format!("{}-01-01", 1_900 + number);
    let change = format!(
        r#"{{"key":"models/many/{number}","id":"many/{number}","name":"Many {number}","party":"Many","what":"added","renamed_from":null,"facts":[],"is_unsourced":false}}"#
    );
    let changes = format!(r#"{{"format":1,"date":"{day}","records":[{change}],"pages_removed":[]}}"#);
    site.put(&format!("changes/{day}.json"), changes);
}

/// A small site with two providers, a tiered, a free, an unpriced and a matched offer, and a model without a file.
pub fn providers() -> Site {
    let offer = "base_model = \"acme/plain\"\n";
    Site::plain()
        .file("providers/cloud/provider.toml", "name = \"Cloud\"\nnpm = \"@ai-sdk/openai-compatible\"\napi = \"https://${REGION}.cloud.example/v1\"\nenv = [\"CLOUD_KEY\"]\ndoc = \"https://cloud.example/docs\"\n")
        .file("providers/cloud/models/plain.toml", format!("{offer}[cost]\ninput = 0.1\noutput = 0.4\n[[cost.tiers]]\ntier = {{ size = 64_000 }}\ninput = 0.2\noutput = 0.8\n"))
        .file("providers/cloud/models/free.toml", "name = \"Free\"\n[cost]\nstate = \"free\"\n")
        .file("changes/2026-11-20.json", include_str!("../fixture/changes.json"))
        .file("providers/other/provider.toml", "name = \"Other\"\n")
        .file("providers/other/models/plain.toml", offer)
        .file("providers/cloud/models/plain-fp8.toml", "name = \"Plain in 8 bits\"\n[cost]\ninput = 0.27999999999999997\noutput = 0.4\n")
        .file("providers/cloud/models/acme/nova-3.toml", "name = \"Nova 3\"\ntool_call = true\n[limit]\ncontext = 131_072\n")
        .file("providers/other/models/acme/nova-3.toml", "name = \"Nova 3\"\ntool_call = false\n[limit]\ncontext = 128_000\n")
}
