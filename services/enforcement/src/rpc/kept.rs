//! Who is kept from the suspect (S2): whoever complained, and who bears witness, stands in no text that goes to them.

use shiyu_kit::case::Filed;
use shiyu_kit::fault::Fault;
use shiyu_kit::party::{Identity, mentions};
use uuid::Uuid;

use super::desk::Desk;
use crate::domain::terms::{Party, PartyRole};
use crate::domain::{CaseFile, Refusal};

impl Desk {
    /// Whether one of these texts names somebody of a case who is kept from the suspect.
    pub(super) async fn names_the_kept(&self, filed: &Filed<CaseFile>, texts: &[&str]) -> Result<bool, Fault<Refusal>> {
        let parties = &filed.case.parties;
        if texts.is_empty() || !parties.iter().any(|party| party.role.is_kept_from_the_suspect()) {
            return Ok(false);
        }
        let identities = self.identities(filed.id).await?;
        let of = |(id, identity): (Uuid, Identity)| Some((*filed.case.party(id)?, identity));
        let standing: Vec<(Party, Identity)> = identities.into_iter().filter_map(of).collect();
        Ok(names(texts, &standing))
    }
}

/// Whether one of these texts names somebody who is kept from the suspect.
pub(super) fn names(texts: &[&str], standing: &[(Party, Identity)]) -> bool {
    let suspect = standing.iter().find(|(party, _)| party.role == PartyRole::Suspect);
    let suspect = suspect.map(|(_, identity)| identity);
    let kept = standing.iter().filter(|(party, _)| party.role.is_kept_from_the_suspect());
    let mut kept = kept.map(|(_, identity)| own(identity, suspect));
    kept.any(|kept| texts.iter().any(|text| tells(text, &kept)))
}

/// What of somebody is not the suspect's too: the house that they share may be told.
fn own(kept: &Identity, suspect: Option<&Identity>) -> Identity {
    let mut own = kept.clone();
    let Some(suspect) = suspect else { return own };
    if suspect.name.contains(&own.name) {
        own.name.clear();
    }
    own.document = own.document.filter(|document| suspect.document.as_ref() != Some(document));
    own.phone = own.phone.filter(|phone| suspect.phone.as_ref() != Some(phone));
    own.address = own.address.filter(|address| suspect.address.as_ref() != Some(address));
    own
}

/// An address tells of somebody where it goes beyond the community that everybody is shown.
fn tells(text: &str, kept: &Identity) -> bool {
    let house = kept
        .address
        .as_deref()
        .filter(|address| kept.masked().address.as_deref() != Some(*address));
    mentions(text, kept) || house.is_some_and(|house| text.contains(house))
}

#[cfg(test)]
mod tests {
    use shiyu_kit::testkit::party::person;

    use super::*;

    fn standing() -> Vec<(Party, Identity)> {
        let party = |id: u128, role| Party {
            id: Uuid::from_u128(id),
            role,
        };
        let mut complainant = person("王投诉", 8);
        complainant.address = Some("绍兴市越城区塔山街道鲁迅社区7幢101室".to_owned());
        vec![
            (party(1, PartyRole::Suspect), person("沈园春", 7)),
            (party(2, PartyRole::Complainant), complainant),
        ]
    }

    #[test]
    fn whoever_complained_is_named_in_no_text_to_the_suspect() {
        let standing = standing();
        let phone = standing[1].1.phone.clone().unwrap();
        let words = ["经王投诉举报查明", "举报人住绍兴市越城区塔山街道鲁迅社区7幢101室"];
        for text in words.into_iter().chain([phone.as_str()]) {
            assert!(names(&[text], &standing), "{text}");
        }
        assert!(names(&["查明", "王 投诉"], &standing));
    }

    #[test]
    fn the_suspect_and_the_place_are_told() {
        let mut standing = standing();
        let address = standing[0].1.address.clone().unwrap();
        let told = format!("沈园春在{address}屋顶搭建，影响鲁迅社区");
        assert!(!names(&[&told], &standing));
        standing[1].1.address = Some(address);
        assert!(!names(&[&told], &standing), "they live in one house");
        standing[1].1.name = "沈园".to_owned();
        assert!(!names(&[&told], &standing), "a name inside of the suspect's is not looked for");
    }
}
