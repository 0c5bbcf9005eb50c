//! A report, as it is put on record.

use shiyu_kit::fault::Violations;
use shiyu_kit::party::{Identity, Sealed};
use shiyu_kit::reading::Reading;
use shiyu_kit::unit::Code;
use shiyu_proto::common::v1 as common;
use shiyu_proto::grid::v1 as pb;
use uuid::Uuid;

use super::party::read_party;
use crate::domain::Command;
use crate::domain::command::Report;
use crate::domain::incident;
use crate::domain::terms::{ClassCode, ComponentCode, Kind, Party, Point, Source};
use crate::wire::reading::{LINE, NOTE, REFERENCE, class, upon};
use crate::wire::{Asked, EVENTS};

/// Who may stand in a report.
const PARTIES: usize = 5;

/// A report that was read; its identities are still to be sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reporting {
    /// The request's own id, and the event's: a repeated request finds its event.
    pub id: Uuid,
    /// What is reported; `query_index` and `sealed` are empty.
    pub report: Report,
    /// Who left an identity.
    pub identities: Vec<(Party, Identity)>,
}

impl Reporting {
    /// The order, once the identities are sealed.
    #[must_use]
    pub fn asked(self, query_index: String, sealed: Vec<Sealed>) -> Asked {
        let report = Report {
            query_index,
            sealed,
            ..self.report
        };
        Asked {
            id: self.id,
            case: self.id,
            expected: None,
            command: Command::Report(Box::new(report)),
        }
    }
}

/// A `ReopenEvent` that was read; subclass and place are those of the closed event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reopening {
    /// The request's own id, and the new event's.
    pub id: Uuid,
    /// The closed event.
    pub closed: Uuid,
    /// What is reported now; it names the closed event.
    pub report: incident::Report,
}

/// Reads `ReportEvent`. The event's id is the request's.
///
/// # Errors
/// All that is wrong with the request.
pub fn report_event(request: pb::ReportEventRequest, county: &Code) -> Result<Reporting, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let id = reading.request_id(&request.request_id);
    let report = reading.part("report", request.report);
    let report = report.and_then(|report| read_report(&mut reading, report));
    let component = read_component(&mut reading, &request.component);
    let class = read_class(&mut reading, &request.class_code, component.as_ref());
    let (point, address) = read_place(&mut reading, request.point, (&request.address, &request.component));
    let identities = read_parties(&mut reading, request.parties);
    let read = id.zip(report).zip(class).zip(identities);
    let reporting = read.map(|(((id, report), class), identities)| Reporting {
        id,
        report: Report {
            county: county.clone(),
            report,
            class,
            point,
            address,
            component,
            query_index: String::new(),
            parties: identities.iter().map(|(party, _)| *party).collect(),
            sealed: Vec::new(),
        },
        identities,
    });
    reading.finish(reporting)
}

/// Where it is: a point or an address, where no component is named; that is where it stands.
pub(in crate::wire) fn read_place(
    reading: &mut Reading<'_>,
    at: Option<common::Point>,
    (home, thing): (&str, &str),
) -> (Option<Point>, Option<Uuid>) {
    let point = reading.optional_point("point", at);
    let address = reading.optional_uuid("address", home);
    let (placed, named) = (at.is_some() || !home.is_empty(), !thing.is_empty());
    let (missing, twice) = ("a point, an address or a component", "a component is where it stands");
    reading.violations.require(placed || named, "point", "PLACE_MISSING", missing);
    reading
        .violations
        .require(!(placed && named), "component", "PLACE_OF_COMPONENT", twice);
    (point, address)
}

/// A component of this county, or none.
pub(in crate::wire) fn read_component(reading: &mut Reading<'_>, text: &str) -> Option<ComponentCode> {
    if text.is_empty() {
        return None;
    }
    let code: Option<ComponentCode> = text.parse().ok();
    let what = "16 digits of a component";
    let code = reading.violations.present(code, "component", "COMPONENT_INVALID", what)?;
    let ours = code.county() == reading.county().as_str();
    reading
        .violations
        .require(ours, "component", "UNKNOWN_COUNTY", "not a component of this county")
        .then_some(code)
}

