//! Orders while it is handled, up to the opinion in the petitioner's hands.

use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::command::{Extend, OfferReferral, Serve};
use crate::domain::course::Opinion;
use crate::domain::tests::given::*;
use crate::domain::{Adoption, Command, Decision, DeliveryMethod, Destination, IdentityField};

pub(crate) fn resume() -> Command {
    Command::Resume {
        reason: "The neighbour says otherwise".to_owned(),
    }
}

/// Another organ is asked; `None`: the one that was named.
pub(crate) fn reroute(organ: Option<&str>) -> Command {
    Command::RerouteDuty {
        organ: organ.map(code),
        reason: "Walls are theirs".to_owned(),
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
        point: None,
        unit: None,
    }
}

pub(crate) fn offer(to: Destination) -> Command {
    Command::OfferReferral(Box::new(an_offer(to)))
}
