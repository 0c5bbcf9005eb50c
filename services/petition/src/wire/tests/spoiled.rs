//! What is wrong with a request is told by field and reason, all of it.

use shiyu_kit::fault::Violations;
use shiyu_kit::unit::Code;
use shiyu_proto::petition::v1 as pb;

use super::given::{ID, OFFER, code, county, name, pairs, wrong};
use crate::wire;

/// What an empty request lacks beside its name and its id.
fn lacks<R: Default, T: std::fmt::Debug>(read: impl Fn(R, &Code) -> Result<T, Violations>, own: &[(&str, &'static str)]) {
    let head = [("name", "NAME_INVALID"), ("request_id", "REQUEST_ID_MISSING")];
    assert_eq!(wrong(read(R::default(), &county())), pairs(&[&head, own].concat()));
}

#[test]
fn empty_requests_tell_all_they_lack() {
    lacks(wire::forward_petition, &[("unit", "REQUIRED")]);
    lacks(wire::assign_petition, &[("unit", "REQUIRED"), ("report_days", "OUT_OF_RANGE")]);
    lacks(wire::accept_petition, &[]);
    lacks(wire::redirect_petition, &[("to", "REQUIRED")]);
    lacks(wire::divert_petition, &[("kind", "REQUIRED"), ("organ", "REQUIRED")]);
    lacks(wire::merge_petition, &[("into", "NAME_INVALID")]);
    lacks(wire::unmerge_petition, &[("reason", "REQUIRED")]);
    lacks(wire::decline_petition, &[("ground", "REQUIRED"), ("earlier", "NAME_INVALID")]);
    lacks(wire::give_completeness_notice, &[("missing", "REQUIRED"), ("method", "REQUIRED")]);
    lacks(wire::supplement_petition, &[("party", "REQUIRED"), ("text", "REQUIRED")]);
    lacks(wire::object_to_forwarding, &[("reasons", "REQUIRED")]);
    lacks(wire::decide_objection, &[]);
    lacks(wire::refer_dispute, &[]);
    lacks(wire::designate_unit, &[("unit", "REQUIRED"), ("reasons", "REQUIRED")]);
    lacks(wire::transfer_petition, &[("unit", "REQUIRED")]);
    lacks(wire::classify_petition, &[("kind", "REQUIRED")]);
    let extend = [("days", "OUT_OF_RANGE"), ("reason", "REQUIRED"), ("notice_method", "REQUIRED")];
    lacks(wire::extend_handling, &extend);
    lacks(wire::open_hearing, &[]);
    lacks(wire::close_hearing, &[("finding", "REQUIRED")]);
    let assistance = [("unit", "REQUIRED"), ("task", "REQUIRED"), ("days", "OUT_OF_RANGE")];
    lacks(wire::request_assistance, &assistance);
    lacks(wire::report_assistance, &[("report", "REQUIRED")]);
    lacks(wire::reply_petition, &[("text", "REQUIRED")]);
    lacks(wire::report_duty, &[("report", "REQUIRED")]);
    lacks(wire::decline_duty, &[("reason", "REQUIRED")]);
}

#[test]
fn empty_requests_after_the_answer_too() {
    lacks(wire::draft_opinion, &[("opinion", "REQUIRED")]);
    lacks(wire::issue_opinion, &[]);
    lacks(wire::serve_opinion, &[("method", "REQUIRED"), ("proof", "REQUIRED")]);
    lacks(wire::settle_petition, &[("agreement", "REQUIRED")]);
    let offer = [("destination", "REQUIRED"), ("purpose", "REQUIRED"), ("summary", "REQUIRED")];
    lacks(wire::offer_referral, &offer);
    lacks(wire::withdraw_referral, &[("referral", "REQUIRED")]);
    lacks(wire::request_remedy, &[("party", "REQUIRED"), ("reasons", "REQUIRED")]);
    lacks(wire::take_up_remedy, &[]);
    lacks(wire::dismiss_remedy, &[("reason", "REQUIRED")]);
    let decide = [
        ("ruling", "REQUIRED"),
        ("text", "REQUIRED"),
        ("legal_basis", "OPINION_WITHOUT_LEGAL_BASIS"),
    ];
    lacks(wire::decide_remedy, &decide);
    lacks(wire::serve_ruling, &[("method", "REQUIRED"), ("proof", "REQUIRED")]);
    lacks(wire::publish_ruling, &[("text", "REQUIRED"), ("consent_reference", "REQUIRED")]);
    lacks(wire::withdraw_publication, &[("reason", "REQUIRED")]);
    lacks(wire::report_execution, &[("report", "REQUIRED")]);
    lacks(wire::close_petition, &[]);
    lacks(wire::withdraw_petition, &[("party", "REQUIRED")]);
    lacks(wire::record_diversion_outcome, &[("outcome", "REQUIRED")]);
    lacks(wire::archive_petition, &[]);
    lacks(wire::report_urgent, &[("units", "REQUIRED"), ("reason", "REQUIRED")]);
    lacks(wire::recuse_staff, &[("subject", "REQUIRED"), ("reason", "REQUIRED")]);
    lacks(wire::sponsor_petition, &[("sponsorship", "REQUIRED")]);
    lacks(wire::complete_milestone, &[]);
    let supervise = [("unit", "REQUIRED"), ("fault", "REQUIRED"), ("suggestion", "REQUIRED")];
    lacks(wire::supervise_petition, &supervise);
    lacks(wire::answer_supervision, &[("supervision", "REQUIRED"), ("answer", "REQUIRED")]);
    let propose = [
        ("unit", "REQUIRED"),
        ("ground", "REQUIRED"),
        ("reason", "REQUIRED"),
        ("organ", "REQUIRED"),
        ("reference", "REQUIRED"),
    ];
    lacks(wire::propose_accountability, &propose);
    let answer = [("proposal", "REQUIRED"), ("adoption", "REQUIRED"), ("answer", "REQUIRED")];
    lacks(wire::answer_accountability, &answer);
    lacks(wire::add_care_task, &[("unit", "REQUIRED"), ("task", "REQUIRED")]);
    lacks(wire::complete_care_task, &[("task", "REQUIRED")]);
    lacks(wire::evaluate_petition, &[("party", "REQUIRED"), ("petition_office", "REQUIRED")]);
    lacks(wire::add_party, &[("party", "REQUIRED")]);
    lacks(wire::reveal_party, &[("party", "REQUIRED"), ("reason", "REQUIRED")]);
}

#[test]
fn the_head_is_of_this_county_and_of_this_service() {
    let close = |name: &str, etag: &str, request_id: &str| {
        let request = pb::ClosePetitionRequest {
            name: name.to_owned(),
            etag: etag.to_owned(),
            request_id: request_id.to_owned(),
        };
        wrong(wire::close_petition(request, &county()))
    };
    for etag in ["x", "0", "-1"] {
        assert_eq!(close(&name(), etag, ID), pairs(&[("etag", "ETAG_INVALID")]));
    }
    assert_eq!(close(&name(), "", "x"), pairs(&[("request_id", "ID_INVALID")]));
    for (text, reason) in [
        ("petitions/1", "NAME_INVALID"),
        ("counties/330602/petitions/1", "ID_INVALID"),
        ("counties/330602/mediations/1", "NAME_INVALID"),
    ] {
        assert_eq!(close(text, "", ID), pairs(&[("name", reason)]));
        assert_eq!(wrong(wire::name(text, &county())), pairs(&[("name", reason)]));
    }
    assert_eq!(wrong(wire::name(&name(), &code("330603"))), pairs(&[("name", "UNKNOWN_COUNTY")]));
}

/// Reads a request whose head is right.
macro_rules! spoil {
    ($read:ident: $request:ident { $($field:ident: $value:expr),* }) => {
        wrong(wire::$read(
            pb::$request { name: name(), request_id: OFFER.to_string(), $($field: $value,)* ..pb::$request::default() },
            &county(),
        ))
    };
}

#[test]
fn numbers_dates_and_lists_have_their_limits() {
    let found = spoil!(assign_petition: AssignPetitionRequest { unit: "330602001".to_owned(), report_days: 366 });
    assert_eq!(found, pairs(&[("report_days", "OUT_OF_RANGE")]));
    for index in [-1, 50] {
        let found = spoil!(complete_milestone: CompleteMilestoneRequest { index: index });
        assert_eq!(found, pairs(&[("index", "OUT_OF_RANGE")]));
    }
    let missing = vec!["x".to_owned(), " ".to_owned(), "长".repeat(201)];
    let found = spoil!(give_completeness_notice: GiveCompletenessNoticeRequest { missing: missing, method: 99 });
    let expected = [("missing[1]", "REQUIRED"), ("missing[2]", "TOO_LONG"), ("method", "UNKNOWN_VALUE")];
    assert_eq!(found, pairs(&expected));
    let found = spoil!(report_urgent: ReportUrgentRequest { units: vec!["x".to_owned(); 11], reason: "x".to_owned() });
    assert_eq!(found, pairs(&[("units", "TOO_MANY")]));
    for date in ["2026-02-30", "20260506", "2026-W10-1", "2026-5-6", "soon"] {
        let found = spoil!(divert_petition: DivertPetitionRequest { kind: 1, organ: "x".to_owned(), act_known_date: date.to_owned() });
        assert_eq!(found, pairs(&[("act_known_date", "DATE_INVALID")]), "{date}");
    }
    let sponsorship = pb::Sponsorship {
        leader: "x".to_owned(),
        responsible: "x".to_owned(),
        plan: "x".to_owned(),
        milestones: vec![pb::Milestone::default()],
        root_cause: "X".to_owned(),
        sponsor_time: None,
    };
    let found = spoil!(sponsor_petition: SponsorPetitionRequest { sponsorship: Some(sponsorship) });
    let expected = [
        ("sponsorship.milestones[0].title", "REQUIRED"),
        ("sponsorship.milestones[0].due_date", "REQUIRED"),
        ("sponsorship.root_cause", "CATEGORY_INVALID"),
    ];
    assert_eq!(found, pairs(&expected));
}

#[test]
fn only_an_appeal_for_relief_has_a_path() {
    for kind in [pb::MatterKind::Suggestion, pb::MatterKind::Accusation] {
        let found = spoil!(classify_petition: ClassifyPetitionRequest { kind: kind.into(), path: 2 });
        assert_eq!(found, pairs(&[("path", "PATH_WITHOUT_RELIEF")]));
    }
    let found = spoil!(classify_petition: ClassifyPetitionRequest { kind: pb::MatterKind::AppealForRelief.into() });
    assert_eq!(found, pairs(&[("path", "REQUIRED")]));
    let found = spoil!(classify_petition: ClassifyPetitionRequest { kind: 99, path: 99, duty_organ: "x".to_owned() });
    let expected = [("kind", "UNKNOWN_VALUE"), ("path", "UNKNOWN_VALUE"), ("duty_organ", "INVALID_CODE")];
    assert_eq!(found, pairs(&expected));
}

#[test]
fn an_opinion_tells_all_it_lacks() {
    let found = spoil!(draft_opinion: DraftOpinionRequest { opinion: Some(pb::Opinion::default()) });
    let expected = [
        ("opinion.request", "REQUIRED"),
        ("opinion.facts_and_reasons", "REQUIRED"),
        ("opinion.decision", "REQUIRED"),
        ("opinion.legal_basis", "OPINION_WITHOUT_LEGAL_BASIS"),
        ("opinion.remedy_notice", "REQUIRED"),
    ];
    assert_eq!(found, pairs(&expected));
    let basis = |legal_basis| {
        let text = "x".to_owned();
        spoil!(decide_remedy: DecideRemedyRequest { ruling: 1, text: text, legal_basis: legal_basis })
    };
    assert_eq!(basis(vec!["x".to_owned(); 51]), pairs(&[("legal_basis", "TOO_MANY")]));
    let one = vec!["x".to_owned(), String::new()];
    assert_eq!(basis(one), pairs(&[("legal_basis[1]", "REQUIRED")]));
}

#[test]
fn an_offer_names_nobody_and_grants_for_as_long_as_it_grants() {
    let offer = |summary: &str, granted_fields: &[i32], grant_days| {
        spoil!(offer_referral: OfferReferralRequest {
            destination: 1, purpose: "mediation".to_owned(), summary: summary.to_owned(), granted_fields: granted_fields.to_vec(),
            grant_days: grant_days
        })
    };
    for summary in [
        "call 138 0013 8000",
        "11010519491231002X",
        "９１３３０６０２ＭＡ２８８８８８８Ｘ, 13800138000",
    ] {
        assert_eq!(
            offer(summary, &[], 0),
            pairs(&[("summary", "PERSONAL_DATA_IN_SUMMARY")]),
            "{summary}"
        );
    }
    assert_eq!(offer("a wall", &[], 1), pairs(&[("grant_days", "OUT_OF_RANGE")]));
    assert_eq!(offer("a wall", &[1], 0), pairs(&[("grant_days", "OUT_OF_RANGE")]));
    assert_eq!(offer("a wall", &[1], 91), pairs(&[("grant_days", "OUT_OF_RANGE")]));
    assert_eq!(offer("a wall", &[1, 1], 9), pairs(&[("granted_fields[1]", "DUPLICATE")]));
    let unknown = [("granted_fields[0]", "REQUIRED"), ("granted_fields[1]", "UNKNOWN_VALUE")];
    assert_eq!(offer("a wall", &[0, 9], 9), pairs(&unknown));
}

#[test]
fn a_proof_of_service_holds_nobodys_number() {
    let method = pb::DeliveryMethod::Mail.into();
    for proof in ["signed by 13812345678", "signed by 330602195003070026"] {
        let request = pb::ServeOpinionRequest {
            name: name(),
            request_id: OFFER.to_string(),
            method,
            proof: proof.to_owned(),
            ..pb::ServeOpinionRequest::default()
        };
        assert_eq!(
            wrong(wire::serve_opinion(request, &county())),
            pairs(&[("proof", "PERSONAL_DATA_IN_TEXT")]),
            "{proof}"
        );
        let request = pb::ServeRulingRequest {
            name: name(),
            request_id: OFFER.to_string(),
            method,
            proof: proof.to_owned(),
            ..pb::ServeRulingRequest::default()
        };
        assert_eq!(
            wrong(wire::serve_ruling(request, &county())),
            pairs(&[("proof", "PERSONAL_DATA_IN_TEXT")]),
            "{proof}"
        );
    }
}

#[test]
fn what_is_said_of_a_unit_that_is_to_be_held_responsible_holds_nobodys_number() {
    let (text, number) = ("the wall fell".to_owned(), "13812345678 did it".to_owned());
    let propose = |reason: &str, reference: &str| {
        spoil!(propose_accountability: ProposeAccountabilityRequest {
            unit: "330602001".to_owned(), ground: 1, organ: "330602".to_owned(), reason: reason.to_owned(), reference: reference.to_owned()
        })
    };
    assert_eq!(propose(&number, &text), pairs(&[("reason", "PERSONAL_DATA_IN_TEXT")]));
    assert_eq!(propose(&text, &number), pairs(&[("reference", "PERSONAL_DATA_IN_TEXT")]));
    let found = spoil!(answer_accountability: AnswerAccountabilityRequest {
        proposal: OFFER.to_string(), adoption: 1, answer: number
    });
    assert_eq!(found, pairs(&[("answer", "PERSONAL_DATA_IN_TEXT")]));
}
