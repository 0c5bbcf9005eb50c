//! Who may be the same. Two documents are two people; one who is known without a document is taken for whoever shares the telephone or
//! the name: rather too few people are told than too many, and so nothing is shown that might be of fewer than it seems.

use std::collections::HashMap;

use uuid::Uuid;

/// A party, and the keyed indexes of what it is known by.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// The party.
    pub party: Uuid,
    /// Of its document.
    pub document: Option<Vec<u8>>,
    /// Of its telephone.
    pub phone: Option<Vec<u8>>,
    /// Of its name.
    pub name: Option<Vec<u8>>,
}

type First<'a> = HashMap<&'a [u8], usize>;

/// The parties with whom they belong together, as numbers. One of whom nothing is known is nobody's.
#[must_use]
pub fn people(parties: &[Known]) -> HashMap<Uuid, usize> {
    let mut groups: Vec<usize> = (0..parties.len()).collect();
    let (sure, unsure): (Vec<_>, Vec<_>) = parties.iter().enumerate().partition(|(_, known)| known.document.is_some());
    let (mut documents, mut phones, mut names) = (First::new(), First::new(), First::new());
    for (number, known) in sure {
        join(&mut groups, number, seen(&mut documents, known.document.as_ref(), number));
        seen(&mut phones, known.phone.as_ref(), number);
        seen(&mut names, known.name.as_ref(), number);
    }
    let (mut other_phones, mut other_names) = (First::new(), First::new());
    for (number, known) in unsure {
        let same = |first: &First<'_>, index: &Option<Vec<u8>>| first.get(index.as_deref()?).copied();
        if let Some(other) = same(&phones, &known.phone).or_else(|| same(&names, &known.name)) {
            join(&mut groups, number, other);
            continue;
        }
        join(&mut groups, number, seen(&mut other_phones, known.phone.as_ref(), number));
        join(&mut groups, number, seen(&mut other_names, known.name.as_ref(), number));
    }
    let is_known = |known: &Known| known.document.is_some() || known.phone.is_some() || known.name.is_some();
    let known = parties.iter().enumerate().filter(|(_, known)| is_known(known));
    known.map(|(number, known)| (known.party, root(&groups, number))).collect()
}

/// The first party with this index; itself, if it is the first.
fn seen<'a>(first: &mut First<'a>, index: Option<&'a Vec<u8>>, number: usize) -> usize {
    index.map_or(number, |index| *first.entry(index).or_insert(number))
}

fn root(groups: &[usize], mut of: usize) -> usize {
    while let Some(next) = groups.get(of).copied().filter(|next| *next != of) {
        of = next;
    }
    of
}

/// The later group hangs on the earlier one.
fn join(groups: &mut [usize], one: usize, other: usize) {
    let (one, other) = (root(groups, one), root(groups, other));
    if let Some(later) = groups.get_mut(one.max(other)) {
        *later = one.min(other);
    }
}
