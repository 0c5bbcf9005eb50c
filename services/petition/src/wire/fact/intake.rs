//! From registration to classification.

use shiyu_kit::unit::Code;
use shiyu_proto::petition::v1 as pb;
use time::OffsetDateTime;

use crate::domain::Registered;
use crate::domain::course::{Acceptance, Classified, Designation, Forwarding, Objection};
use crate::wire::resource::days;
use crate::wire::terms::{classification, timestamp};

pub(super) fn registered(registered: &Registered, matter: pb::Matter) -> pb::MatterRegistered {
    pb::MatterRegistered {
        matter: Some(matter),
        received_time: Some(timestamp(registered.received_at)),
    }
}

pub(super) fn forwarded(forwarding: &Forwarding, matter: pb::Matter) -> pb::MatterForwarded {
    pb::MatterForwarded {
        matter: Some(matter),
        from_unit: forwarding.from.to_string(),
        to_unit: forwarding.to.to_string(),
        forward_time: Some(timestamp(forwarding.at)),
        report_days: days(forwarding.report_days),
    }
}

pub(super) fn objected(objection: &Objection, matter: pb::Matter) -> pb::ObjectionRaised {
    pb::ObjectionRaised {
        matter: Some(matter),
        by_unit: objection.by.to_string(),
        object_time: Some(timestamp(objection.at)),
    }
}

pub(super) fn objection_decided(agreed: bool, at: OffsetDateTime, matter: pb::Matter) -> pb::ObjectionDecided {
    pb::ObjectionDecided {
        matter: Some(matter),
        agreed,
        decide_time: Some(timestamp(at)),
    }
}

pub(super) fn designated(designation: &Designation, matter: pb::Matter) -> pb::JurisdictionDesignated {
    pb::JurisdictionDesignated {
        matter: Some(matter),
        to_unit: designation.unit.to_string(),
        by_unit: designation.by.as_ref().map(ToString::to_string).unwrap_or_default(),
        designate_time: Some(timestamp(designation.at)),
    }
}

pub(super) fn accepted(acceptance: &Acceptance, matter: pb::Matter) -> pb::MatterAccepted {
    pb::MatterAccepted {
        matter: Some(matter),
        accept_time: Some(timestamp(acceptance.at)),
    }
}

pub(super) fn classified(classified: &Classified, duty_organ: Option<&Code>, matter: pb::Matter) -> pb::MatterClassified {
    let (kind, path) = classification(classified.classification);
    pb::MatterClassified {
        matter: Some(matter),
        classify_time: Some(timestamp(classified.at)),
        kind,
        path,
        duty_organ: duty_organ.map(ToString::to_string).unwrap_or_default(),
    }
}
