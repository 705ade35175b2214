//! The terms of the field as checked types with exact arithmetic. No I/O; everything else builds on this module.

pub mod base_url;
pub mod capability;
pub mod color;
pub mod country;
pub mod date;
mod digits;
pub mod id;
pub mod kind;
pub mod language;
pub mod modality;
pub mod money;
pub mod rate;
pub mod route;
pub mod status;
mod sum;
pub mod text;
pub mod tokens;
pub mod unit;
pub mod variable;
pub mod web_address;

pub use capability::Capability;
pub use color::{Color, Oklch};
pub use country::Country;
pub use date::PartialDate;
pub use id::RecordKey;
pub use kind::ModelType;
pub use language::Language;
pub use modality::Modality;
pub use money::{Amount, Currency, Price};
pub use rate::RateKind;
pub use route::Route;
pub use status::Status;
pub use sum::Sum;
pub use tokens::TokenCount;
pub use unit::Unit;
pub use variable::variable_name;
