//! An order of every kind, as it fits an event at a stage.

use shiyu_kit::case::Actor;
use shiyu_kit::referral::{Asked, Destination};

use super::given::*;
use crate::domain::course::SequelEnd;
use crate::domain::terms::Step;
use crate::domain::{Command, Incident, Stage, StageName, Verb};

/// Every order to an event that there is; what reopens one is a new report.
pub(super) fn verbs() -> impl Iterator<Item = Verb> {
    Verb::ALL.into_iter().filter(|verb| *verb != Verb::Reopen)
}

/// An order as it fits the event, by who may give it.
pub(super) fn fitting(verb: Verb, incident: &Incident) -> (Actor, Command) {
    use Verb as V;
    let room = dispatcher(ROOM);
    let centre = dispatcher(CENTRE);
    let unit = officer(incident.unit.as_str());
    let grid = incident.stage == Stage::InGrid;
    match verb {
        V::OrderVerification => (room, order_verification()),
        V::ReportVerification => (supervisor(), verification(true)),
        V::Accept => (room, Command::Accept),
        V::Reject => (room, reject()),
        V::Merge => (room, merge()),
        V::Unmerge => (room, unmerge()),
        V::TransferEmergency => (room, emergency()),
        V::TakeBackEmergency => (room, take_back()),
        V::TakeUpInGrid => (lead(), Command::TakeUpInGrid),
        V::File => (room, Command::File),
        V::Dispatch => (centre, dispatch_to(BUREAU)),
        V::Transfer => (room, transfer(CENTRE)),
        V::SignIn => (unit, Command::SignIn),
        V::Return => (unit, send_back()),
        V::DesignateHandler => (officer(TOWN), designate(STATION)),
        V::Escalate if grid => (lead(), escalate()),
        V::Escalate if incident.stage == Stage::Filed => (centre, escalate()),
        V::Escalate => (unit, escalate()),
        V::Extend => (centre, extend(1)),
        V::Suspend => (centre, suspend(review_day())),
        V::RenewSuspension => (centre, renew(review_day())),
        V::Resume => (centre, Command::Resume),
        V::ReportStep if grid => (lead(), report_step(Step::Stop)),
        V::ReportStep => (unit, report_step(Step::Stop)),
        V::ReportHandled if grid => (lead(), handled()),
        V::ReportHandled => (unit, handled()),
        V::Inspect => (supervisor(), inspect(true)),
        V::Close => (room, Command::Close),
        V::Evaluate | V::Reopen => (party(), evaluate()),
        V::GrantReward => (room, grant()),
        V::PayReward => (officer(TOWN), pay(CODE)),
        V::Reclassify => (room, reclassify("E0101")),
        V::AttachEvidence => (patrol(), attach("a hash")),
        V::CoverEvidence => (patrol(), cover("a photo")),
        V::OfferReferral => (room, offer(Destination::Mediation)),
        V::WithdrawReferral => (room, withdraw()),
        V::ReadIdentity => (
            service("mediation"),
            Command::ReadIdentity(Asked {
                referral: OFFER,
                party: None,
            }),
        ),
        V::Reveal => (room, reveal(REPORTER)),
        V::Recuse => (person("chief", ROOM, &["command_chief"]), recuse("somebody")),
        V::EndRecusal => (person("chief", ROOM, &["command_chief"]), end_recusal("somebody")),
        V::RaiseBoundary => (room, boundary()),
        V::AgreeBoundary => (room, agree(COUNTY)),
        V::OfferOutside => (centre, outside()),
        V::RecordReceipt => (centre, receipt()),
        V::RecordContact => (room, Command::RecordContact),
    }
}

/// At a stage, with what the order takes for granted.
#[expect(clippy::wildcard_enum_match_arm, reason = "most orders take nothing for granted")]
pub(super) fn ready_for(stage: StageName, verb: Verb) -> Given {
    use Verb as V;
    let mut given = Given::an_event(stage);
    let first = match verb {
        V::WithdrawReferral | V::ReadIdentity => V::OfferReferral,
        V::AgreeBoundary => V::RaiseBoundary,
        V::RecordReceipt => V::OfferOutside,
        V::PayReward => V::GrantReward,
        V::EndRecusal => V::Recuse,
        V::Reclassify => {
            given.known.class = Some(class("E0101", 3));
            return given;
        }
        V::CoverEvidence => {
            given.known.covered = Some(covered("a covered photo"));
            if let Command::AttachEvidence(photo) = attach("a photo") {
                given.incident.as_mut().unwrap().course.evidence.push(photo);
            }
            return given;
        }
        V::ReportStep => {
            given.incident.as_mut().unwrap().class.steps = steps();
            return given;
        }
        V::Evaluate => {
            given.known.linked = Some(linked(StageName::Closed));
            if stage == StageName::HandedOver {
                given.does(&service("grid"), followed(SequelEnd::Closed, given.now));
            }
            return given;
        }
        _ => return given,
    };
    let (by, command) = fitting(first, given.incident());
    given.does(&by, command);
    given
}

pub(super) fn is_taken(stage: StageName, verb: Verb) -> bool {
    let beside = !stage.is_end() && Verb::BESIDE.contains(&verb);
    beside || Verb::ALWAYS.contains(&verb) || stage.takes().contains(&verb)
}
