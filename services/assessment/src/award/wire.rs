//! Protobuf ↔ the words of awards and vetoes, and nothing else.

use shiyu_kit::fault::Violations;
use shiyu_kit::operations::timestamp;
use shiyu_kit::reading::Reading;
use shiyu_kit::register::{Listing, Wanted};
use shiyu_kit::unit::Code;
use shiyu_kit::vocabulary;
use shiyu_kit::wire::Word;
use shiyu_proto::assessment::v1 as pb;
use uuid::Uuid;

use super::desk::Order;
use super::domain::{AwardYear, Nomination, Stage, Step};
use super::objection::{Objection, Protest, Reply};
use super::tier::{Tier, tier};
use super::veto::{Decision, Event, Proposal, Stage as VetoStage, Veto};
use crate::shelf::{Key, name_of};

const YEARS: &str = "award-years";
const VETOES: &str = "vetoes";
const LINE: usize = 100;

vocabulary! { Stage is pb::AwardStage: Candidate Vetoed Qualified NotQualified Publicised Granted }
vocabulary! { VetoStage is pb::VetoStage: Proposed Heard Vetoed Dismissed }
vocabulary! { Event is pb::VetoEvent: ConcealedMajorAccident MajorSafetyAccident MajorPublicSafetyFailure FalsifiedFigures Retaliation }

type Asked = Result<Wanted<Order>, Violations>;

pub fn nominate(request: pb::NominateUnitRequest, county: &Code) -> Asked {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let id = reading.request_id(&request.request_id);
    let unit = reading.code("unit", &request.unit);
    let year = reading.number("year", request.year, &(2000..=2200));
    let document = reading.line("document", request.document, LINE);
    let order = unit
        .zip(year.zip(document))
        .map(|(unit, (year, document))| Order::Nominate(Nomination { unit, year, document }));
    reading.wanted(id, order)
}

pub fn step((name, request_id): (&str, &str), document: String, step: Step, county: &Code) -> Asked {
    let mut reading = Reading::new(county);
    let id = reading.name("name", name, YEARS);
    let request_id = reading.request_id(request_id);
    let document = reading.line("document", document, LINE);
    let order = id.zip(document).map(|(id, document)| Order::Move(id, step, document));
    reading.wanted(request_id, order)
}

pub fn object(request: pb::ObjectToAwardRequest, county: &Code) -> Asked {
    let mut reading = Reading::new(county);
    let id = reading.name("name", &request.name, YEARS);
    let request_id = reading.request_id(&request.request_id);
    let grounds = reading.impersonal("grounds", request.grounds, 1_000);
    let document = reading.line("document", request.document, LINE);
    let order = id
        .zip(grounds.zip(document))
        .map(|(id, (grounds, document))| Order::Object(id, Protest { grounds, document }));
    reading.wanted(request_id, order)
}

pub fn answer(request: pb::AnswerObjectionRequest, county: &Code) -> Asked {
    let mut reading = Reading::new(county);
    let id = reading.name("name", &request.name, YEARS);
    let request_id = reading.request_id(&request.request_id);
    let number: Option<usize> = reading.number("number", request.number, &(1..=10_000));
    let hearing = reading.optional_line("hearing_document", request.hearing_document, LINE);
    let document = reading.line("document", request.document, LINE);
    let order = id.zip(number.zip(document)).map(|(id, (number, document))| {
        let reply = Reply {
            upheld: request.upheld,
            hearing,
            document,
        };
        Order::Answer(id, number.saturating_sub(1), reply)
    });
    reading.wanted(request_id, order)
}

pub fn named(name: &str, county: &Code) -> Result<Uuid, Violations> {
    let mut reading = Reading::new(county);
    let id = reading.name("name", name, YEARS);
    reading.finish(id)
}

pub fn propose(request: pb::ProposeVetoRequest, county: &Code) -> Asked {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let id = reading.request_id(&request.request_id);
    let unit = reading.code("unit", &request.unit);
    let year = reading.number("year", request.year, &(2000..=2200));
    let event = reading.word("event", request.event);
    let evidence = reading.impersonal_line("evidence", request.evidence, LINE);
    let order = id
        .zip(unit)
        .zip(year.zip(event))
        .zip(evidence)
        .map(|(((id, unit), (year, event)), evidence)| {
            Order::Propose(Proposal {
                id,
                unit,
                year,
                event,
                evidence,
            })
        });
    reading.wanted(id, order)
}

