//! The search of the site for the terminal: words and filters in, rows of the directory out, best first. It takes the steps of the
//! scripts in `static/js` (`fold`, `words`, `search_index`, `search`, `query_filters`, `query`), and both are held to the same
//! answers (`tests/search.rs`).

mod filter;
mod index;
mod rank;
mod reading;
mod spelling;
mod subject;

pub use filter::{Filter, UnknownWord, capability, passes};
pub use rank::{Found, Searcher};
pub use reading::{Reading, read};
pub use subject::{Subject, known_price, subjects};
