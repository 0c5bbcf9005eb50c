//! Programmes, objectives, tasks and catalogues as they travel.

use shiyu_kit::operations::timestamp;
use shiyu_kit::unit::Code;
use shiyu_kit::wire::Word as _;
use shiyu_proto::assessment::v1 as pb;
use time::Date;
use uuid::Uuid;

use super::{OBJECTIVES, PROGRAMMES, TASKS};
use crate::programme::catalogue::Item;
use crate::programme::domain::{Evidence, Objective, Programme, Stage, Tally, Task, tally};
use crate::shelf::name_of;

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
    let count = |((of, stage), it): ((Uuid, Stage), Tally)| pb::TaskCount {
        objective: name_of(county, OBJECTIVES, of),
        stage: stage.number(),
        tasks: it.tasks,
        overdue: it.overdue,
    };
    pb::ProgrammeStanding {
        programme: Some(programme),
        objectives: objectives.iter().map(|it| objective(it, county)).collect(),
        counts: tally(tasks, today).into_iter().map(count).collect(),
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
