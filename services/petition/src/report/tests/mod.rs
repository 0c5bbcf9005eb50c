//! The report as the petition office finds it, on both databases.

mod few;

use prost::Message;
use prost_types::FileDescriptorSet;
use sea_orm::{EntityTrait, IntoActiveModel};
use shiyu_kit::auth::{Policy, Principal};
use shiyu_kit::both_databases;
use shiyu_kit::case::{Filed, Record};
use shiyu_kit::clock::{WallClock, new_id};
use shiyu_kit::database::Database;
use shiyu_kit::fault::violations;
use shiyu_kit::party;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::party::{person, vault};
use shiyu_kit::testkit::scene::office;
use shiyu_proto::petition::v1 as pb;
use shiyu_proto::petition::v1::annual_report_service_server::AnnualReportService;
use time::Duration;
use tonic::Status;
use uuid::Uuid;

use super::domain::{Act, Matter, Year};
use super::{POLICY, Reports};
use crate::advice::domain::{Answer, Make, Suggestion};
use crate::advice::store as advice;
use crate::domain::course::{AccountabilityAnswer, AccountabilityProposal, Supervision};
use crate::domain::tests::given::{Given, NEXT_TOWN, START, officer};
use crate::domain::{AccountabilityGround, Adoption, End, Ending, Fault, Party, PartyRole, Petition, Stage, StageName};
use crate::migration::Migrator;
use crate::reception::tests::scene::{COUNTY, OFFICE, TOWN, asked, code, parent, principal, reason, units};
use crate::store::row;

both_databases! {
    a_year_is_told_by_field_and_unit_and_nothing_of_few;
    what_is_pressed_for_after_the_last_word_counts_in_its_year;
    what_was_suggested_and_adopted_is_told_by_unit;
    who_is_to_be_held_responsible_is_told_of_all_units_together_and_not_of_what_is_kept_from_somebody;
    only_the_countys_petition_office_has_it_and_only_of_a_year_that_is_over;
}

const YEAR: i32 = 2025;

async fn open(home: &TestDatabase) -> (Reports, Database) {
    let office = office::<Migrator>(home, "petition", units(), WallClock::system()).await;
    let db = office.db.clone();
    (Reports::new(code(COUNTY), office), db)
}

async fn told(reports: &Reports, by: &Principal, year: i32) -> Result<pb::AnnualReport, Status> {
    let request = pb::GetAnnualReportRequest { parent: parent(), year };
    let answer = reports.get_annual_report(asked(by, request)).await;
    answer.map(tonic::Response::into_inner)
}

fn reporter() -> Principal {
    principal("reporter", Some(OFFICE), "petition_officer")
}

/// Puts a matter into the table, of a field, with a unit that was asked, brought by somebody of their own.
async fn put(db: &Database, number: u16, (category, unit): (&str, &str), mut case: Petition) {
    let (id, who) = (new_id(), Uuid::from_u128(u128::from(number) + 1000));
    case.query_index = id.to_string();
    case.number.serial = i64::from(number) + 1;
    case.submission.source_reference = None;
    case.submission.category = category.parse().unwrap();
    case.unit = code(unit);
    for forwarding in &mut case.course.forwardings {
        forwarding.to = code(unit);
    }
    case.parties = vec![Party {
        id: who,
        role: PartyRole::Petitioner,
    }];
    let filed = Filed { id, version: 1, case };
    let written = row::Entity::insert(Petition::write(&filed));
    written.exec_without_returning(&db.writer).await.unwrap();
    let sealed = vault("petition").seal(who, id, &person("张三", number), START);
    let sealed = party::row::Entity::insert(sealed.into_row().into_active_model());
    sealed.exec_without_returning(&db.writer).await.unwrap();
}

fn handled() -> Petition {
    Given::a_petition(StageName::Handling).petition().clone()
}

/// One that the office pressed for, which was answered in the year after.
fn supervised() -> Petition {
    let mut case = handled();
    case.course.supervisions.push(Supervision {
        id: Uuid::from_u128(5),
        unit: code(TOWN),
        fault: Fault::Delay,
        suggestion: "Go on".to_owned(),
        at: START + Duration::days(60),
        answer: Some("We do".to_owned()),
        answered_at: Some(START + Duration::days(365)),
    });
    case
}

