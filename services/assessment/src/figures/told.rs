//! What is read of the others' facts, and no more: whatever is not a field here is never decoded, a person's id least of all. The
//! numbers are those of the contracts, which a test holds them to.

use prost::Message;
use shiyu_proto::common::v1::Clock;

/// `shiyu.petition.v1.Matter`.
#[derive(Clone, PartialEq, Message)]
pub(super) struct Matter {
    #[prost(string, tag = "3")]
    pub unit: String,
    #[prost(string, tag = "4")]
    pub place: String,
    #[prost(string, tag = "5")]
    pub category: String,
    #[prost(int32, tag = "7")]
    pub stage: i32,
    #[prost(message, repeated, tag = "8")]
    pub clocks: Vec<Clock>,
    #[prost(bool, tag = "9")]
    pub sealed: bool,
}

/// `shiyu.grid.v1.Happening`.
#[derive(Clone, PartialEq, Message)]
pub(super) struct Happening {
    #[prost(string, tag = "3")]
    pub unit: String,
    #[prost(string, tag = "5")]
    pub responsible_unit: String,
    #[prost(string, tag = "8")]
    pub class_code: String,
    #[prost(bool, tag = "10")]
    pub hazard: bool,
    #[prost(int32, tag = "11")]
    pub source: i32,
    #[prost(string, tag = "14")]
    pub village: String,
    #[prost(message, repeated, tag = "21")]
    pub clocks: Vec<Clock>,
    #[prost(int32, tag = "23")]
    pub tier: i32,
    #[prost(string, tag = "28")]
    pub reopened_event: String,
}

/// `shiyu.mediation.v1.DisputeHappening`.
#[derive(Clone, PartialEq, Message)]
pub(super) struct Dispute {
    #[prost(string, tag = "3")]
    pub unit: String,
    #[prost(int32, tag = "5")]
    pub stage: i32,
    #[prost(int32, tag = "8")]
    pub category: i32,
    #[prost(string, tag = "9")]
    pub place: String,
    #[prost(message, optional, tag = "15")]
    pub accept_time: Option<prost_types::Timestamp>,
    #[prost(message, repeated, tag = "17")]
    pub clocks: Vec<Clock>,
}

/// `shiyu.enforcement.v1.Docket`.
#[derive(Clone, PartialEq, Message)]
pub(super) struct Docket {
    #[prost(string, tag = "3")]
    pub unit: String,
    #[prost(int32, tag = "10")]
    pub outcome: i32,
    #[prost(message, repeated, tag = "13")]
    pub clocks: Vec<Clock>,
}

/// What every fact about a case begins with.
#[derive(Clone, PartialEq, Message)]
pub(super) struct About<M: Message + Default + std::fmt::Debug> {
    #[prost(message, optional, tag = "1")]
    pub case: Option<M>,
}

/// `MatterEvaluated.handling_unit` of petition, and `RemedyDecided.ruling`, `RemedyMoved.ruling` of petition and enforcement,
/// `DisputeConfirmationMoved.outcome` of mediation.
#[derive(Clone, PartialEq, Message)]
pub(super) struct Third {
    #[prost(int32, tag = "3")]
    pub word: i32,
}

/// `EventEvaluated.rating` of grid, `DisputeEvaluated.rating` of mediation.
#[derive(Clone, PartialEq, Message)]
pub(super) struct Second {
    #[prost(int32, tag = "2")]
    pub word: i32,
}

/// `SupervisionIssued` of petition.
#[derive(Clone, PartialEq, Message)]
pub(super) struct Supervised {
    #[prost(string, tag = "2")]
    pub unit: String,
}

/// `RemedyDecided.unit` and `MatterEvaluated.unit` of petition: whose answer it was.
#[derive(Clone, PartialEq, Message)]
pub(super) struct Answered {
    #[prost(string, tag = "5")]
    pub unit: String,
}

