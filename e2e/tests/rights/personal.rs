//! What the contracts may hold of persons, and what they may not (G-01, G-03, G-07, G-08, G-17, G-18).

use std::collections::{BTreeMap, BTreeSet};

use prost_reflect::{DynamicMessage, FieldDescriptor, Kind, MessageDescriptor, Value};

use crate::contracts::{POOL, class, messages, named};

/// A field of one of these names tells something of a person, wherever it stands.
pub const NAMES: [(&str, &str); 5] = [
    ("IDENTITY", "phone address document_number contact masked_name identity identities"),
    ("FACTOR", "second_factor query_code"),
    (
        "WORDS",
        "request facts_and_reasons facts claims statements description whereabouts heard undisputed_facts concluded_facts",
    ),
    (
        "OFFICE",
        "subject subjects barred_subjects by officer officers officer_pool mediator mediators adviser approver drafter decider \
        reviewer host leader responsible team patrolled_by reported_by handled_by verified_by granted_by paid_by taken_up_by \
        filed_by decided_by settled_by concluded_by signed_by_mediators",
    ),
    ("POST", "display_name firm disclosures"),
];

/// Fields of these names that tell of a place, an office or a thing.
const OF_NOBODY: &str = "Adviser.phone CommandCentre.phone MicroUnit.phone ServiceCounter.phone Centre.phone Centre.address Room.address EventPlace.address \
    LocateRequest.address Checkpoint.address Hazard.address ReportEventRequest.address SubmitReportRequest.address \
    DocumentWording.contact Unit.display_name Grid.display_name MicroUnit.display_name DeadLetter.subject StandardChanged.subject \
    ImportProblem.description RegulatedObject.whereabouts";

/// Facts that name an entry of a register of office holders, and nobody else. The list only shrinks.
const HOLDERS_IN_FACTS: [&str; 3] = [
    "DisputeHappening.mediators",
    "MediatorFaultReported.mediator",
    "OfficerChanged.officer",
];

/// What is never built, as names would give it away.
const NEVER: &str = "blacklist black_list redlist red_list key_person special_group troublemaker credit_record credit_score social_credit \
    risk_level risk_score person_score behaviour_score petitioner_score citizen_score score loyalty religion belief ethnic \
    nationality health disease biometric face iris political trajectory location_trail track_points tracking camera \
    video_stream number_plate predict stability_risk watch_list relatives";

/// The same in the words of the practice that is not followed, which no comment of a contract uses either.
const NEVER_SAID: &str = "重点人员 特殊人群 黑名单 红黑榜 缠访 闹访 征信 雪亮 人脸识别 维稳";

/// Whether a word stands in a list of words.
pub fn among(words: &str, word: &str) -> bool {
    words.split_whitespace().any(|one| one == word)
}

pub fn fields() -> impl Iterator<Item = FieldDescriptor> {
    messages().into_iter().flat_map(|message| message.fields().collect::<Vec<_>>())
}

/// Only texts and identities tell something: a message is looked into, a time or a number is not.
fn may_tell(field: &FieldDescriptor) -> bool {
    let kind = field.kind();
    kind == Kind::String || kind.as_message().is_some_and(|of| of.name() == "Identity")
}

fn expected(field: &FieldDescriptor) -> Option<&'static str> {
    if let Kind::Message(of) = field.kind()
        && of.name() == "Identity"
    {
        return Some("IDENTITY");
    }
    if !may_tell(field) || among(OF_NOBODY, &named(field)) {
        return None;
    }
    let of_name = NAMES.iter().find(|(_, names)| among(names, field.name()));
    of_name.map(|(class, _)| *class)
}

