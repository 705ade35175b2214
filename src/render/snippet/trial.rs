use crate::diag::closest;
use crate::endpoint::{Package, RequestKind, Sdk, SupportedParams};

use super::template::Switches;

/// Returns the calls that a template is tried with when it is loaded: all that can change its text.
pub(super) fn trials(template: &str) -> Result<Vec<Switches>, String> {
    let (sdk, form) = parse_name(template).ok_or_else(|| unknown(template))?;
    let sdks = if sdk == "ai-sdk" {
        packages(form)
    } else {
        SDKS.into_iter().filter(|known| known.word() == sdk).collect()
    };
    let takes = [
        SupportedParams::default(),
        SupportedParams::EVERYTHING,
        SupportedParams { text_output: true, ..SupportedParams::default() },
    ];
    let mut trials = Vec::new();
    for sdk in sdks {
        for is_default_address in [false, true] {
            trials.extend(takes.map(|takes| Switches { sdk, form, is_default_address, takes }));
        }
    }
    Ok(trials)
}

const SDKS: [Sdk; 4] = [Sdk::OpenAi, Sdk::Anthropic, Sdk::Google, Sdk::Http];

fn packages(form: RequestKind) -> Vec<Sdk> {
    Package::ALL.iter().filter(|package| package.forms.contains(&form)).map(Sdk::AiSdk).collect()
}

fn parse_name(template: &str) -> Option<(&'static str, RequestKind)> {
    let (_, file) = template.split_once('/')?;
    let stem = file.strip_suffix(".txt")?;
    let sdks = SDKS.map(Sdk::word).into_iter().chain(["ai-sdk"]);
    sdks.into_iter().find_map(|sdk| {
        let form = stem.strip_prefix(sdk)?.strip_prefix('-')?;
        RequestKind::ALL.into_iter().find(|known| known.word() == form).map(|form| (sdk, form))
    })
}

fn unknown(template: &str) -> String {
    format!("no call asks for `{template}`")
}

/// The name that was probably meant, or how names are made.
pub(super) fn help(template: &str) -> String {
    let words = SDKS.map(Sdk::word).into_iter().chain(["ai-sdk"]);
    let names = words.flat_map(|sdk| RequestKind::ALL.map(|form| format!("{sdk}-{}.txt", form.word())));
    let names: Vec<String> = names.collect();
    let file = template.rsplit('/').next().unwrap_or(template);
    if let Some(near) = closest(file, names.iter().map(String::as_str)) {
        return format!("did you mean `{near}`?");
    }
    let forms = RequestKind::ALL.map(RequestKind::word).join(", ");
    format!("a name is `openai`, `http`, `anthropic`, `google` or `ai-sdk`, `-`, and one of {forms}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_no_call_asks_for_is_a_mistake() {
        assert!(trials("ruby/openai-caht.txt").is_err());
        assert!(trials("openai-chat.txt").is_err());
        assert_eq!(trials("ruby/http-rerank.txt").map(|trials| trials.len()), Ok(6));
    }
}