/// `EventReported` of grid.
#[derive(Clone, PartialEq, Message)]
pub(super) struct Report {
    #[prost(bool, tag = "4")]
    pub repeats: bool,
    #[prost(bool, tag = "5")]
    pub anonymous: bool,
}

/// `DisputeEnded` of mediation.
#[derive(Clone, PartialEq, Message)]
pub(super) struct DisputeEnd {
    #[prost(bool, tag = "6")]
    pub withdrawn: bool,
    #[prost(bool, tag = "7")]
    pub agreed: bool,
}

#[cfg(test)]
mod tests {
    use prost_types::FileDescriptorSet;

    use super::*;

    /// Fields of a message of the contracts, by number: name and whether there are many. Nothing for one that is not there.
    fn field(message: &str, number: i32) -> Option<String> {
        let set = FileDescriptorSet::decode(shiyu_proto::DESCRIPTORS).unwrap();
        let (package, name) = message.rsplit_once('.').unwrap();
        let files = set.file.iter().filter(|file| file.package() == package);
        let found = files.flat_map(|file| &file.message_type).find(|found| found.name() == name)?;
        Some(
            found
                .field
                .iter()
                .find(|field| field.number() == number)
                .map_or_else(String::new, |field| field.name().to_owned()),
        )
    }

    #[test]
    fn what_is_read_stands_in_the_contracts_under_these_numbers() {
        let read = [
            (
                "shiyu.petition.v1.Matter",
                vec![
                    (3, "unit"),
                    (4, "place"),
                    (5, "category"),
                    (7, "stage"),
                    (8, "clocks"),
                    (9, "sealed"),
                ],
            ),
            (
                "shiyu.grid.v1.Happening",
                vec![
                    (3, "unit"),
                    (5, "responsible_unit"),
                    (8, "class_code"),
                    (10, "hazard"),
                    (11, "source"),
                    (14, "village"),
                    (21, "clocks"),
                    (23, "tier"),
                    (28, "reopened_event"),
                ],
            ),
            (
                "shiyu.mediation.v1.DisputeHappening",
                vec![
                    (3, "unit"),
                    (5, "stage"),
                    (8, "category"),
                    (9, "place"),
                    (15, "accept_time"),
                    (17, "clocks"),
                ],
            ),
            ("shiyu.enforcement.v1.Docket", vec![(3, "unit"), (10, "outcome"), (13, "clocks")]),
            (
                "shiyu.petition.v1.MatterEvaluated",
                vec![(1, "matter"), (3, "handling_unit"), (5, "unit")],
            ),
            ("shiyu.petition.v1.RemedyDecided", vec![(1, "matter"), (3, "ruling"), (5, "unit")]),
            ("shiyu.petition.v1.SupervisionIssued", vec![(1, "matter"), (2, "supervised_unit")]),
            ("shiyu.enforcement.v1.RemedyMoved", vec![(1, "case"), (3, "ruling")]),
            (
                "shiyu.mediation.v1.DisputeConfirmationMoved",
                vec![(1, "happening"), (3, "outcome")],
            ),
            ("shiyu.grid.v1.EventEvaluated", vec![(1, "happening"), (2, "rating")]),
            (
                "shiyu.grid.v1.EventReported",
                vec![(1, "happening"), (4, "repeats"), (5, "anonymous")],
            ),
            ("shiyu.mediation.v1.DisputeEvaluated", vec![(1, "happening"), (2, "rating")]),
            (
                "shiyu.mediation.v1.DisputeEnded",
                vec![(1, "happening"), (6, "withdrawn"), (7, "agreed")],
            ),
        ];
        for (message, fields) in read {
            for (number, name) in fields {
                let found = field(message, number);
                assert!(found.as_deref().is_none_or(|found| found == name), "{message} {number}: {found:?}");
            }
        }
        for message in ["shiyu.petition.v1.Matter", "shiyu.grid.v1.Happening"] {
            assert!(field(message, 3).is_some(), "{message}");
        }
    }
}
