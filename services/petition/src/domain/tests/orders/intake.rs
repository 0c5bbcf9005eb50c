//! Orders from registration to classification.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use shiyu_kit::packet::Receipt;
use shiyu_kit::party::{Sealed, Vault};
use shiyu_kit::testkit;
use uuid::Uuid;

use crate::domain::command::{Classify, Divert, Object, OfferOutside, RaiseBoundary, Register, Withdraw};
use crate::domain::course::{CountyAnswer, CountyWord};
use crate::domain::tests::given::*;
use crate::domain::{
    Accused, Channel, Classification, Command, DeliveryMethod, Filing, NotAccepted, Number, Party, PartyRole, ReliefPath, Submission,
};

pub(crate) fn registration() -> Register {
    Register {
        county: code(COUNTY),
        unit: None,
        number: Number {
            text: "越信访〔2025〕17号".to_owned(),
            year: 2025,
            serial: 17,
        },
        query_index: "index of the code".to_owned(),
        submission: Submission {
            channel: Channel::Letter,
            filing: Filing::Written,
            category: "housing.demolition".parse().unwrap(),
            title: "A wall was pulled down".to_owned(),
            request: "Put it up again".to_owned(),
            facts_and_reasons: "It stood on our ground".to_owned(),
            place: code(VILLAGE),
            source_reference: Some("letter 17".to_owned()),
            people: 1,
            privacy_notice: Some(crate::domain::PrivacyNotice::Given("2025-01".to_owned())),
        },
        parties: vec![
            a_party(PETITIONER, PartyRole::Petitioner),
            a_party(RESPONDENT, PartyRole::Respondent),
        ],
        sealed: Vec::new(),
        accused: Accused::default(),
        received_at: None,
        follows: None,
    }
}

pub(crate) fn register() -> Command {
    Command::Register(Box::new(registration()))
}

/// Registration of a matter against these units and one office holder.
pub(crate) fn register_against<const N: usize>(units: [&str; N]) -> Command {
    let mut order = registration();
    order.accused = accused(units);
    Command::Register(Box::new(order))
}

/// Subject of the office holder every accusation of the tests names.
pub(crate) const ACCUSED: &str = "the accused";

pub(crate) fn accused<const N: usize>(units: [&str; N]) -> Accused {
    Accused {
        units: units.into_iter().map(code).collect(),
        subjects: [ACCUSED.to_owned()].into(),
    }
}

pub(crate) fn a_party(id: Uuid, role: PartyRole) -> Party {
    Party { id, role }
}

pub(crate) fn forward(to: &str) -> Command {
    Command::Forward { to: code(to) }
}

pub(crate) fn assign(to: &str) -> Command {
    Command::Assign {
        to: code(to),
        report_days: 20,
    }
}

pub(crate) fn accept() -> Command {
    Command::Accept {
        notice: Some(DeliveryMethod::Mail),
    }
}

pub(crate) fn redirect() -> Command {
    Command::Redirect {
        to: "the bank's own complaints office".to_owned(),
    }
}

pub(crate) fn divert(path: ReliefPath) -> Command {
    Command::Divert(Divert {
        classification: Classification::AppealForRelief(path),
        organ: "labour arbitration commission".to_owned(),
        act_known_on: None,
    })
}

pub(crate) fn merge() -> Command {
    Command::Merge {
        into: Uuid::from_u128(70),
        reason: None,
    }
}

pub(crate) fn unmerge() -> Command {
    Command::Unmerge {
        reason: "Another wall".to_owned(),
        from: None,
    }
}

pub(crate) fn decline() -> Command {
    Command::Decline {
        ground: NotAccepted::UnderHandling,
        earlier: Uuid::from_u128(70),
    }
}

pub(crate) fn withdraw(party: Uuid) -> Command {
    Command::Withdraw(withdrawal(party))
}

/// The same as it is put on record for them, upon what they signed.
pub(crate) fn withdraw_at_the_counter(party: Uuid) -> Command {
    Command::Withdraw(Withdraw {
        proof: Some("statement 4".to_owned()),
        ..withdrawal(party)
    })
}

pub(crate) fn withdrawal(party: Uuid) -> Withdraw {
    Withdraw {
        party,
        reason: "It was put up again".to_owned(),
        proof: None,
        for_all: false,
        own: BTreeSet::new(),
    }
}

pub(crate) fn supplement(party: Uuid) -> Command {
    Command::Supplement {
        party,
        text: "A photograph of it".to_owned(),
    }
}

/// Somebody joins, sealed in a vault of the tests' own.
pub(crate) fn add_party(id: Uuid, role: PartyRole) -> Command {
    Command::AddParty {
        party: a_party(id, role),
        sealed: sealed(id),
    }
}

pub(crate) fn sealed(party: Uuid) -> Sealed {
    static VAULT: LazyLock<Vault> = LazyLock::new(|| testkit::party::vault("petition"));
    VAULT.seal(party, Uuid::from_u128(1), &testkit::party::person("张三", 7), START)
}

pub(crate) fn object() -> Command {
    Command::Object(Object {
        reasons: "Walls are the bureau's".to_owned(),
        competent: None,
    })
}

/// The id of every boundary of the tests.
pub(crate) const BOUNDARY: Uuid = Uuid::from_u128(61);

pub(crate) fn raise(counties: &[&str]) -> Command {
    Command::RaiseBoundary(RaiseBoundary {
        id: BOUNDARY,
        counties: counties.iter().map(|county| code(county)).collect(),
        reason: "The wall lies beyond the border".to_owned(),
    })
}

pub(crate) fn agree(owner: &str) -> Command {
    Command::AgreeBoundary {
        owner: code(owner),
        reference: "minutes 3".to_owned(),
    }
}

/// What a county said over its own door, as the city's desk tells it.
pub(crate) fn said(county: &str, word: CountyWord) -> Command {
    Command::HearCounty {
        boundary: BOUNDARY,
        answer: CountyAnswer {
            county: code(county),
            word,
            reference: "诸政函〔2025〕3号".to_owned(),
            at: START,
        },
    }
}

pub(crate) fn outside() -> Command {
    Command::OfferOutside(OfferOutside {
        organ: "杭州市信访局".to_owned(),
        packet: "ab".repeat(32),
        seal: None,
    })
}

pub(crate) fn receipt() -> Command {
    Command::RecordReceipt {
        reference: "receipt 8".to_owned(),
        receipt: Receipt::default(),
    }
}

pub(crate) fn designate(unit: &str) -> Command {
    Command::Designate {
        unit: code(unit),
        reasons: "It lies there".to_owned(),
    }
}

pub(crate) fn classification(classification: Classification) -> Classify {
    Classify {
        classification,
        accused: Accused::default(),
        organ: None,
        duty_organ: None,
        act_known_on: None,
    }
}

pub(crate) fn classify(as_what: Classification) -> Command {
    Command::Classify(classification(as_what))
}

/// The investigation of art. 31 item 6.
pub(crate) fn start_handling() -> Command {
    classify(Classification::AppealForRelief(ReliefPath::HandlingOpinion))
}

/// The bureau is asked to do its duty.
pub(crate) fn duty() -> Command {
    Command::Classify(Classify {
        duty_organ: Some(code(BUREAU)),
        ..classification(Classification::AppealForRelief(ReliefPath::ProtectiveDuty))
    })
}

pub(crate) fn accusation<const N: usize>(units: [&str; N]) -> Classify {
    Classify {
        accused: accused(units),
        ..classification(Classification::Accusation)
    }
}
