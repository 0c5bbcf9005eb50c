//! How a draw is made, so that anybody can make it again from what is published (双随机、一公开). The procedure is written out in the
//! contract, at `ConductDraw`.

use std::collections::BTreeMap;

use shiyu_kit::lottery::{self, Lottery};
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
    let text = format!("{ALGORITHM}\n{}\n{}\n{}", ticket.id, ticket.pool.fingerprint(), ticket.seed);
    let mut lottery = Lottery::of(&text);
    let objects = lottery.draw(ticket.pool.objects.clone(), ticket.objects)?;
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
            .collect::<Vec<Uuid>>();
        let officers = lottery.draw(free, ticket.officers)?;
        lots.push(Lot { object, officers });
    }
    Some(lots)
}

impl Pool {
    /// SHA-256 of its text, in lower-case hexadecimal digits.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let objects = self.objects.iter().map(|object| format!("object {object}"));
        lottery::fingerprint(objects.chain(self.officers.iter().map(|officer| format!("officer {officer}"))))
    }
}
