//! A made-up comparison directory of any size: the same files on every run, with every kind of price and life in them.

use std::fmt::Write as _;

use super::Site;

/// How many authors share the models.
const AUTHORS: usize = 20;
/// How many providers share the offers.
const PROVIDERS: usize = 60;

/// The longest id and the longest name that the real catalog knows, on a page of their own.
pub const LONGEST_ID: &str = "workers/ai/run/@cf/publisher/family-of-models-90b-vision-instruct-awq-int4-fp";
/// A name without a place to break it, and long with them.
pub const LONGEST_NAME: &str =
    "Extraordinarily-Long-Hyphenated-Family-Name 405B Instruct Turbo (Preview, US West 2, Batch)";

/// A site whose index has this many rows: two in five are models with up to two offers, the others offers without a model.
pub fn large_site(rows: usize) -> Site {
    let site = Site::new().file("site.toml", "title = \"Large directory\"\n[seo]\nindex = false\n");
    for author in 0..AUTHORS {
        site.put(
            &format!("models/{}/author.toml", author_id(author)),
            format!("name = \"Author {author}\"\n"),
        );
    }
    for provider in 0..PROVIDERS {
        site.put(&format!("providers/{}/provider.toml", provider_id(provider)), provider_file(provider));
    }
    let models = rows * 2 / 5;
    for at in 0..models {
        put_model(&site, at);
    }
    for at in models..rows - 1 {
        let folder = provider_id(at % PROVIDERS);
        site.put(
            &format!("providers/{folder}/models/{}.toml", name(at).1),
            facts(at) + &cost(at) + &lists(at),
        );
    }
    let longest = format!("name = \"{LONGEST_NAME}\"\nrelease_date = \"2026-11-01\"\n");
    site.put(&format!("providers/p00/models/{LONGEST_ID}.toml"), longest + &limit(7) + &cost(2));
    site
}

/// A site of this many offers: five of each model, with as many providers as offers of each. Both grow with the root.
pub fn market(offers: usize) -> Site {
    let site = Site::new().file("site.toml", "title = \"Market\"\nbase_url = \"https://market.example/\"\n");
    let models = offers / 5;
    let (authors, providers) = (models.isqrt(), (offers / 2).isqrt());
    for provider in 0..providers {
        site.put(&format!("providers/{}/provider.toml", provider_id(provider)), provider_file(provider));
    }
    for at in 0..models {
        let (author, (_, slug)) = (author_id(at % authors), name(at));
        site.put(&format!("models/{author}/{slug}.toml"), facts(at) + &lists(at));
        for offer in 0..5 {
            let provider = provider_id((at + offer * (providers / 5)) % providers);
            let text = format!("base_model = \"{author}/{slug}\"\n{}", cost(at + offer));
            site.put(&format!("providers/{provider}/models/{author}/{slug}.toml"), text);
        }
    }
    site
}

fn author_id(author: usize) -> String {
    format!("author-{author:02}")
}

fn provider_id(provider: usize) -> String {
    format!("p{provider:02}")
}

fn provider_file(at: usize) -> String {
    format!(
        "name = \"Provider {at}\"\nnpm = \"@ai-sdk/openai-compatible\"\napi = \"https://api.p{at}.example/v1\"\n\
         env = [\"P{at}_KEY\"]\ndoc = \"https://docs.p{at}.example/\"\n"
    )
}

/// A model with none, one or two offers.
fn put_model(site: &Site, at: usize) {
    let (author, (_, slug)) = (author_id(at % AUTHORS), name(at));
    site.put(&format!("models/{author}/{slug}.toml"), facts(at) + &lists(at));
    for offer in 0..at % 3 {
        let provider = provider_id((at + offer * 17) % PROVIDERS);
        let text = format!("base_model = \"{author}/{slug}\"\n{}", cost(at + offer));
        site.put(&format!("providers/{provider}/models/{author}/{slug}.toml"), text);
    }
}