/// The subclass: a component's own, if none is given; what happens at a component may be an event of any.
pub(in crate::wire) fn read_class(reading: &mut Reading<'_>, text: &str, component: Option<&ComponentCode>) -> Option<ClassCode> {
    let own = component.and_then(|code| code.class().ok());
    if text.is_empty() && own.is_some() {
        return own;
    }
    let class = class(reading, "class_code", text)?;
    let right = own.is_none_or(|own| own == class || class.kind == Kind::Event);
    reading
        .violations
        .require(right, "class_code", "CLASS_OF_COMPONENT", "the component is of another subclass")
        .then_some(class)
}

/// Reads `ReopenEvent`.
///
/// # Errors
/// All that is wrong with the request.
pub fn reopen_event(request: pb::ReopenEventRequest, county: &Code) -> Result<Reopening, Violations> {
    let mut reading = upon(county, &request.name, "", &request.request_id);
    let head = reading.head();
    let report = reading.part("report", request.report);
    let report = report.and_then(|report| read_report(&mut reading, report));
    let read = head.id.zip(head.case).zip(report);
    let reopening = read.map(|((id, closed), report)| Reopening {
        id,
        closed,
        report: incident::Report {
            reopens: Some(closed),
            ..report
        },
    });
    reading.finish(reopening)
}

fn read_report(reading: &mut Reading<'_>, report: pb::EventReport) -> Option<incident::Report> {
    let source: Option<Source> = reading.word("report.source", report.source);
    reading.violations.require(
        source != Some(Source::Petition),
        "report.source",
        "SOURCE_NOT_REPORTED",
        "what a petition's office offers comes as its fact",
    );
    let source_reference = reading.optional_line("report.source_reference", report.source_reference, REFERENCE);
    let title = reading.line("report.title", report.title, LINE);
    let description = reading.text("report.description", report.description, NOTE);
    let whereabouts = reading.text_or_nothing("report.whereabouts", report.whereabouts, LINE);
    let seen_at = reading.time("report.seen_time", report.seen_time);
    let item = only_of(
        reading,
        source,
        Source::Department,
        ("report.admission_item", &report.admission_item),
    );
    let admission_item = item.and_then(|item| reading.uuid("report.admission_item", &item));
    let event = only_of(
        reading,
        source,
        Source::Neighbour,
        ("report.handed_over_event", &report.handed_over_event),
    );
    let handed_over = event.and_then(|event| read_handed_over(reading, event));
    Some(incident::Report {
        source: source?,
        source_reference,
        title: title?,
        description: description?,
        whereabouts: whereabouts?,
        seen_at: seen_at?,
        reopens: None,
        admission_item,
        handed_over,
        carried: None,
        offered: None,
    })
}

/// What one source brings, and no other.
fn only_of(reading: &mut Reading<'_>, source: Option<Source>, of: Source, (field, text): (&str, &str)) -> Option<String> {
    if source == Some(of) {
        return reading.given(field, text).then(|| text.to_owned());
    }
    let reason = match of {
        Source::Department => "ADMISSION_ITEM_MISPLACED",
        Source::Neighbour | Source::Patrol | Source::Citizen | Source::Volunteer | Source::Hotline | Source::Petition => {
            "HANDED_OVER_MISPLACED"
        }
    };
    let none = text.is_empty() || source.is_none();
    reading.violations.require(none, field, reason, "this source has none");
    None
}

/// `counties/{another}/events/{uuid}`.
fn read_handed_over(reading: &mut Reading<'_>, name: String) -> Option<String> {
    let other = |name: &str| {
        let (county, rest) = name.strip_prefix("counties/")?.split_once('/')?;
        let id = rest.strip_prefix(EVENTS)?.strip_prefix('/')?;
        let county: Code = county.parse().ok()?;
        Uuid::try_parse(id).ok().map(|_| county)
    };
    let another = other(&name).is_some_and(|county| county != *reading.county());
    reading
        .violations
        .require(
            another,
            "report.handed_over_event",
            "NAME_INVALID",
            "the name of an event of another county",
        )
        .then_some(name)
}

fn read_parties(reading: &mut Reading<'_>, parties: Vec<pb::Party>) -> Option<Vec<(Party, Identity)>> {
    let mut seen = std::collections::BTreeSet::new();
    reading.each("parties", &(0..=PARTIES), parties, |reading, path, party| {
        let again = Uuid::try_parse(&party.id).is_ok_and(|id| !seen.insert(id));
        reading
            .violations
            .require(!again, format!("{path}.id"), "DUPLICATE", "the id stands further up");
        read_party(reading, path, party)
    })
}
