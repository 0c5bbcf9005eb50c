//! Protobuf ↔ the words of programmes, and nothing else.

use shiyu_kit::fault::Violations;
use shiyu_kit::operations::timestamp;
use shiyu_kit::reading::Reading;
use shiyu_kit::register::{Listing, Standing, Wanted};
use shiyu_kit::unit::Code;
use shiyu_kit::vocabulary;
use shiyu_kit::wire::Word;
use shiyu_proto::assessment::v1 as pb;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::catalogue::{self, Item};
use super::desk::{Order, Plan};
use super::domain::{Catalogue, Evidence, Objective, Programme, Stage, Step, Task};
use crate::shelf::Key;

const PROGRAMMES: &str = "programmes";
const OBJECTIVES: &str = "objectives";
const TASKS: &str = "tasks";
const TITLE: usize = 200;
const LINE: usize = 100;

vocabulary! { Stage is pb::TaskStage: Planned Issued InProgress Submitted Accepted Returned Archived }

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
            task(id, (objective?, unit?, due?), (item.unwrap_or_default(), title?)),
        ))
    });
    reading.wanted(request_id, order)
}

/// A planned task.
pub fn task(id: Uuid, (objective, unit, due): (Uuid, Code, Date), (item, title): (String, String)) -> Task {
    Task {
        id,
        objective,
        item,
        title,
        unit,
        due,
        archive: due,
        stage: Stage::Planned,
        evidence: Vec::new(),
        remarks: String::new(),
        at: UNSET,
        moved_at: UNSET,
    }
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

fn name_of(county: &Code, collection: &str, id: Uuid) -> String {
    format!("counties/{county}/{collection}/{id}")
}

pub fn programme(it: &Programme, county: &Code) -> pb::Programme {
    pb::Programme {
        name: name_of(county, PROGRAMMES, it.id),
        title: it.title.clone(),
        unit: it.unit.to_string(),
        from_date: it.from.to_string(),
        to_date: it.to.to_string(),
        archive_date: it.archive.to_string(),
        document: it.document.clone(),
    }
}

pub fn objective(it: &Objective, county: &Code) -> pb::Objective {
    pb::Objective {
        name: name_of(county, OBJECTIVES, it.id),
        programme: name_of(county, PROGRAMMES, it.programme),
        number: it.number,
        title: it.title.clone(),
        unit: it.unit.to_string(),
    }
}

pub fn told(it: &Task, county: &Code, today: Date) -> pb::Task {
    let evidence = |it: &Evidence| pb::Evidence {
        title: it.title.clone(),
        reference: it.reference.clone(),
        sha256: it.sha256.clone(),
    };
    pb::Task {
        name: name_of(county, TASKS, it.id),
        objective: name_of(county, OBJECTIVES, it.objective),
        item: it.item.clone(),
        title: it.title.clone(),
        unit: it.unit.to_string(),
        due_date: it.due.to_string(),
        stage: it.stage.number(),
        evidence: it.evidence.iter().map(evidence).collect(),
        remarks: it.remarks.clone(),
        overdue: it.is_overdue(today),
        move_time: Some(timestamp(it.moved_at)),
        allowed: it.stage.allowed().iter().map(|verb| (*verb).to_owned()).collect(),
    }
}

pub fn standing(
    programme: pb::Programme,
    objectives: &[Objective],
    tasks: &[Task],
    (county, today): (&Code, Date),
) -> pb::ProgrammeStanding {
    let mut tally = std::collections::BTreeMap::<(Uuid, Stage), (i64, i64)>::new();
    for task in tasks {
        let count = tally.entry((task.objective, task.stage)).or_default();
        count.0 += 1;
        count.1 += i64::from(task.is_overdue(today));
    }
    let told = tally.into_iter().map(|((of, stage), (tasks, overdue))| pb::TaskCount {
        objective: name_of(county, OBJECTIVES, of),
        stage: stage.number(),
        tasks,
        overdue,
    });
    pb::ProgrammeStanding {
        programme: Some(programme),
        objectives: objectives.iter().map(|it| objective(it, county)).collect(),
        counts: told.collect(),
    }
}

pub fn catalogue(edition: &str, document: &str, items: &[Item]) -> pb::Catalogue {
    let item = |it: &Item| pb::CatalogueItem {
        code: it.code.clone(),
        class_title: it.class.clone(),
        title: it.title.clone(),
        evidence: it.evidence.clone(),
    };
    pb::Catalogue {
        edition: edition.to_owned(),
        document: document.to_owned(),
        items: items.iter().map(item).collect(),
    }
}

/// What a put takes the place of keeps when it came.
pub fn since(standing: Standing, before: Option<OffsetDateTime>, now: OffsetDateTime) -> OffsetDateTime {
    match standing {
        Standing::New => now,
        Standing::Known => before.unwrap_or(now),
    }
}