/// A display name and the last part of the id.
fn name(at: usize) -> (String, String) {
    const FAMILIES: [&str; 12] = [
        "Atlas", "Borealis", "Cinder", "Delta", "Ember", "Fathom", "Granite", "Harbor", "Indigo", "Juniper",
        "Kestrel", "Lumen",
    ];
    const SIZES: [&str; 6] = ["mini", "small", "large", "pro", "turbo", "vision"];
    let (family, size) = (FAMILIES[mixed(at, 1) % FAMILIES.len()], SIZES[mixed(at, 2) % SIZES.len()]);
    (format!("{family} {at} {size}"), format!("{}-{at}-{size}", family.to_lowercase()))
}

fn facts(at: usize) -> String {
    let mut text = format!("name = \"{}\"\n", name(at).0);
    let yes = |salt: usize| mixed(at, salt).is_multiple_of(2);
    let flags = ["attachment", "reasoning", "tool_call", "structured_output", "open_weights"];
    for (salt, flag) in flags.iter().enumerate() {
        writeln!(text, "{flag} = {}", yes(salt + 10)).expect("a string takes all");
    }
    let (month, day) = (mixed(at, 3) % 12 + 1, mixed(at, 4) % 28 + 1);
    if !at.is_multiple_of(13) {
        writeln!(text, "release_date = \"{}-{month:02}-{day:02}\"", 2023 + mixed(at, 5) % 3)
            .expect("as above");
    }
    text.push_str(match at % 41 {
        7 => "status = \"deprecated\"\nretires = \"2027-02-27\"\n",
        19 => "status = \"beta\"\n",
        _ => "",
    });
    let input = if yes(10) { "[\"text\", \"image\"]" } else { "[\"text\"]" };
    let _ = writeln!(text, "[modalities]\ninput = {input}\noutput = [\"text\"]");
    text + &limit(at)
}

fn limit(at: usize) -> String {
    const CONTEXTS: [&str; 6] = ["8_192", "32_768", "128_000", "131_072", "200_000", "1_048_576"];
    if at % 17 == 3 {
        return String::new();
    }
    format!("[limit]\ncontext = {}\noutput = 4_096\n", CONTEXTS[mixed(at, 6) % CONTEXTS.len()])
}

/// Every kind of price: per token, in tiers, per image, free, and unknown.
fn cost(at: usize) -> String {
    let input = mixed(at, 7) % 4000 + 1;
    let base = format!("[cost]\ninput = {}\noutput = {}\n", milli(input), milli(input * 4));
    match at % 11 {
        1 => "[cost]\nstate = \"free\"\n".to_owned(),
        4 => String::new(),
        6 => format!("{base}cache_read = {}\n", milli(input / 2 + 1)),
        8 => format!(
            "{base}[[cost.tiers]]\ntier = {{ size = 64_000 }}\ninput = {}\noutput = {}\n",
            milli(input * 2),
            milli(input * 8)
        ),
        _ => base,
    }
}

/// Thousandths as a decimal: `0.075`.
fn milli(thousandths: usize) -> String {
    format!("{}.{:03}", thousandths / 1000, thousandths % 1000)
}

/// What stands in arrays of tables, and so at the end of a file.
fn lists(at: usize) -> String {
    if !at.is_multiple_of(5) {
        return String::new();
    }
    let (whole, tenth, host) = (mixed(at, 8) % 100, mixed(at, 9) % 10, at / 5 % 2);
    format!(
        "[[benchmarks]]\nname = \"Sample\"\nscore = {whole}.{tenth}\nmetric = \"percent correct\"\n\
         source = \"https://board-{host}.example/\"\n"
    )
}

/// A number that looks drawn by lot and is the same on every run.
fn mixed(at: usize, salt: usize) -> usize {
    let mut state = (at as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(salt as u64 * 0x1234_5677);
    state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    usize::try_from((state ^ (state >> 31)) >> 33).expect("31 bits are left")
}
