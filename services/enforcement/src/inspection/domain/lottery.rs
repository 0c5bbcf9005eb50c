//! How a draw is made, so that anybody can make it again from what is published (双随机、一公开). The procedure is written out in the
//! contract, at `ConductDraw`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{RngCore as _, SeedableRng as _};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::{Pool, StandAside};

/// Name of the procedure. Another procedure has another name.
pub const ALGORITHM: &str = "shiyu-draw-1";

/// What is drawn from what.
#[derive(Debug, Clone, Copy)]
pub struct Ticket<'a> {
    /// The draw.
    pub id: Uuid,
    /// From what.
    pub pool: &'a Pool,
    /// How many objects.
    pub objects: usize,
    /// How many officers for each.
    pub officers: usize,
    /// Who stands aside for which object.
    pub aside: &'a [StandAside],
    /// The seed.
    pub seed: &'a str,
}

/// One drawn object with its officers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lot {
    /// The object.
    pub object: Uuid,
    /// Its officers, in the order in which they were drawn.
    pub officers: Vec<Uuid>,
}

/// Makes a draw; nothing if there are too few to draw from.
#[must_use]
pub fn draw(ticket: &Ticket<'_>) -> Option<Vec<Lot>> {
    let mut stream = ChaCha20Rng::from_seed(key(ticket));
    let objects = drawn(ticket.pool.objects.clone(), ticket.objects, &mut stream)?;
    let mut aside: BTreeMap<Uuid, Vec<Uuid>> = BTreeMap::new();
    for row in ticket.aside {
        aside.entry(row.object).or_default().push(row.officer);
    }
    let mut lots = Vec::with_capacity(objects.len());
    for object in objects {
        let away = aside.get(&object).map(Vec::as_slice).unwrap_or_default();
        let free = ticket
            .pool
            .officers
            .iter()
            .copied()
            .filter(|officer| !away.contains(officer))
            .collect();
        let officers = drawn(free, ticket.officers, &mut stream)?;
        lots.push(Lot { object, officers });
    }
    Some(lots)
}

impl Pool {
    /// SHA-256 of its text, in lower-case hexadecimal digits.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let mut digest = Sha256::new();
        for object in &self.objects {
            digest.update(format!("object {object}\n"));
        }
        for officer in &self.officers {
            digest.update(format!("officer {officer}\n"));
        }
        hex(&digest.finalize())
    }
}

fn key(ticket: &Ticket<'_>) -> [u8; 32] {
    let text = format!("{ALGORITHM}\n{}\n{}\n{}", ticket.id, ticket.pool.fingerprint(), ticket.seed);
    Sha256::digest(text).into()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a text does not fail.
        _ = write!(text, "{byte:02x}");
        text
    })
}

/// The first places of a list shuffled from its beginning.
fn drawn(mut list: Vec<Uuid>, many: usize, stream: &mut ChaCha20Rng) -> Option<Vec<Uuid>> {
    if list.len() < many {
        return None;
    }
    for at in 0..many {
        let left = list.len() - at;
        list.swap(at, at + choice(left, stream)?);
    }
    list.truncate(many);
    Some(list)
}

/// One of so many, each as likely as the other.
fn choice(many: usize, stream: &mut ChaCha20Rng) -> Option<usize> {
    let many = u64::try_from(many).ok()?;
    // 2^64 mod many, without 2^64.
    let beyond = (u64::MAX % many + 1) % many;
    loop {
        let number = stream.next_u64();
        if beyond == 0 || number < u64::MAX - beyond + 1 {
            return usize::try_from(number % many).ok();
        }
    }
}
