//! Words of the stories for values of the contract: `partly-adopted` is `ADOPTION_PARTLY_ADOPTED`.

use serde::Deserialize;
use shiyu_proto::common::v1::ReferralDestination;
use shiyu_proto::grid::v1::{BoundaryWord, EmergencyLine, EventRating, EventSource, Measure, RejectionGround, SuspensionGround};
use shiyu_proto::mediation::v1::{
    AgreementForm, ConfirmationOutcome, CourtVerdict, DeclineGround as DisputeDecline, DisputeCategory, DisputeSource, DisputeStage,
    MediationRating, NotConfirmedGround, RenderedDocumentKind, TerminationGround,
};
use shiyu_proto::petition::v1::{
    Adoption, Channel, Decision, DeclineGround, DeliveryMethod, Filing, MatterKind, PartyRole, Rating, ReliefPath, Ruling, SupervisionFault,
};

/// A value of the contract, as the stories write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String", bound(deserialize = "T: Spoken"))]
pub struct Word<T: Spoken>(pub T);

/// What the stories have words for.
pub trait Spoken: Sized {
    /// What the contract's names begin with.
    const PREFIX: &'static str;

    /// The value of a name of the contract.
    fn named(name: &str) -> Option<Self>;
}

impl<T: Spoken> TryFrom<String> for Word<T> {
    type Error = String;

    fn try_from(word: String) -> Result<Self, String> {
        let name = format!("{}_{}", T::PREFIX, word.to_ascii_uppercase().replace('-', "_"));
        T::named(&name).map(Self).ok_or_else(|| format!("the contract knows no {name}"))
    }
}

impl<T: Spoken + Into<i32>> From<Word<T>> for i32 {
    fn from(word: Word<T>) -> Self {
        word.0.into()
    }
}

macro_rules! spoken {
    ($($of:ident $prefix:literal),+ $(,)?) => {$(
        impl Spoken for $of {
            const PREFIX: &'static str = $prefix;

            fn named(name: &str) -> Option<Self> {
                Self::from_str_name(name)
            }
        }
    )+};
}

spoken! {
    Adoption "ADOPTION",
    AgreementForm "AGREEMENT_FORM",
    BoundaryWord "BOUNDARY_WORD",
    Channel "CHANNEL",
    ConfirmationOutcome "CONFIRMATION_OUTCOME",
    CourtVerdict "COURT_VERDICT",
    Decision "DECISION",
    DeclineGround "DECLINE_GROUND",
    DeliveryMethod "DELIVERY_METHOD",
    DisputeCategory "DISPUTE_CATEGORY",
    DisputeDecline "DECLINE_GROUND",
    DisputeSource "DISPUTE_SOURCE",
    DisputeStage "DISPUTE_STAGE",
    EmergencyLine "EMERGENCY_LINE",
    EventRating "EVENT_RATING",
    EventSource "EVENT_SOURCE",
    Filing "FILING",
    MatterKind "MATTER_KIND",
    MediationRating "MEDIATION_RATING",
    Measure "MEASURE",
    NotConfirmedGround "NOT_CONFIRMED_GROUND",
    PartyRole "PARTY_ROLE",
    Rating "RATING",
    ReferralDestination "REFERRAL_DESTINATION",
    RejectionGround "REJECTION_GROUND",
    ReliefPath "RELIEF_PATH",
    RenderedDocumentKind "RENDERED_DOCUMENT_KIND",
    Ruling "RULING",
    SuspensionGround "SUSPENSION_GROUND",
    SupervisionFault "SUPERVISION_FAULT",
    TerminationGround "TERMINATION_GROUND",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_the_contracts_name_without_its_beginning() {
        let word = |text: &str| Word::<Adoption>::try_from(text.to_owned());
        assert_eq!(word("partly-adopted"), Ok(Word(Adoption::PartlyAdopted)));
        assert!(word("admired").is_err());
    }
}
