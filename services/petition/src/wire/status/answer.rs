//! Where a matter stands, in what its petitioner needs to know (arts. 18, 21).

use shiyu_kit::calendar::{Bound, Clock};
use shiyu_kit::look::Organ;
use shiyu_kit::party::Masked;
use shiyu_kit::unit::Units;
use shiyu_proto::petition::v1 as pb;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use crate::domain::{
    Adoption, Classification, Decision, End, FAST_ACCEPT, FAST_ANSWER, HANDLE, Petition, RECHECK_WINDOW, REVIEW_WINDOW, Remedy, Ruling,
};
use crate::wire::resource::{message, ways};
use crate::wire::terms::{Word, number, timestamp};

/// Where a matter stands. The unit's name is today's; of the identities only the names are shown, masked. A window that has
/// lapsed by `now`, and that its clock did not close yet, is no remedy any more.
#[must_use]
pub fn answer(petition: &Petition, unit_name: &str, parties: &[(Uuid, Masked)], now: OffsetDateTime) -> pb::QueryStatusResponse {
    let step = next_step(petition);
    let window = petition.window().filter(|window| now < window.due.legal);
    let again = petition.remedy_again().filter(|(_, last)| now < *last);
    let open = window.and_then(|window| Some((remedy(window)?, window.due.legal))).or(again);
    pb::QueryStatusResponse {
        number: petition.number.text.clone(),
        stage: petition.stage.name().number(),
        unit: petition.responsible().to_string(),
        unit_name: unit_name.to_owned(),
        due_time: step.map(|clock| timestamp(clock.due.legal)),
        due_clock: step.map(|clock| clock.rule.id.to_string()).unwrap_or_default(),
        extension_reason: extension_reason(petition),
        next_remedy: number(open.map(|(remedy, _)| remedy)),
        next_remedy_time: open.map(|(_, last)| timestamp(last)),
        dismissal_reason: dismissal(petition),
        ways: outside(petition),
        parties: who_may_act(petition, parties),
        result: result(petition).to_owned(),
        messages: thread(petition),
        fast_track_time: fast_track(petition).map(|clock| timestamp(clock.due.legal)),
        fast_track_left: petition
            .course
            .fast_track
            .as_ref()
            .and_then(|track| track.reason.clone())
            .unwrap_or_default(),
        referrals: referrals(petition),
        county: county(petition),
        asked_unit: petition.asked().map(ToString::to_string).unwrap_or_default(),
    }
}

/// An organ that looked at the matter, by the name it has today.
#[must_use]
pub fn organ(organ: Organ, units: &Units, today: Date) -> pb::Organ {
    let unit = organ.name.parse().ok().and_then(|code| units.get(&code, today));
    pb::Organ {
        unit_name: unit.map(|unit| unit.name.clone()).unwrap_or_default(),
        unit: organ.name,
        first_time: Some(timestamp(organ.first)),
        last_time: Some(timestamp(organ.last)),
    }
}

/// What the petitioner and the office wrote to each other.
#[must_use]
pub fn thread(petition: &Petition) -> Vec<pb::Message> {
    petition.course.messages.iter().map(message).collect()
}

/// The office's next step that the law sets a time for; our own rules bind nobody outside.
fn next_step(petition: &Petition) -> Option<&Clock> {
    let ours = |clock: &&Clock| !clock.rule.ours && clock.rule.bound != Bound::Citizen;
    petition.clocks.running().filter(ours).min_by_key(|clock| clock.due.legal)
}

/// What our office promised beside the law.
fn fast_track(petition: &Petition) -> Option<&Clock> {
    [&FAST_ACCEPT, &FAST_ANSWER].into_iter().find_map(|rule| petition.clock(&rule.id))
}

