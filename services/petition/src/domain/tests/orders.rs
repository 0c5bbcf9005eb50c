//! Orders to give in a test: each as the law foresees it, to be changed where a test wants it otherwise.

use std::sync::LazyLock;

use shiyu_kit::case::Actor;
use shiyu_kit::party::{Sealed, Vault};
use shiyu_kit::testkit;
use time::OffsetDateTime;
use uuid::Uuid;

use super::given::*;
use crate::domain::command::{Classify, DecideRemedy, Divert, Evaluate, Extend, Object, OfferReferral, Register, RequestRemedy, Serve};
use crate::domain::course::Opinion;
use crate::domain::{
    Accused, Adoption, Channel, Classification, Command, Decision, DeliveryMethod, Destination, Filing, IdentityField, NotAccepted, Number,
    Party, PartyRole, Rating, ReliefPath, Ruling, StageName, Submission,
};

/// The step that leads to a stage from the one before on its way, by who may take it.
pub(crate) fn step_to(stage: StageName) -> (Actor, Command) {
    use StageName as S;
    match stage {
        S::Registered => (officer(OFFICE), register()),
        S::Forwarded => (officer(OFFICE), forward(TOWN)),
        S::Assigned => (officer(OFFICE), assign(TOWN)),
        S::Objected => (officer(TOWN), object()),
        S::JurisdictionDisputed => (officer(OFFICE), Command::ReferDispute),
        S::Accepted => (officer(TOWN), accept()),
        S::Studying => (officer(TOWN), classify(Classification::Suggestion)),
        S::DutyRequested => (officer(TOWN), duty()),
        S::Handling => (officer(TOWN), start_handling()),
        S::OpinionIssued => (head(TOWN), Command::IssueOpinion),
        S::OpinionServed => (officer(TOWN), serve()),
        S::ReviewRequested | S::RecheckRequested => (party(), remedy(None)),
        S::Reviewing => (officer(COUNTY), Command::TakeUpRemedy),
        S::ReviewDecided => (officer(COUNTY), rule(Ruling::Upheld)),
        S::ReviewServed => (officer(COUNTY), serve_ruling(None)),
        S::Rechecking => (officer(CITY), Command::TakeUpRemedy),
        S::RecheckDecided => (officer(CITY), rule(Ruling::Upheld)),
        S::Terminated => (officer(CITY), serve_ruling(None)),
        S::Closed => (officer(OFFICE), Command::Close),
        S::Settled => (officer(TOWN), settle()),
        S::Replied => (officer(TOWN), reply(Some(Adoption::Adopted))),
        S::Diverted => (officer(OFFICE), divert(ReliefPath::Arbitration)),
        S::Redirected => (officer(OFFICE), redirect()),
        S::Merged => (officer(OFFICE), merge()),
        S::Withdrawn => (party(), withdraw(PETITIONER)),
        S::NotAccepted => (officer(OFFICE), decline()),
        S::Archived => (officer(OFFICE), Command::Archive),
    }
}

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
        },
        parties: vec![
            a_party(PETITIONER, PartyRole::Petitioner),
            a_party(RESPONDENT, PartyRole::Respondent),
        ],
        sealed: Vec::new(),
        accused: Accused::default(),
        received_at: None,
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
        notice: DeliveryMethod::Mail,
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
    Command::Merge { into: Uuid::from_u128(70) }
}

pub(crate) fn decline() -> Command {
    Command::Decline {
        ground: NotAccepted::UnderHandling,
        earlier: Uuid::from_u128(70),
    }
}

pub(crate) fn withdraw(party: Uuid) -> Command {
    Command::Withdraw {
        party,
        reason: "It was put up again".to_owned(),
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

pub(crate) fn extend(days: u32) -> Command {
    Command::Extend(Extend {
        days,
        reason: "The survey takes longer".to_owned(),
        notice: DeliveryMethod::Mail,
    })
}

pub(crate) fn assistance(unit: &str) -> Command {
    Command::RequestAssistance {
        unit: code(unit),
        task: "Survey the ground".to_owned(),
        days: 10,
    }
}

pub(crate) fn assisted() -> Command {
    Command::ReportAssistance {
        report: "Surveyed".to_owned(),
    }
}

pub(crate) fn close_hearing() -> Command {
    Command::CloseHearing {
        finding: "The wall stood there".to_owned(),
    }
}

pub(crate) fn reply(adoption: Option<Adoption>) -> Command {
    Command::Reply {
        adoption,
        text: "It will be done so".to_owned(),
    }
}

pub(crate) fn opinion(decision: Decision) -> Opinion {
    Opinion {
        request: "That the wall be put up again".to_owned(),
        facts_and_reasons: "The survey shows where the wall stood".to_owned(),
        decision,
        legal_basis: vec!["民法典 art. 237".to_owned()],
        remedy_notice: "Review within 30 days at the county".to_owned(),
    }
}

pub(crate) fn draft(decision: Decision) -> Command {
    Command::DraftOpinion(Box::new(opinion(decision)))
}

pub(crate) fn served(at: Option<OffsetDateTime>) -> Serve {
    Serve {
        method: DeliveryMethod::Direct,
        proof: "receipt 3".to_owned(),
        at,
    }
}

pub(crate) fn service_at(at: Option<OffsetDateTime>) -> Command {
    Command::ServeOpinion(served(at))
}

pub(crate) fn serve() -> Command {
    service_at(None)
}

pub(crate) fn settle() -> Command {
    Command::Settle {
        agreement: "mediation/agreements/5".to_owned(),
    }
}

/// The id of every offer of the tests.
pub(crate) const OFFER: Uuid = Uuid::from_u128(31);

pub(crate) fn an_offer(to: Destination) -> OfferReferral {
    OfferReferral {
        id: OFFER,
        to,
        purpose: "mediation".parse().unwrap(),
        summary: "A wall between neighbours".to_owned(),
        consent: Some("consent 4".to_owned()),
        fields: vec![IdentityField::Name],
        grant_days: 20,
    }
}

pub(crate) fn offer(to: Destination) -> Command {
    Command::OfferReferral(Box::new(an_offer(to)))
}

/// The petitioner asks for review, or for re-review.
pub(crate) fn remedy(at: Option<OffsetDateTime>) -> Command {
    Command::RequestRemedy(RequestRemedy {
        party: PETITIONER,
        reasons: "The survey is wrong".to_owned(),
        at,
    })
}

pub(crate) fn ruling(ruling: Ruling) -> DecideRemedy {
    DecideRemedy {
        ruling,
        text: "As decided".to_owned(),
        legal_basis: vec!["信访工作条例 art. 35".to_owned()],
        supported: false,
    }
}

pub(crate) fn rule(as_what: Ruling) -> Command {
    Command::DecideRemedy(Box::new(ruling(as_what)))
}

/// A change of the opinion that leaves something to carry out, or nothing.
pub(crate) fn change(supported: bool) -> Command {
    Command::DecideRemedy(Box::new(DecideRemedy {
        supported,
        ..ruling(Ruling::Changed)
    }))
}

pub(crate) fn serve_ruling(at: Option<OffsetDateTime>) -> Command {
    Command::ServeRuling(served(at))
}

pub(crate) fn executed() -> Command {
    Command::ReportExecution {
        report: "The wall stands again".to_owned(),
    }
}

pub(crate) fn evaluate(party: Uuid) -> Command {
    Command::Evaluate(Evaluate {
        party,
        petition_office: Some(Rating::Satisfied),
        handling_unit: Some(Rating::Dissatisfied),
    })
}
