//! Who may call what: the policy, role by role.

use std::collections::BTreeSet;

use prost::Message;
use prost_types::FileDescriptorSet;
use shiyu_kit::auth::{Kind, Policy, Principal, coverage};
use shiyu_petition::POLICY;

const COUNTY: &str = "330602";

const READS: [&str; 3] = ["GetPetition", "ListPetitions", "ListTimeline"];
const BESIDE: [&str; 6] = [
    "AnnualReportService/",
    "ReceptionService/",
    "PolicySuggestionService/",
    "BoundaryService/",
    "BreachService/",
    "SubjectRequestService/",
];
const DOOR: [&str; 8] = [
    "QueryStatus",
    "ListOrgans",
    "SubmitSupplement",
    "SubmitWithdrawal",
    "SubmitRemedyRequest",
    "SubmitMessage",
    "SubmitEvaluation",
    "ListPublishedRulings",
];
const HANDLERS: [&str; 24] = [
    "SimplifyHandling",
    "ResumeOrdinaryHandling",
    "RerouteDuty",
    "AcceptPetition",
    "ObjectToForwarding",
    "ClassifyPetition",
    "GiveCompletenessNotice",
    "OpenHearing",
    "CloseHearing",
    "RequestAssistance",
    "ReportAssistance",
    "ReplyPetition",
    "ReportDuty",
    "DeclineDuty",
    "DraftOpinion",
    "ServeOpinion",
    "SettlePetition",
    "OfferReferral",
    "WithdrawReferral",
    "ReportExecution",
    "AnswerSupervision",
    "AnswerAccountability",
    "CompleteMilestone",
    "CompleteCareTask",
];

fn descriptors() -> FileDescriptorSet {
    FileDescriptorSet::decode(shiyu_proto::DESCRIPTORS).unwrap()
}

fn policy() -> Policy {
    Policy::new(POLICY, &descriptors()).unwrap()
}

/// What somebody may call, beside the public door, which is everybody's.
fn verbs(role: &str, kind: Kind) -> BTreeSet<String> {
    let principal = Principal {
        subject: "somebody".to_owned(),
        county: COUNTY.to_owned(),
        unit: Some("330602-XFJ".to_owned()),
        roles: BTreeSet::from([role.to_owned()]),
        kind,
    };
    permitted(Some(&principal))
        .into_iter()
        .filter(|verb| !DOOR.contains(&verb.as_str()))
        .collect()
}

/// The registers beside the petitions are their own to test.
fn permitted(principal: Option<&Principal>) -> BTreeSet<String> {
    let (policy, descriptors) = (policy(), descriptors());
    let own = coverage::only("shiyu.petition.v1", &descriptors);
    let permitted = coverage::methods(&own)
        .into_iter()
        .filter(|rpc| !BESIDE.iter().any(|service| rpc.contains(service)))
        .filter(|rpc| policy.allows(principal, rpc, COUNTY));
    permitted
        .filter_map(|rpc| rpc.split_once('/').map(|(_, verb)| verb.to_owned()))
        .collect()
}

fn set(lists: &[&[&str]]) -> BTreeSet<String> {
    lists.iter().copied().flatten().map(|&verb| verb.to_owned()).collect()
}

#[test]
fn each_role_has_its_verbs() {
    let of = |role: &str| verbs(role, Kind::Person);
    let counter = [
        "RegisterPetition",
        "GiveCompletenessNotice",
        "RedirectPetition",
        "SupplementPetition",
        "WithdrawPetition",
        "AddParty",
        "RequestRemedy",
        "EvaluatePetition",
        "RecuseStaff",
    ];
    assert_eq!(of("intake_clerk"), set(&[&READS, &counter]));
    let many = ["CountPetitions", "ExportPetitions", "AccountNumbers"];
    assert_eq!(
        of("unit_handler"),
        set(&[&READS, &HANDLERS, &["RevealParty", "SendMessage", "RecuseStaff"]])
    );
    let head = [
        "IssueOpinion",
        "ExtendHandling",
        "RecuseStaff",
        "SponsorPetition",
        "RevealParty",
        "SendMessage",
    ];
    assert_eq!(of("unit_head"), set(&[&READS, &many, &HANDLERS, &head]));
    let review = [
        "TakeUpRemedy",
        "DismissRemedy",
        "DecideRemedy",
        "ServeRuling",
        "PublishRuling",
        "WithdrawPublication",
        "OpenHearing",
        "CloseHearing",
        "RecuseStaff",
    ];
    assert_eq!(of("review_officer"), set(&[&READS, &review]));
    assert_eq!(of("conference_secretary"), set(&[&READS, &["DesignateUnit"]]));
    assert_eq!(of("auditor"), set(&[&READS, &many]));
}

#[test]
fn the_petition_office_finds_who_is_competent_and_decides_nothing_on_the_merits() {
    let office = [
        "RegisterPetition",
        "GiveCompletenessNotice",
        "ForwardPetition",
        "AssignPetition",
        "RedirectPetition",
        "DivertPetition",
        "RecordDiversionOutcome",
        "MergePetition",
        "UnmergePetition",
        "DeclinePetition",
        "DecideObjection",
        "ReferDispute",
        "DesignateUnit",
        "TransferPetition",
        "RaiseBoundary",
        "AgreeBoundary",
        "OfferOutside",
        "RecordReceipt",
        "ClosePetition",
        "ArchivePetition",
        "SupervisePetition",
        "ProposeAccountability",
        "WithdrawPublication",
        "ReportUrgent",
        "SponsorPetition",
        "AddCareTask",
        "RequestRemedy",
        "EvaluatePetition",
        "SupplementPetition",
        "WithdrawPetition",
        "AddParty",
        "ListRepeatCandidates",
        "WhoCanSee",
        "CountPetitions",
        "AccountNumbers",
        "ExportPetitions",
        "RevealParty",
        "SendMessage",
        "RecuseStaff",
    ];
    assert_eq!(verbs("petition_officer", Kind::Person), set(&[&READS, &office]));
}

#[test]
fn a_program_has_the_public_door_only() {
    assert_eq!(verbs("mediation_service", Kind::Service), BTreeSet::new());
    assert_eq!(verbs("mediation_service", Kind::Person), BTreeSet::new());
}

#[test]
fn citizens_operators_and_other_offices_have_the_public_door_only() {
    for role in [
        "citizen",
        "operator",
        "mediator",
        "enforcement_officer",
        "assessor",
        "grid_lead",
        "",
    ] {
        assert_eq!(verbs(role, Kind::Person), BTreeSet::new(), "{role}");
    }
    assert_eq!(permitted(None), set(&[&DOOR]), "without a token");
}

#[test]
fn every_verb_is_of_use_to_somebody_and_closed_without_a_policy() {
    let own = coverage::only("shiyu.petition.v1", &descriptors());
    assert_eq!(coverage::unpoliced(&own, &policy()), Vec::<String>::new());
    assert_eq!(coverage::open_without_policy(&own).unwrap(), Vec::<String>::new());
}