async fn a_year_is_told_by_field_and_unit_and_nothing_of_few(home: TestDatabase) {
    let (reports, db) = open(&home).await;
    let mut serial = 0;
    let mut next = || {
        serial += 1;
        serial
    };
    for _ in 0..11 {
        put(&db, next(), ("housing.repair", TOWN), handled()).await;
    }
    put(&db, next(), ("housing.repair", TOWN), supervised()).await;
    for _ in 0..11 {
        put(
            &db,
            next(),
            ("land.use", "330602-ZJJ"),
            Given::a_petition(StageName::Assigned).petition().clone(),
        )
        .await;
    }
    // Three are few: the next smallest line is kept back with them.
    for _ in 0..3 {
        put(&db, next(), ("water", NEXT_TOWN), handled()).await;
    }
    // Nothing is told of what is kept from somebody, nor of what happened in other years.
    put(&db, next(), ("housing.repair", TOWN), Given::an_accusation().petition().clone()).await;
    let mut earlier = handled();
    earlier.received_at -= Duration::days(365);
    earlier.course.forwardings.clear();
    put(&db, next(), ("housing.repair", TOWN), earlier).await;

    let report = told(&reports, &reporter(), YEAR).await.unwrap();
    assert_eq!(report.year, YEAR);
    let fields: Vec<_> = report
        .fields
        .iter()
        .map(|field| (field.category.as_str(), field.received))
        .collect();
    assert_eq!(fields, [("housing.repair", 12)]);
    // One that a unit was only asked for lies with whoever received it.
    let units: Vec<_> = report.units.iter().map(|unit| (unit.unit.as_str(), unit.received)).collect();
    assert_eq!((report.received, units), (26, vec![(TOWN, 12)]));
    let figures = |forwarded, assigned, supervised| pb::AskedFigures {
        forwarded,
        assigned,
        returned: 0,
        supervised,
        answered: 0,
    };
    assert_eq!(report.asked, Some(figures(15, 11, 1)));
    let asked: Vec<_> = report.units_asked.iter().map(|of| (of.unit.as_str(), of.figures)).collect();
    assert_eq!(asked, [(TOWN, Some(figures(12, 0, 1)))]);
    assert_eq!(report.suggested, Some(pb::SuggestionFigures::default()));
}

/// The last word on it was said in the year before; the office presses for what is still to be carried out.
fn ended_before() -> Petition {
    let mut case = supervised();
    case.received_at -= Duration::days(365);
    case.course.forwardings.clear();
    case.stage = Stage::Ended(Ending {
        end: End::Terminated,
        at: START - Duration::days(250),
    });
    case
}

async fn what_is_pressed_for_after_the_last_word_counts_in_its_year(home: TestDatabase) {
    let (reports, db) = open(&home).await;
    for number in 1..=12 {
        put(&db, number, ("housing.repair", TOWN), ended_before()).await;
    }
    let report = told(&reports, &reporter(), YEAR).await.unwrap();
    let supervised = pb::AskedFigures {
        supervised: 12,
        ..pb::AskedFigures::default()
    };
    let asked: Vec<_> = report.units_asked.iter().map(|of| (of.unit.as_str(), of.figures)).collect();
    assert_eq!((report.asked, asked), (Some(supervised), vec![(TOWN, Some(supervised))]));
    assert_eq!(report.received, 0);
    let before = told(&reports, &reporter(), YEAR - 1).await.unwrap();
    assert_eq!((before.received, before.asked), (12, None));
}

async fn who_is_to_be_held_responsible_is_told_of_all_units_together_and_not_of_what_is_kept_from_somebody(home: TestDatabase) {
    let (reports, db) = open(&home).await;
    let proposed = |days: i64, adoption: Option<Adoption>| AccountabilityProposal {
        id: new_id(),
        unit: code(TOWN),
        ground: AccountabilityGround::Delay,
        reason: "The slope came down".to_owned(),
        organ: code(COUNTY),
        reference: "paper 2".to_owned(),
        at: START + Duration::days(days),
        answered: adoption.map(|adoption| AccountabilityAnswer {
            adoption,
            text: "So it is".to_owned(),
            at: START + Duration::days(days + 9),
        }),
    };
    let mut case = handled();
    let adopted = Some(Adoption::Adopted);
    case.course.proposals = vec![proposed(60, adopted), proposed(61, None), proposed(365, adopted)];
    put(&db, 1, ("water", TOWN), case).await;
    let mut sealed = Given::an_accusation().petition().clone();
    sealed.course.proposals.push(proposed(60, Some(Adoption::NotAdopted)));
    put(&db, 2, ("water", TOWN), sealed).await;
    let report = told(&reports, &reporter(), YEAR).await.unwrap();
    let figures = pb::SuggestionFigures {
        made: 2,
        adopted: 1,
        unanswered: 1,
        ..pb::SuggestionFigures::default()
    };
    assert_eq!((report.accountability_proposed, report.units.len()), (Some(figures), 0));
}

