//! A roster as a CSV file: a row a person, who belongs to a committee, mediates, or both.

use std::collections::BTreeMap;
use std::path::Path;

use shiyu_proto::mediation::v1::{Committee, CommitteeMember, Mediator, MediatorCertificate, MediatorKind};
use uuid::Uuid;

use crate::disputes::words;
use crate::failure::Failure;
use crate::rows::{self, flag, parts};

/// The columns that every roster has. `committee_kind` and `post` are read of who belongs to a committee, `kind` of who mediates;
/// `woman`, `to`, `certificate`, `certificate_to` and `categories` (between semicolons) may be left out.
const HEADER: [&str; 8] = ["unit", "committee", "committee_kind", "name", "post", "from", "subject", "kind"];

/// Ids of what is put in are derived under this: the same roster puts in the same.
const ROSTER: Uuid = Uuid::from_u128(0x5c4e_9d02_7a61_5e8b_9b3d_524f_5354_4552);

/// What a roster says.
#[derive(Debug, Default, PartialEq)]
pub struct Roster {
    /// Committees with their members, and their ids.
    pub committees: Vec<(Uuid, Committee)>,
    /// Who mediates, and their ids.
    pub mediators: Vec<(Uuid, Mediator)>,
}

/// Reads a file.
///
/// # Errors
/// [`Failure::File`] when it cannot be read; [`Failure::Usage`] with every line that is wrong.
pub fn read(path: &Path, parent: &str) -> Result<Roster, Failure> {
    rows::read(path, |text| parse(text, parent))
}

/// Reads a text; line numbers count the header as the first.
///
/// # Errors
/// What is wrong, line by line.
pub fn parse(text: &str, parent: &str) -> Result<Roster, Vec<String>> {
    let mut found = Reading::default();
    rows::each(text, &HEADER, |cell| found.take(cell, parent))?;
    Ok(found.roster)
}

#[derive(Default)]
struct Reading {
    roster: Roster,
    /// Where a committee stands, by its unit and title.
    known: BTreeMap<(String, String), usize>,
}

impl Reading {
    fn take(&mut self, cell: &dyn Fn(&str) -> String, parent: &str) -> Result<(), String> {
        let committee = self.member(cell, parent)?;
        let subject = cell("subject");
        if subject.is_empty() && committee.is_none() {
            return Err("neither in a committee nor a mediator".to_owned());
        }
        if !subject.is_empty() {
            let id = id(parent, &["mediator", &cell("unit"), &subject, &cell("from")]);
            let committee = committee.map(|id| format!("{parent}/committees/{id}")).unwrap_or_default();
            self.roster.mediators.push((id, mediator(cell, (subject, committee))?));
        }
        Ok(())
    }

    /// The committee of a row, with the row's person in it; none if the row names none.
    fn member(&mut self, cell: &dyn Fn(&str) -> String, parent: &str) -> Result<Option<Uuid>, String> {
        let (unit, title) = (cell("unit"), cell("committee"));
        if title.is_empty() {
            return Ok(None);
        }
        let member = CommitteeMember {
            display_name: cell("name"),
            post: words::parse_post(&cell("post"))?.into(),
            woman: flag(&cell("woman"))?,
        };
        let kind = words::parse_committee_kind(&cell("committee_kind"))?;
        let (from_date, to_date) = (cell("from"), cell("to"));
        let next = self.roster.committees.len();
        let at = *self.known.entry((unit.clone(), title.clone())).or_insert(next);
        if at == next {
            let id = id(parent, &["committee", &unit, &title, &from_date]);
            let committee = Committee {
                unit,
                kind: kind.into(),
                title,
                from_date,
                to_date,
                ..Committee::default()
            };
            self.roster.committees.push((id, committee));
        } else if let Some((_, known)) = self.roster.committees.get(at)
            && (known.kind(), &known.from_date, &known.to_date) != (kind, &from_date, &to_date)
        {
            return Err(format!("{title} is of another kind or term in a line before"));
        }
        let (id, committee) = self.roster.committees.get_mut(at).ok_or("no committee")?;
        committee.members.push(member);
        Ok(Some(*id))
    }
}

