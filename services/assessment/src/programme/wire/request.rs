//! What is asked for.

use shiyu_kit::fault::Violations;
use shiyu_kit::reading::Reading;
use shiyu_kit::register::{Listing, Wanted};
use shiyu_kit::unit::Code;
use shiyu_proto::assessment::v1 as pb;
use time::OffsetDateTime;
use uuid::Uuid;

use super::{OBJECTIVES, PROGRAMMES, TASKS};
use crate::programme::catalogue;
use crate::programme::desk::{Order, Plan};
use crate::programme::domain::{Catalogue, Evidence, Objective, Programme, Step, Task};
use crate::shelf::Key;

const TITLE: usize = 200;
const LINE: usize = 100;

type Asked = Result<Wanted<Order>, Violations>;

/// What its register says of it is not asked for.
const UNSET: OffsetDateTime = OffsetDateTime::UNIX_EPOCH;

pub fn put_programme(request: pb::PutProgrammeRequest, county: &Code) -> Asked {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let request_id = reading.request_id(&request.request_id);
    let told = reading.part("programme", request.programme);
    let order = told.and_then(|told| {
        let put = reading.put("programme.name", &told.name, PROGRAMMES, request_id);
        let title = reading.impersonal("programme.title", told.title, TITLE);
        let unit = reading.code("programme.unit", &told.unit);
        let from = reading.date("programme.from_date", &told.from_date);
        let to = reading.date("programme.to_date", &told.to_date);
        let archive = reading.date("programme.archive_date", &told.archive_date);
        reading.in_order("programme.to_date", from, to);
        reading.in_order("programme.archive_date", from, archive);
        let document = reading.line("programme.document", told.document, LINE);
        let (standing, id) = put?;
        let programme = Programme {
            id,
            title: title?,
            unit: unit?,
            from: from?,
            to: to?,
            archive: archive?,
            document: document?,
            at: UNSET,
        };
        Some(Order::PutProgramme(standing, programme))
    });
    reading.wanted(request_id, order)
}

pub fn put_objective(request: pb::PutObjectiveRequest, county: &Code) -> Asked {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let request_id = reading.request_id(&request.request_id);
    let told = reading.part("objective", request.objective);
    let order = told.and_then(|told| {
        let put = reading.put("objective.name", &told.name, OBJECTIVES, request_id);
        let programme = reading.name("objective.programme", &told.programme, PROGRAMMES);
        let number = reading.number("objective.number", told.number, &(1..=200));
        let title = reading.impersonal("objective.title", told.title, TITLE);
        let unit = reading.code("objective.unit", &told.unit);
        let (standing, id) = put?;
        let objective = Objective {
            id,
            programme: programme?,
            number: number?,
            title: title?,
            unit: unit?,
            at: UNSET,
        };
        Some(Order::PutObjective(standing, objective))
    });
    reading.wanted(request_id, order)
}

pub fn put_task(request: pb::PutTaskRequest, county: &Code) -> Asked {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let request_id = reading.request_id(&request.request_id);
    let told = reading.part("task", request.task);
    let order = told.and_then(|told| {
        let put = reading.put("task.name", &told.name, TASKS, request_id);
        let objective = reading.name("task.objective", &told.objective, OBJECTIVES);
        let item = reading.optional_line("task.item", told.item, 5);
        let title = reading.impersonal("task.title", told.title, TITLE);
        let unit = reading.code("task.unit", &told.unit);
        let due = reading.date("task.due_date", &told.due_date);
        let (standing, id) = put?;
        Some(Order::PutTask(
            standing,
            Task::planned(id, (objective?, unit?, due?), (item.unwrap_or_default(), title?)),
        ))
    });
    reading.wanted(request_id, order)
}

pub fn plan(request: pb::PlanTasksRequest, county: &Code) -> Asked {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let request_id = reading.request_id(&request.request_id);
    let objective = reading.name("objective", &request.objective, OBJECTIVES);
    let edition = reading.optional_line("edition", request.edition, 20);
    let units = reading.distinct("units", &(1..=50), request.units, |reading, field, unit| reading.code(field, &unit));
    let due = reading.date("due_date", &request.due_date);
    let class = reading.optional_line("class", request.class, 2);
    let order = objective.zip(units).zip(due).map(|((objective, units), due)| {
        Order::Plan(Plan {
            objective,
            edition: edition.unwrap_or_default(),
            units,
            due,
            class: class.unwrap_or_default(),
        })
    });
    reading.wanted(request_id, order)
}