async fn what_was_suggested_and_adopted_is_told_by_unit(home: TestDatabase) {
    let (reports, db) = open(&home).await;
    let made = |to: &str, days: i64, adoption: Option<Adoption>| Suggestion {
        made: Make {
            id: new_id(),
            to: code(to),
            root_cause: "procurement".parse().unwrap(),
            category: None,
            place: None,
            text: "Pay in time".to_owned(),
            petitions: Vec::new(),
        },
        unit: code(OFFICE),
        at: START + Duration::days(days),
        answer: adoption.map(|adoption| Answer {
            adoption,
            text: "So it will be".to_owned(),
            at: START + Duration::days(days + 200),
        }),
    };
    for suggestion in [
        made(TOWN, 0, Some(Adoption::Adopted)),
        made(TOWN, 1, Some(Adoption::PartlyAdopted)),
        made(TOWN, 2, None),
        made(NEXT_TOWN, 3, Some(Adoption::NotAdopted)),
        made(NEXT_TOWN, 365, Some(Adoption::Adopted)),
    ] {
        advice::insert(&db.writer, &suggestion).await.unwrap();
    }
    let report = told(&reports, &reporter(), YEAR).await.unwrap();
    let figures = |made, adopted, partly_adopted, not_adopted, unanswered| pb::SuggestionFigures {
        made,
        adopted,
        partly_adopted,
        not_adopted,
        unanswered,
    };
    assert_eq!(report.suggested, Some(figures(4, 1, 1, 1, 1)));
    let units: Vec<_> = report.units_suggested.iter().map(|of| (of.unit.as_str(), of.figures)).collect();
    assert_eq!(
        units,
        [(TOWN, Some(figures(3, 1, 1, 0, 1))), (NEXT_TOWN, Some(figures(1, 0, 0, 1, 0)))]
    );
    assert_eq!((report.received, report.asked, report.units.len()), (0, None, 0));
}

async fn only_the_countys_petition_office_has_it_and_only_of_a_year_that_is_over(home: TestDatabase) {
    let (reports, _) = open(&home).await;
    for unit in [Some(TOWN), Some("330602001-XFJ"), None] {
        let by = principal("somebody", unit, "petition_officer");
        let refused = told(&reports, &by, YEAR).await.unwrap_err();
        assert_eq!(reason(&refused), "NOT_THE_PETITION_OFFICE", "{unit:?}");
    }
    assert_eq!(reason(&told(&reports, &reporter(), 9998).await.unwrap_err()), "YEAR_NOT_OVER");
    let wrong = pb::GetAnnualReportRequest {
        parent: "counties/330603".to_owned(),
        year: 9999,
    };
    let refused = reports.get_annual_report(asked(&reporter(), wrong)).await.unwrap_err();
    let violations: Vec<_> = violations(&refused)
        .into_iter()
        .map(|(field, reason)| format!("{field} {reason}"))
        .collect();
    assert_eq!(violations, ["parent UNKNOWN_COUNTY", "year OUT_OF_RANGE"]);
    assert!(told(&reports, &principal("auditor", Some(OFFICE), "auditor"), YEAR).await.is_ok());
}

#[test]
fn a_matter_counts_in_the_year_in_which_it_happened() {
    let given = Given::a_petition(StageName::JurisdictionDisputed);
    let year = |number| Year::of(number).unwrap();
    let matter = Matter::of(given.petition(), year(YEAR)).unwrap();
    // Its sender did not agree: nothing was returned, and it still lies with who received it.
    assert_eq!(matter.received, Some(("housing.demolition".to_owned(), OFFICE.to_owned())));
    assert_eq!(matter.acts, [(TOWN.to_owned(), Act::Forwarded)]);
    assert_eq!(Matter::of(given.petition(), year(YEAR - 1)), None);
    let mut returned = Given::a_petition(StageName::Objected);
    returned.does(&officer(OFFICE), &crate::domain::Command::DecideObjection { agree: true });
    let acts = Matter::of(returned.petition(), year(YEAR)).unwrap().acts;
    assert_eq!(acts, [(TOWN.to_owned(), Act::Forwarded), (TOWN.to_owned(), Act::Returned)]);
    let later = Matter::of(&supervised(), year(YEAR + 1)).unwrap();
    assert_eq!((later.received, later.acts), (None, vec![(TOWN.to_owned(), Act::Answered)]));
}

#[test]
fn each_role_has_its_verb() {
    let descriptors = FileDescriptorSet::decode(shiyu_proto::DESCRIPTORS).unwrap();
    let policy = Policy::new(POLICY, &descriptors).unwrap();
    let may = |role: &str| {
        let by = principal("somebody", Some(OFFICE), role);
        policy.allows(Some(&by), "shiyu.petition.v1.AnnualReportService/GetAnnualReport", COUNTY)
    };
    assert!(may("petition_officer") && may("auditor"));
    for role in ["citizen", "intake_clerk", "unit_head", "assessor", "operator"] {
        assert!(!may(role), "{role}");
    }
}
