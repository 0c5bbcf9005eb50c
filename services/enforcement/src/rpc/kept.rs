//! Who is kept from the suspect (S2): whoever complained, here or to the service that offered the case, and who bears witness, stands in no
//! text that goes to them. Of whoever complained elsewhere nothing is kept but marks, by which a name is known again once it was read.

use shiyu_kit::case::Filed;
use shiyu_kit::fault::Fault;
use shiyu_kit::party::{Identity, PartyKind};
use shiyu_proto::common::v1::GrantedParty;
use uuid::Uuid;

use super::desk::Desk;
use super::plain::{numbers, plain, stands};
use crate::domain::course::Mark;
use crate::domain::terms::{Party, PartyRole};
use crate::domain::{CaseFile, Refusal};

/// The shortest name that is looked for.
const NAME: usize = 2;

/// The shortest number, or house, that is.
const LONG: usize = 5;

/// As whom somebody stands in another service's case about whom was complained.
const COMPLAINED_OF: &str = "respondent";

impl Desk {
    /// Whether one of these texts names somebody who is kept from the suspect of a case. Where another service offered it, no telephone and
    /// no identity number may stand there either, but those of who stands here and the agency's own: whose they are nobody here may know.
    pub(crate) async fn names_the_kept(&self, filed: &Filed<CaseFile>, texts: &[&str]) -> Result<bool, Fault<Refusal>> {
        self.tells_of_the_kept(filed, texts, filed.case.clue.referred.is_some()).await
    }

    /// The same, of what the suspect says themselves: their own telephone may be among it, also where it is not known yet.
    pub(crate) async fn answers_name_the_kept(&self, filed: &Filed<CaseFile>, texts: &[&str]) -> Result<bool, Fault<Refusal>> {
        self.tells_of_the_kept(filed, texts, false).await
    }

    async fn tells_of_the_kept(&self, filed: &Filed<CaseFile>, texts: &[&str], numbered: bool) -> Result<bool, Fault<Refusal>> {
        let course = &filed.case.course;
        let kept = filed.case.parties.iter().any(|party| party.role.is_kept_from_the_suspect());
        if texts.is_empty() || !(kept || numbered || !course.kept.is_empty()) {
            return Ok(false);
        }
        let standing = self.standing(filed).await?;
        let contacts = self.tables.contacts(self.cases.today());
        let told = names(texts, &standing) || numbered && tell_a_number(texts, &standing, &contacts);
        Ok(told || self.tell_what_was_read(filed, texts, suspect_of(&standing)))
    }

    async fn standing(&self, filed: &Filed<CaseFile>) -> Result<Vec<(Party, Identity)>, Fault<Refusal>> {
        let identities = self.identities(filed.id).await?;
        let of = |(id, identity): (Uuid, Identity)| Some((*filed.case.party(id)?, identity));
        Ok(identities.into_iter().filter_map(of).collect())
    }

    /// Whether words stand there that were read of whoever complained elsewhere, and that are not the suspect's too.
    fn tell_what_was_read(&self, filed: &Filed<CaseFile>, texts: &[&str], suspect: Option<&Identity>) -> bool {
        let texts: Vec<Vec<char>> = texts.iter().map(|text| plain(text)).collect();
        let own: Vec<Vec<char>> = suspect.into_iter().flat_map(words).map(|(words, _)| plain(&words)).collect();
        let marked = |text: &Vec<char>, mark: &Mark| {
            let is_it = |part: &[char]| self.cases.vault.mark(filed.id, &part.iter().collect::<String>()) == mark.index;
            mark.signs > 0 && text.windows(mark.signs).any(is_it)
        };
        let mut marks = filed.case.course.kept.iter();
        marks.any(|mark| texts.iter().any(|text| marked(text, mark)) && !own.iter().any(|own| marked(own, mark)))
    }