fn mediator(cell: &dyn Fn(&str) -> String, (subject, committee): (String, String)) -> Result<Mediator, String> {
    let kind = words::parse_mediator_kind(&cell("kind"))?;
    let belongs = matches!(kind, MediatorKind::People | MediatorKind::CommunityCommissioner);
    let (number, valid_to) = (cell("certificate"), cell("certificate_to"));
    let categories = cell("categories");
    let category = |word: &str| words::parse_category(word).map(i32::from);
    Ok(Mediator {
        unit: cell("unit"),
        committee: if belongs { committee } else { String::new() },
        kind: kind.into(),
        subject,
        display_name: cell("name"),
        from_date: cell("from"),
        to_date: cell("to"),
        certificate: (!number.is_empty()).then_some(MediatorCertificate { number, valid_to }),
        categories: parts(&categories).map(category).collect::<Result<_, String>>()?,
        ..Mediator::default()
    })
}

/// The same for the same words.
fn id(parent: &str, words: &[&str]) -> Uuid {
    Uuid::new_v5(&ROSTER, format!("{parent}/{}", words.join("/")).as_bytes())
}

#[cfg(test)]
mod tests {
    use shiyu_proto::mediation::v1::{CommitteeKind, DisputeCategory};

    use super::*;

    const PARENT: &str = "counties/330602";
    const HEADS: &str = "unit,committee,committee_kind,name,post,woman,from,to,subject,kind,certificate,certificate_to,categories";

    fn of(lines: &[&str]) -> Result<Roster, Vec<String>> {
        parse(&format!("\u{feff}{HEADS}\r\n{}\r\n", lines.join("\r\n")), PARENT)
    }

    #[test]
    fn rows_of_one_committee_are_its_members_and_who_has_a_subject_mediates() {
        let lines = [
            "330602001003,水沟营调委会,village,俞主任,chair,,2026-01-01,2028-12-31,,,,,",
            "330602001003,水沟营调委会,village,陈副主任,deputy,yes,2026-01-01,2028-12-31,chen,people,,,neighbour; labour",
            "330602-TJZX,,,楼律师,,,2026-01-01,,lou,lawyer,LS-12,2027-12-31,",
        ];
        let roster = of(&lines).unwrap();
        let [(id, committee)] = roster.committees.as_slice() else {
            panic!("one committee")
        };
        assert_eq!((committee.members.len(), committee.kind()), (2, CommitteeKind::Village));
        assert!(committee.members[1].woman && !committee.members[0].woman);
        let [(_, chen), (_, lou)] = roster.mediators.as_slice() else {
            panic!("two mediators")
        };
        assert_eq!(chen.committee, format!("{PARENT}/committees/{id}"));
        assert_eq!(chen.categories, [DisputeCategory::Neighbour as i32, DisputeCategory::Labour as i32]);
        assert_eq!(
            (lou.kind(), lou.certificate.as_ref().unwrap().number.as_str()),
            (MediatorKind::Lawyer, "LS-12")
        );
        assert_eq!(of(&lines).unwrap(), roster, "the same roster is the same ids");
    }

    #[test]
    fn every_wrong_line_is_told_and_every_missing_column() {
        let lines = [
            "330602001003,甲调委会,hamlet,俞,chair,,2026-01-01,2028-12-31,,,,,",
            "330602001003,甲调委会,village,俞,boss,,2026-01-01,2028-12-31,,,,,",
            "330602001003,甲调委会,village,俞,chair,perhaps,2026-01-01,2028-12-31,,,,,",
            "330602001003,,,俞,,,2026-01-01,,,,,,",
            "330602001003,,,俞,,,2026-01-01,,yu,unspecified,,,",
            "330602001003,,,俞,,,2026-01-01,,yu,people,,,weather",
            "330602001003,乙调委会,village,俞,chair,,2026-01-01,2028-12-31,,,,,",
            "330602001003,乙调委会,town,陈,member,,2026-01-01,2028-12-31,,,,,",
        ];
        let wrong = of(&lines).unwrap_err();
        let told: Vec<&str> = wrong.iter().filter_map(|line| line.split(':').next()).collect();
        let expected = ["line 2", "line 3", "line 4", "line 5", "line 6", "line 7", "line 9"];
        assert_eq!(told, expected, "{wrong:?}");
        let short = parse("unit,name\r\n", PARENT).unwrap_err();
        assert_eq!(short.len(), HEADER.len() - 2, "{short:?}");
    }
}
