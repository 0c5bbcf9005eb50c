//! What only the county itself may know: drawn once, written into one file, and never shown.

use std::fmt::Write as _;
use std::io::{self, Read as _};
use std::path::Path;

use super::register::Place;
use crate::failure::Failure;

/// What was drawn for a county.
pub struct Drawn {
    /// The public key of its account's user.
    pub nkey: String,
    /// The seed of it.
    pub seed: String,
    /// Of each service: the password of its database's role, the envelope key and the index key of its party vault.
    pub services: Vec<Service>,
}

/// What was drawn for a service.
pub struct Service {
    /// Its name.
    pub name: String,
    /// The password of its database's role.
    pub password: String,
    /// 32 bytes in hexadecimal.
    pub envelope: String,
    /// 32 bytes in hexadecimal.
    pub index: String,
}

impl Drawn {
    /// Draws for a county.
    ///
    /// # Errors
    /// [`Failure::File`] when the system gives no random bytes.
    pub fn draw(place: &Place) -> Result<Self, Failure> {
        let pair = nkeys::KeyPair::new_user();
        let seed = pair.seed().map_err(|error| Failure::Usage(error.to_string()))?;
        let service = |name: &String| {
            Ok(Service {
                name: name.clone(),
                password: hex(&random::<24>()?),
                envelope: hex(&random::<32>()?),
                index: hex(&random::<32>()?),
            })
        };
        Ok(Self {
            nkey: pair.public_key(),
            seed,
            services: place.services.iter().map(service).collect::<Result<_, Failure>>()?,
        })
    }
}

/// Random bytes of the system.
pub(super) fn random<const N: usize>() -> Result<[u8; N], Failure> {
    const SOURCE: &str = "/dev/urandom";
    let mut bytes = [0; N];
    let read: io::Result<()> = std::fs::File::open(SOURCE).and_then(|mut source| source.read_exact(&mut bytes));
    read.map_err(|error| Failure::file(Path::new(SOURCE), error))?;
    Ok(bytes)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing into a text does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