pub fn step((name, request_id): (&str, &str), step: Step, county: &Code) -> Asked {
    let mut reading = Reading::new(county);
    let id = reading.name("name", name, TASKS);
    let request_id = reading.request_id(request_id);
    reading.wanted(request_id, id.map(|id| Order::Move(id, step)))
}

pub fn submit(request: pb::SubmitTaskRequest, county: &Code) -> Asked {
    let mut reading = Reading::new(county);
    let id = reading.name("name", &request.name, TASKS);
    let request_id = reading.request_id(&request.request_id);
    let evidence = reading.each("evidence", &(1..=50), request.evidence, |reading, field, told| {
        let title = reading.impersonal(&format!("{field}.title"), told.title, TITLE);
        let reference = reading.line(&format!("{field}.reference"), told.reference, LINE);
        let sound = told.sha256.is_empty() || (told.sha256.len() == 64 && told.sha256.bytes().all(|sign| sign.is_ascii_hexdigit()));
        let violations = &mut reading.violations;
        let sound = violations.require(
            sound,
            format!("{field}.sha256"),
            "HASH_INVALID",
            "64 hexadecimal digits, or nothing",
        );
        Some(Evidence {
            title: title?,
            reference: reference?,
            sha256: sound.then(|| told.sha256.to_ascii_lowercase())?,
        })
    });
    let order = id.zip(evidence).map(|(id, evidence)| Order::Move(id, Step::Submit(evidence)));
    reading.wanted(request_id, order)
}

pub fn give_back(request: pb::ReturnTaskRequest, county: &Code) -> Asked {
    let mut reading = Reading::new(county);
    let id = reading.name("name", &request.name, TASKS);
    let request_id = reading.request_id(&request.request_id);
    let remarks = reading.impersonal("remarks", request.remarks, 2_000);
    let order = id.zip(remarks).map(|(id, remarks)| Order::Move(id, Step::Return(remarks)));
    reading.wanted(request_id, order)
}

pub fn import(request: pb::ImportCatalogueRequest, county: &Code) -> Asked {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let request_id = reading.request_id(&request.request_id);
    let edition = reading.line("edition", request.edition, 20);
    let document = reading.line("document", request.document, LINE);
    let items = match catalogue::read(&request.sheet) {
        Ok(items) => Some(items),
        Err(wrong) => {
            for (line, reason) in wrong {
                reading
                    .violations
                    .add(format!("sheet[{line}]"), reason, "a line of code, class, title and evidence");
            }
            None
        }
    };
    let order = request_id
        .zip(edition)
        .zip(document.zip(items))
        .map(|((id, edition), (document, items))| {
            Order::Import(Catalogue {
                id,
                county: county.clone(),
                edition,
                document,
                items,
                at: UNSET,
            })
        });
    reading.wanted(request_id, order)
}

pub fn edition(request: pb::GetCatalogueRequest, county: &Code) -> Result<String, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let edition = reading.optional_line("edition", request.edition, 20).unwrap_or_default();
    reading.finish(Some(edition))
}

pub fn named(name: &str, county: &Code) -> Result<Uuid, Violations> {
    let mut reading = Reading::new(county);
    let id = reading.name("name", name, PROGRAMMES);
    reading.finish(id)
}

pub fn programmes(request: &pb::ListProgrammesRequest, county: &Code) -> Result<Listing<(), Key>, Violations> {
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    Reading::new(county).listing(page, &[PROGRAMMES], ())
}

pub fn tasks(request: &pb::ListTasksRequest, county: &Code) -> Result<Listing<Option<Uuid>, Key>, Violations> {
    let mut reading = Reading::new(county);
    let objective = reading.optional_name("objective", &request.objective, OBJECTIVES);
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    reading.listing(page, &[TASKS, &request.objective], objective)
}