    /// By what those who complained to another service will be known again in the texts of a case.
    pub(super) fn marks(&self, case: Uuid, granted: &[GrantedParty]) -> Vec<Mark> {
        let complaining = granted.iter().filter(|party| party.role != COMPLAINED_OF);
        let identities = complaining.filter_map(|party| party.identity.as_ref());
        let some = |text: &String| (!text.is_empty()).then(|| text.clone());
        let read = identities.flat_map(|told| {
            let who = Identity {
                kind: PartyKind::Person,
                name: told.name.clone(),
                document: None,
                phone: some(&told.phone),
                address: some(&told.address),
            };
            let number = some(&told.document_number).map(|number| (number, LONG));
            words(&who).into_iter().chain(number)
        });
        let mark = |(words, shortest): (String, usize)| {
            let words = plain(&words);
            let index = self.cases.vault.mark(case, &words.iter().collect::<String>());
            let signs = words.len();
            (signs >= shortest).then_some(Mark { signs, index })
        };
        read.filter_map(mark).collect()
    }
}

fn suspect_of(standing: &[(Party, Identity)]) -> Option<&Identity> {
    let suspect = standing.iter().find(|(party, _)| party.role == PartyRole::Suspect);
    suspect.map(|(_, identity)| identity)
}

/// What tells of somebody, and from how many signs on: the name, the telephone, the number of the document, and the address where it goes
/// beyond the community that everybody is shown.
fn words(who: &Identity) -> Vec<(String, usize)> {
    let phone = who.phone.as_deref().map(|phone| phone.trim_start_matches('+'));
    let number = who.document.as_ref().map(|document| document.number.as_str());
    let house = who
        .address
        .as_deref()
        .filter(|address| who.masked().address.as_deref() != Some(*address));
    let long = phone.into_iter().chain(number).chain(house).map(|words| (words.to_owned(), LONG));
    std::iter::once((who.name.clone(), NAME)).chain(long).collect()
}

/// Whether one of these texts names somebody who is kept from the suspect.
pub(super) fn names(texts: &[&str], standing: &[(Party, Identity)]) -> bool {
    let suspect = suspect_of(standing);
    let kept = standing.iter().filter(|(party, _)| party.role.is_kept_from_the_suspect());
    let kept: Vec<(String, usize)> = kept.flat_map(|(_, identity)| words(&own(identity, suspect))).collect();
    let mut texts = texts.iter().map(|text| plain(text));
    texts.any(|text| kept.iter().any(|(words, shortest)| stands(&text, words, *shortest)))
}

/// Whether a telephone or an identity number stands there that is none of those who may be told of, and none by which the agency is reached.
fn tell_a_number(texts: &[&str], standing: &[(Party, Identity)], contacts: &[String]) -> bool {
    let known = standing.iter().filter(|(party, _)| !party.role.is_kept_from_the_suspect());
    let known = known.flat_map(|(_, identity)| words(identity)).map(|(words, _)| plain(&words));
    let ours = contacts.iter().flat_map(|contact| numbers(contact));
    let known: Vec<Vec<char>> = known.chain(ours).filter(|words| words.len() >= LONG).collect();
    let mut told = texts.iter().flat_map(|text| numbers(text));
    told.any(|number| !known.iter().any(|known| number.ends_with(known)))
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
        assert!(names(&["查明", "王.投.诉"], &standing));
    }

    #[test]
    fn only_the_numbers_of_who_may_be_told_of_stand_in_a_case_that_was_offered() {
        let standing = standing();
        let own = standing[0].1.phone.clone().unwrap();
        assert!(!tell_a_number(&[&format!("当事人电话{own}"), "2026年3月2日"], &standing, &[]));
        assert!(tell_a_number(&["据电话13857500000反映"], &standing, &[]));
        let kept = standing[1].1.phone.clone().unwrap();
        assert!(tell_a_number(&[&kept], &standing, &[]));
        let contacts = ["越城区胜利东路1号，手机138 5750 0001".to_owned()];
        assert!(!tell_a_number(&["请拨13857500001联系本机关"], &standing, &contacts));
        assert!(tell_a_number(&["据电话13857500000反映"], &standing, &contacts));
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
