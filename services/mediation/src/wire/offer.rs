//! What other services offer, and the identities they granted, in our own words.

use shiyu_kit::fault::Violations;
use shiyu_kit::party::{Draft, Identity, PartyKind, personal_in};
use shiyu_kit::referral::{Offer, ReferralState};
use shiyu_kit::unit::Code;
use shiyu_kit::wire::{Word, unmasked};
use shiyu_proto::common::v1 as common;
use uuid::Uuid;

use super::Opening;
use super::reading::LINE;
use crate::domain::command::Open;
use crate::domain::course::Entrustment;
use crate::domain::terms::{Category, Party, PartyRole, Procedure, Source};
use crate::domain::{Number, Submission};

/// The title of an offer whose summary begins with the number of a person or an organisation: lists and files show titles.
const UNTOLD: &str = "移送的纠纷";

/// An offer as the dispute it becomes; its id is the offer's. `None`: no service that offers to us.
#[must_use]
pub fn offered(offer: Offer, county: &Code) -> Option<Opening> {
    let source = Source::ALL
        .into_iter()
        .find(|source| source.is_ours() && source.as_str() == offer.from)?;
    let title: String = offer.summary.lines().next().unwrap_or_default().chars().take(LINE).collect();
    let title = if personal_in(&title).is_empty() { title } else { UNTOLD.to_owned() };
    let submission = Submission {
        source,
        source_reference: Some(offer.referral.to_string()),
        category: category(source, &offer.category),
        title,
        facts: offer.summary.clone(),
        claims: String::new(),
        place: offer.place.clone().unwrap_or_else(|| county.clone()),
        jurisdictions: Vec::new(),
        people: 2,
        major: false,
        letter: None,
        finding: None,
        matter: None,
    };
    Some(Opening {
        id: offer.referral,
        open: Open {
            county: county.clone(),
            number: Number::default(),
            submission,
            procedure: Procedure::People,
            parties: Vec::new(),
            sealed: Vec::new(),
            entrustment: Some(Entrustment {
                offer,
                state: ReferralState::Offered,
                settled: None,
                agreement: None,
            }),
        },
        identities: Vec::new(),
    })
}

/// What it is about, by the first part of a petition's category; what has no like among ours is `other`, and so are the subclasses of a
/// grid but 矛盾纠纷.
fn category(source: Source, told: &str) -> Category {
    let first = told.split('.').next().unwrap_or_default().replace('-', "_");
    let same = Category::ALL.into_iter().find(|category| category.as_str() == first);
    let grid = || (source == Source::Grid && told.starts_with("E11")).then_some(Category::Neighbour);
    same.or_else(grid).unwrap_or(Category::Other)
}

/// The granted identities as parties of the dispute, under ids of its own, each with the document, where that was granted: by it is seen who
/// stands on both sides. Of whom no name was granted nothing is taken.
#[must_use]
pub fn granted(granted: Vec<common::GrantedParty>, dispute: Uuid) -> Vec<(Party, Identity)> {
    let read = granted.into_iter().filter_map(|granted| {
        let identity = read_identity(granted.identity?)?;
        let party = Party {
            id: Uuid::new_v5(&dispute, granted.id.as_bytes()),
            role: role(&granted.role)?,
            speaks_for: None,
            granted: true,
        };
        Some((party, identity))
    });
    read.collect()
}

/// Whoever brought it there asks here, and whom it was brought against answers. Agents are named anew, with whom they speak for.
fn role(told: &str) -> Option<PartyRole> {
    match told {
        "petitioner" | "reporter" => Some(PartyRole::Applicant),
        "representative" => Some(PartyRole::ApplicantRepresentative),
        "respondent" | "side" => Some(PartyRole::Respondent),
        _ => None,
    }
}

fn read_identity(identity: common::Identity) -> Option<Identity> {
    let kind = common::PartyKind::try_from(identity.kind).ok().and_then(PartyKind::read);
    let document = unmasked(identity.clone()).and_then(|told| told.document);
    let document = document.filter(|document| !document.number.is_empty());
    let draft = Draft {
        kind,
        name: identity.name,
        document: None,
        phone: Some(identity.phone),
        address: Some(identity.address),
    };
    let read = Identity::read(&draft, "identity", &mut Violations::new())?;
    Some(Identity { document, ..read })
}
