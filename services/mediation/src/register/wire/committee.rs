//! Committees: their requests, and what they are told as.

use shiyu_kit::fault::Violations;
use shiyu_kit::operations::timestamp;
use shiyu_kit::reading::Reading;
use shiyu_kit::unit::Code;
use shiyu_kit::wire::Word;
use shiyu_proto::mediation::v1 as pb;
use time::OffsetDateTime;
use uuid::Uuid;

use super::{COMMITTEES, NAME, REASON, TITLE, Wanted, days, named, putting, told};
use crate::register::domain::{Committee, Dissolving, Member, Order, Reported, Reporting};

/// Reads `PutCommittee`.
///
/// # Errors
/// All that is wrong with the request.
pub fn put_committee(request: pb::PutCommitteeRequest, county: &Code) -> Result<Wanted, Violations> {
    let (mut reading, id) = putting(county, &request.parent, &request.request_id);
    let part = reading.part("committee", request.committee);
    let order = part.and_then(|part| read_committee(&mut reading, id, part));
    reading.wanted(id, order)
}

fn read_committee(reading: &mut Reading<'_>, request: Option<Uuid>, part: pb::Committee) -> Option<Order> {
    let put = reading.put("committee.name", &part.name, COMMITTEES, request);
    let unit = reading.code("committee.unit", &part.unit);
    let kind = reading.word("committee.kind", part.kind);
    let title = reading.impersonal("committee.title", part.title, TITLE);
    let members = reading.each("committee.members", &(1..=20), part.members, read_member);
    let term = days(reading, ("committee", &part.from_date, &part.to_date));
    let to = reading.date("committee.to_date", &part.to_date);
    let (standing, id) = put?;
    let committee = Committee {
        id,
        unit: unit?,
        kind: kind?,
        title: title?,
        members: members?,
        from: term?.from,
        to: to?,
        reported: Reported::default(),
        dissolved: None,
    };
    Some(Order::PutCommittee(standing, committee))
}

fn read_member(reading: &mut Reading<'_>, field: &str, member: pb::CommitteeMember) -> Option<Member> {
    let name = reading.impersonal(&format!("{field}.display_name"), member.display_name, NAME);
    let post = reading.word(&format!("{field}.post"), member.post);
    Some(Member {
        name: name?,
        post: post?,
        is_woman: member.woman,
    })
}

/// Reads `ReportCommittee`.
///
/// # Errors
/// All that is wrong with the request.
pub fn report_committee(request: &pb::ReportCommitteeRequest, county: &Code) -> Result<Wanted, Violations> {
    let mut reading = Reading::new(county);
    let id = reading.name("name", &request.name, COMMITTEES);
    let asked = reading.request_id(&request.request_id);
    let to_court = reading.value("report", request.report, |report| match report {
        pb::CommitteeReport::Unspecified => None,
        pb::CommitteeReport::JusticeBureau => Some(false),
        pb::CommitteeReport::BasicCourt => Some(true),
    });
    let on = reading.date("date", &request.date);
    let whole = id.zip(to_court).zip(on);
    let order = whole.map(|((id, to_court), on)| Order::ReportCommittee(Reporting { id, to_court, on }));
    reading.wanted(asked, order)
}

/// Reads `DissolveCommittee`.
///
/// # Errors
/// All that is wrong with the request.
pub fn dissolve_committee(request: pb::DissolveCommitteeRequest, county: &Code) -> Result<Wanted, Violations> {
    let mut reading = Reading::new(county);
    let id = reading.name("name", &request.name, COMMITTEES);
    let asked = reading.request_id(&request.request_id);
    let last = reading.date("last_date", &request.last_date);
    let reason = reading.impersonal("reason", request.reason, REASON);
    let whole = id.zip(last).zip(reason);
    let order = whole.map(|((id, last), reason)| Order::DissolveCommittee(Dissolving { id, last, reason }));
    reading.wanted(asked, order)
}

/// A committee.
#[must_use]
pub fn committee(committee: &Committee, county: &Code) -> pb::Committee {
    let member = |member: &Member| pb::CommitteeMember {
        display_name: member.name.clone(),
        post: member.post.number(),
        woman: member.is_woman,
    };
    let dissolved = committee.dissolved.as_ref();
    pb::Committee {
        name: named(county, COMMITTEES, committee.id),
        unit: committee.unit.to_string(),
        kind: committee.kind.number(),
        title: committee.title.clone(),
        members: committee.members.iter().map(member).collect(),
        from_date: committee.from.to_string(),
        to_date: committee.to.to_string(),
        reported_on: told(committee.reported.bureau),
        court_told_on: told(committee.reported.court),
        dissolved_on: told(dissolved.map(|end| end.last)),
        dissolve_reason: dissolved.map(|end| end.reason.clone()).unwrap_or_default(),
    }
}

/// What others are told of a committee.
#[must_use]
pub fn committee_changed(committee: &Committee, now: OffsetDateTime) -> pb::CommitteeChanged {
    pb::CommitteeChanged {
        committee: committee.id.to_string(),
        unit: committee.unit.to_string(),
        kind: committee.kind.number(),
        member_count: i32::try_from(committee.members.len()).unwrap_or(i32::MAX),
        reported: committee.reported.bureau.is_some(),
        dissolved_on: told(committee.dissolved.as_ref().map(|end| end.last)),
        change_time: Some(timestamp(now)),
    }
}