/// What became of the offers; a sealed matter has none, and if it was sealed later nothing is told of those before.
fn referrals(petition: &Petition) -> Vec<pb::StatusReferral> {
    let told = petition.course.referrals.iter().filter(|_| !petition.is_sealed());
    let referrals = told.map(|referral| pb::StatusReferral {
        destination: referral.to.number(),
        state: referral.state.number(),
        result: referral.result.clone().unwrap_or_default(),
        confirmation: number(referral.confirmation),
        settled: number(referral.settled),
    });
    referrals.collect()
}

/// The petitioner is told why there is more to wait (art. 34).
fn extension_reason(petition: &Petition) -> String {
    let handle = petition.clocks.latest(&HANDLE.id);
    let extension = handle.and_then(|clock| clock.extensions.last());
    extension.map(|extension| extension.reason.clone()).unwrap_or_default()
}

fn remedy(window: &Clock) -> Option<Remedy> {
    let of = |rule: &str| window.rule.id == rule;
    if of(&REVIEW_WINDOW.id) {
        Some(Remedy::Review)
    } else {
        of(&RECHECK_WINDOW.id).then_some(Remedy::Recheck)
    }
}

fn outside(petition: &Petition) -> Vec<pb::OutsideWay> {
    match petition.stage.ending().map(|ending| &ending.end) {
        Some(End::Diverted(diversion)) => ways(diversion),
        Some(
            End::Closed(_)
            | End::Terminated
            | End::Settled { .. }
            | End::Replied
            | End::Redirected { .. }
            | End::HandedOver { .. }
            | End::Merged { .. }
            | End::Withdrawn { .. }
            | End::NotAccepted { .. },
        )
        | None => Vec::new(),
    }
}

fn who_may_act(petition: &Petition, identities: &[(Uuid, Masked)]) -> Vec<pb::StatusParty> {
    let name = |id: Uuid| identities.iter().find(|(of, _)| *of == id).map(|(_, masked)| masked.name.clone());
    let acting = petition
        .parties
        .iter()
        .filter(|party| party.role.acts() && !petition.course.has_withdrawn(party.id));
    let shown = acting.map(|party| pb::StatusParty {
        id: party.id.to_string(),
        role: party.role.number(),
        masked_name: name(party.id).unwrap_or_default(),
    });
    shown.collect()
}

/// Where it goes on.
fn county(petition: &Petition) -> String {
    if let Some(End::HandedOver { to }) = petition.stage.ending().map(|ending| &ending.end) {
        return to.to_string();
    }
    String::new()
}

/// Why the last request was none, while no other has been made.
fn dismissal(petition: &Petition) -> String {
    let dismissed = petition.course.remedy().and_then(|remedy| remedy.dismissed.as_ref());
    dismissed.map(|dismissed| dismissed.reason.clone()).unwrap_or_default()
}

/// What was decided, as a word, once the petitioner has it; of an accusation nothing is told.
fn result(petition: &Petition) -> &'static str {
    if petition.classification() == Some(Classification::Accusation) {
        return "";
    }
    let course = &petition.course;
    let served = course.opinion().filter(|issued| issued.delivery.is_some());
    let ruling = course.remedy().and_then(|remedy| remedy.ruling.as_ref());
    let revoking = ruling.filter(|ruling| ruling.ruling == Ruling::Revoked && ruling.delivery.is_some());
    let revoked = revoking.is_some_and(|ruling| served.is_some_and(|served| served.at < ruling.at));
    if revoked {
        return "revoked";
    }
    let adopted = course.reply.as_ref().and_then(|reply| reply.adoption);
    match (served.map(|issued| issued.opinion.decision), adopted) {
        (Some(Decision::Supported), _) => "supported",
        (Some(Decision::Explained), _) => "explained",
        (Some(Decision::NotSupported), _) => "not_supported",
        (None, Some(Adoption::Adopted)) => "adopted",
        (None, Some(Adoption::PartlyAdopted)) => "partly_adopted",
        (None, Some(Adoption::NotAdopted)) => "not_adopted",
        (None, None) => "",
    }
}