pub fn hear(request: pb::HearUnitRequest, county: &Code) -> Asked {
    let mut reading = Reading::new(county);
    let id = reading.name("name", &request.name, VETOES);
    let request_id = reading.request_id(&request.request_id);
    let date = reading.date("hearing_date", &request.hearing_date);
    let document = reading.line("document", request.document, LINE);
    let order = id.zip(date.zip(document)).map(|(id, hearing)| Order::Hear(id, hearing));
    reading.wanted(request_id, order)
}

pub fn decide(request: pb::DecideVetoRequest, county: &Code) -> Asked {
    let mut reading = Reading::new(county);
    let id = reading.name("name", &request.name, VETOES);
    let request_id = reading.request_id(&request.request_id);
    let document = reading.line("document", request.document, LINE);
    let panel = reading.codes("panel", &(1..=20), request.panel);
    let order = id.zip(document.zip(panel)).map(|(id, (document, panel))| {
        let decision = Decision {
            vetoed: request.vetoed,
            document,
            panel,
        };
        Order::Decide(id, decision)
    });
    reading.wanted(request_id, order)
}

pub fn years(request: &pb::ListAwardYearsRequest, county: &Code) -> Result<Listing<(), Key>, Violations> {
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    Reading::new(county).listing(page, &[YEARS], ())
}

pub fn vetoes(request: &pb::ListVetoesRequest, county: &Code) -> Result<Listing<(), Key>, Violations> {
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    Reading::new(county).listing(page, &[VETOES], ())
}

pub fn unit(request: &pb::GetAwardStreakRequest, county: &Code) -> Result<Code, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let unit = reading.code("unit", &request.unit);
    reading.finish(unit)
}

fn words(allowed: &[&str]) -> Vec<String> {
    allowed.iter().map(|verb| (*verb).to_owned()).collect()
}

pub fn year(it: &AwardYear, county: &Code) -> pb::AwardYear {
    pb::AwardYear {
        name: name_of(county, YEARS, it.id),
        unit: it.unit.to_string(),
        year: it.year,
        stage: it.stage.number(),
        document: it.document.clone(),
        publicise_time: it.publicised_at.map(timestamp),
        allowed: words(&it.allowed()),
        objections: (1..).zip(&it.objections).map(objection).collect(),
    }
}

fn objection((number, it): (i32, &Objection)) -> pb::AwardObjection {
    let reply = it.reply.as_ref();
    pb::AwardObjection {
        number,
        object_time: Some(timestamp(it.at)),
        answer_time: it.answered_at.map(timestamp),
        upheld: reply.is_some_and(|reply| reply.upheld),
        decision_document: reply.map(|reply| reply.document.clone()).unwrap_or_default(),
    }
}

pub fn objections(it: &AwardYear) -> pb::AwardObjections {
    let filed = |(number, one): (i32, &Objection)| pb::FiledObjection {
        objection: Some(objection((number, one))),
        unit: one.unit.as_ref().map(ToString::to_string).unwrap_or_default(),
        grounds: one.grounds.clone(),
        document: one.document.clone(),
        hearing_document: one.reply.as_ref().and_then(|reply| reply.hearing.clone()).unwrap_or_default(),
    };
    pb::AwardObjections {
        objections: (1..).zip(&it.objections).map(filed).collect(),
    }
}

pub fn veto(it: &Veto, county: &Code) -> pb::Veto {
    let hearing = it.hearing.clone().map(|(date, document)| (date.to_string(), document));
    let (hearing_date, hearing_document) = hearing.unwrap_or_default();
    pb::Veto {
        name: name_of(county, VETOES, it.id),
        unit: it.unit.to_string(),
        year: it.year,
        event: it.event.number(),
        evidence: it.evidence.clone(),
        stage: it.stage.number(),
        hearing_date,
        hearing_document,
        decision_document: it.decision.clone().unwrap_or_default(),
        panel: it.panel.iter().map(ToString::to_string).collect(),
        allowed: words(it.stage.allowed()),
    }
}

pub fn streak(unit: &Code, streak: Option<(i32, u32)>) -> pb::AwardStreak {
    let (year, years) = streak.unwrap_or_default();
    let (tier, stars) = match tier(years) {
        None => (pb::AwardTier::Unspecified, 0),
        Some(Tier::Tripod) => (pb::AwardTier::Tripod, 0),
        Some(Tier::BronzeTripod) => (pb::AwardTier::BronzeTripod, 0),
        Some(Tier::SilverTripod) => (pb::AwardTier::SilverTripod, 0),
        Some(Tier::GoldTripod(stars)) => (pb::AwardTier::GoldTripod, stars),
    };
    pb::AwardStreak {
        unit: unit.to_string(),
        year,
        years: i32::try_from(years).unwrap_or(i32::MAX),
        tier: tier.into(),
        stars: i32::try_from(stars).unwrap_or(i32::MAX),
    }
}
