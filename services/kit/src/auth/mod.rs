//! Who asks, and whether they may: identities from signed tokens, decisions from Cedar policies, one gate before every RPC.

mod claims;
mod config;
pub mod coverage;
mod development;
mod gate;
mod key_ring;
mod key_set;
mod key_source;
mod policy;
mod principal;
mod proven;
mod refusal;
pub mod role;
mod service_token;
#[cfg(test)]
mod tests;
mod tokens;

pub use crate::config::{AuthConfig, Environment, Keys};
pub use config::AuthConfigError;
pub use development::{DEVELOPMENT_AUDIENCE, DEVELOPMENT_ISSUER, DevelopmentIssuer, DevelopmentIssuerError};
pub use gate::{Gate, Gated, Now, Until};
pub(crate) use key_source::check_key_file;
pub use policy::{Policy, PolicyError, PolicyErrors};
pub use principal::{Kind, Principal, principal};
pub use refusal::{Refusal, TokenError};
pub use service_token::{ServiceToken, ServiceTokenError};
pub use tokens::Tokens;
