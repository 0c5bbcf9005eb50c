//! Photographs and documents of evidence, kept by their content: a file's name is the SHA-256 of what is kept, and what is
//! kept says nothing but what is seen in it. Where a photograph was taken is what its sender reports, on the case. What a case has goes when its
//! time is over (G-15), unless another case has it too.

mod bucket;
mod content;
mod cover;
mod fault;
mod files;
mod folder;
mod hash;
pub mod holder;
mod keep;
mod media_type;
mod strip;
pub(crate) mod turn;
mod upload;

#[cfg(test)]
mod tests;

pub use content::Content;
pub use cover::Area;
pub use fault::{FileFault, FileRefusal, FilesFault, KeepError};
pub use files::Files;
pub use hash::{Hash, NotAHash};
pub use keep::{Keep, Stored};
pub use media_type::{MediaType, UnknownMediaType};
pub use turn::Turn;
