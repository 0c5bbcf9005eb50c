//! What the contract may not hold: questions by person, and facts about persons or with words.

use prost::Message;
use prost_types::{DescriptorProto, FileDescriptorSet};

const FACTS: [&str; 5] = [
    "TeamChanged",
    "AdmissionDecided",
    "MeetingHeld",
    "BroadcastSent",
    "BroadcastAcknowledged",
];

fn messages() -> Vec<DescriptorProto> {
    let descriptors = FileDescriptorSet::decode(shiyu_proto::DESCRIPTORS).unwrap();
    let ours = ["shiyu/grid/v1/team.proto", "shiyu/grid/v1/meeting.proto"];
    let files = descriptors.file.into_iter().filter(|file| ours.contains(&file.name()));
    files.flat_map(|file| file.message_type).collect()
}

fn fields(message: &DescriptorProto) -> Vec<&str> {
    message.field.iter().map(prost_types::FieldDescriptorProto::name).collect()
}

#[test]
fn nothing_is_asked_or_counted_by_person() {
    let holders: Vec<_> = messages()
        .into_iter()
        .filter(|message| fields(message).iter().any(|field| field.contains("subject")))
        .map(|message| message.name().to_owned())
        .collect();
    assert_eq!(holders, ["Assignment"]);
    let words = ["person", "score", "rank", "household", "resident", "attendees", "monitor"];
    for message in messages() {
        for field in fields(&message) {
            assert!(words.iter().all(|word| !field.contains(word)), "{}.{field}", message.name());
        }
    }
}

#[test]
fn facts_hold_no_words() {
    let facts: Vec<_> = messages().into_iter().filter(|message| FACTS.contains(&message.name())).collect();
    assert_eq!(facts.len(), FACTS.len());
    let words = [
        "text",
        "title",
        "task",
        "agenda",
        "resolution",
        "venue",
        "reason",
        "outcome",
        "document",
        "certificate",
    ];
    for fact in facts {
        for field in fields(&fact) {
            assert!(!words.contains(&field), "{}.{field}", fact.name());
        }
    }
}
