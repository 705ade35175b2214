//! Render: one planned file becomes bytes. The modules stand in the order of their dependencies; each uses only what is above
//! it.

pub mod view;

pub mod highlight;

pub mod markdown;

pub mod snippet;

pub mod context;

pub mod image_size;

pub mod chart;

pub mod component;

pub mod page;

pub mod data;

pub mod check;

mod cache;

mod fingerprint;

pub mod digest;

pub mod image;

mod pages;

mod findings;

pub use cache::Cache;
pub use check::fault::{CODES, Fault};
pub use check::interner::{Interner, Names, Symbol};
pub use check::link_checker::Anchors;
pub use check::rendered::RenderedPage;
pub use data::{CsvRow, LeftOut, check_exports, check_limits, left_out, offers_in};
pub use findings::report;
pub use fingerprint::Fingerprint;
pub use page::calculator::CalculatorSubject;
pub use pages::{Batch, Pages, take_over};
