//! Lists of the whole catalog for other programs, one file a format. Each is a function of the directory alone, and is written
//! straight into bytes: no list is ever held as a tree.

mod json;
mod left_out;
mod listed;
pub(super) mod litellm;
pub(super) mod litellm_price;
pub(super) mod models_dev;
mod openai;
pub(super) mod openrouter;
mod report;
mod seller;
mod table;
mod token_price;

pub use left_out::{LeftOut, left_out};
pub use report::{check_exports, offers_in};

use crate::derive::Directory;
use crate::plan::Export;

/// Writes a list into a buffer.
pub(super) fn write(directory: &Directory, export: Export, buffer: &mut Vec<u8>) {
    match export {
        Export::Api | Export::ApiAll | Export::Models | Export::Catalog => {
            models_dev::write(directory, export, buffer);
        }
        Export::ModelsTable | Export::OffersTable => table::write(directory, export, buffer),
        Export::OpenAi => openai::write(directory, buffer),
        Export::LiteLlm => litellm::write(directory, buffer),
        Export::OpenRouter => openrouter::write(directory, buffer),
    }
}