#[test]
fn every_field_that_tells_of_a_person_names_its_class() {
    let mut wrong = Vec::new();
    let mut told = 0;
    for field in fields() {
        let (expected, class) = (expected(&field), class(&field));
        told += usize::from(class.is_some());
        // A field of a name the list does not know may say what it tells all the same.
        if expected.is_some() && class.as_deref() != expected {
            wrong.push(format!("{} is {class:?} and tells of {expected:?}", named(&field)));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert!(told > 150, "{told}: the contracts were read");
}

#[test]
fn every_class_has_its_purpose_its_basis_and_its_retention() {
    let terms = POOL.get_extension_by_name("shiyu.common.v1.terms").unwrap();
    let classes = POOL.get_enum_by_name("shiyu.common.v1.Personal").unwrap();
    for value in classes.values().filter(|value| value.number() != 0) {
        let options = value.options();
        let terms = options.get_extension(&terms);
        let terms = terms.as_message().unwrap();
        for part in ["purpose", "basis"] {
            assert!(text(terms, part).chars().count() > 10, "{} has no {part}", value.name());
        }
        assert!(text(terms, "basis").contains("PIPL"), "{}", value.name());
        let retention = terms.get_field_by_name("retention").unwrap().as_enum_number().unwrap();
        assert!(retention > 0, "{} has no retention", value.name());
    }
}

fn text(message: &DynamicMessage, field: &str) -> String {
    let value = message.get_field_by_name(field).unwrap();
    let Value::String(text) = &*value else { panic!("{field}") };
    text.clone()
}

#[test]
fn no_exception_outlives_its_field() {
    let there: BTreeSet<String> = fields().map(|field| named(&field)).collect();
    for exception in OF_NOBODY.split_whitespace().chain(HOLDERS_IN_FACTS) {
        assert!(there.contains(exception), "{exception} is gone: take it from the list");
    }
}

/// These messages, with all that lies in them.
fn whole(mut waiting: Vec<MessageDescriptor>) -> BTreeMap<String, MessageDescriptor> {
    let mut all = BTreeMap::new();
    while let Some(message) = waiting.pop() {
        if all.insert(message.full_name().to_owned(), message.clone()).is_none() {
            waiting.extend(message.fields().filter_map(|field| field.kind().as_message().cloned()));
        }
    }
    all
}

/// Every message that travels on the bus, with all that lies in it: what is neither asked nor answered is told.
fn facts() -> BTreeMap<String, MessageDescriptor> {
    let methods = POOL.services().flat_map(|service| service.methods().collect::<Vec<_>>());
    let doors = whole(methods.flat_map(|method| [method.input(), method.output()]).collect());
    let told = messages()
        .into_iter()
        .filter(|message| !doors.contains_key(message.full_name()) && message.name() != "PersonalTerms");
    whole(told.collect())
}

#[test]
fn facts_tell_nothing_of_a_person() {
    let facts = facts();
    assert!(facts.len() > 80, "{}: the facts were found", facts.len());
    let personal = facts
        .values()
        .flat_map(MessageDescriptor::fields)
        .filter(|field| class(field).is_some());
    let told: BTreeSet<String> = personal.map(|field| named(&field)).collect();
    assert_eq!(told, HOLDERS_IN_FACTS.map(str::to_owned).into());
}

#[test]
fn what_is_never_built_has_no_name() {
    // Of a decision an office is about to take (S12).
    const OF_DECISIONS: &str = "shiyu.assessment.v1.R";
    let mut found = Vec::new();
    let mut look = |name: &str, whole: &str| {
        if whole.starts_with(OF_DECISIONS) && whole.to_lowercase().replace('_', "").contains("risklevel") {
            return;
        }
        let name = name.to_lowercase();
        let mut words = NEVER
            .split_whitespace()
            .filter(|word| format!("_{name}_").contains(&format!("_{word}_")) || (word.len() > 6 && name.contains(word)));
        found.extend(words.next().map(|word| format!("{whole}: {word}")));
    };
    for message in messages() {
        look(&snake(message.name()), message.full_name());
        for field in message.fields() {
            look(field.name(), field.full_name());
        }
    }
    for of in POOL.all_enums().filter(|of| of.full_name().starts_with("shiyu.")) {
        for value in of.values() {
            look(value.name(), value.full_name());
        }
    }
    for service in POOL.services() {
        for method in service.methods() {
            look(&snake(method.name()), method.full_name());
        }
    }
    assert_eq!(found, Vec::<String>::new());
}

fn snake(name: &str) -> String {
    let mut snake = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}

#[test]
fn no_contract_speaks_of_what_is_never_built() {
    for file in POOL.files().filter(|file| file.name().starts_with("shiyu/")) {
        let comments = file.file_descriptor_proto().source_code_info.clone().unwrap_or_default();
        let said = comments
            .location
            .iter()
            .flat_map(|location| [location.leading_comments(), location.trailing_comments()]);
        for said in said {
            for word in NEVER_SAID.split_whitespace() {
                assert!(!said.contains(word), "{}: {word}", file.name());
            }
        }
    }
}

/// Requests that answer with many cases, counts or files, and filters of them, ask by nobody (G-07). A mediator's docket, and when a
/// mediator is taken, are the exceptions: they are what a mediator works from. Whoever shows a code asks for their own.
#[test]
fn nothing_is_listed_counted_or_exported_by_person() {
    const OF_MEDIATORS: [&str; 2] = ["DisputeFilter.mediator", "ListBusyTimesRequest.mediators"];
    let many = |message: &MessageDescriptor| {
        let name = message.name();
        let asks = ["List", "Count", "Export", "Search"].iter().any(|verb| name.starts_with(verb)) && name.ends_with("Request");
        asks || name.ends_with("Filter")
    };
    let people = [
        "party",
        "petitioner",
        "applicant",
        "respondent",
        "suspect",
        "complainant",
        "reporter",
        "citizen",
        "person",
        "author",
        "holder_subject",
    ];
    let mut found = Vec::new();
    for message in messages().into_iter().filter(many) {
        for field in message.fields() {
            let own = class(&field).as_deref() == Some("FACTOR");
            let by_person = class(&field).is_some() && !own || people.contains(&field.name());
            if by_person && !OF_MEDIATORS.contains(&named(&field).as_str()) {
                found.push(named(&field));
            }
        }
    }
    assert_eq!(found, Vec::<String>::new());
}

/// An answer that counts tells of nobody.
#[test]
fn nothing_that_is_counted_has_a_name() {
    for message in messages() {
        let name = message.name();
        let counts = name.starts_with("Count") && name.ends_with("Response") || name == "Figure" || name == "Standing" || name == "Rating";
        if counts {
            for field in message.fields() {
                assert_eq!(class(&field), None, "{}", named(&field));
            }
        }
    }
}

/// A map of what people ask for counts by category, division and week, and knows neither a point nor a person (G-10). How few it may show
/// is the kit's to hold.
#[test]
fn a_map_of_cases_knows_neither_a_point_nor_a_person() {
    let finer = "point points geometry longitude latitude grid address unit case cases_of id ids party";
    // In enforcement a demand is a letter to whoever has not paid.
    let of_maps = |message: &MessageDescriptor| {
        let named = ["Demand", "Heat"].iter().any(|word| message.name().contains(word));
        named && message.package_name() != "shiyu.enforcement.v1"
    };
    let maps: Vec<_> = messages().into_iter().filter(of_maps).collect();
    assert!(
        maps.iter().any(|message| message.name() == "DemandCell") && maps.len() > 4,
        "the maps were found"
    );
    for field in maps.iter().flat_map(MessageDescriptor::fields) {
        assert!(class(&field).is_none() && !among(finer, field.name()), "{}", named(&field));
    }
}
