//! What a document tells of the words of a mediation, and to whom.

use std::collections::BTreeMap;

use serde_json::Value;

use super::given::{agreed, agreement, people, refused};
use super::html;
use crate::document::facts::Teller;
use crate::domain::Dispute;
use crate::domain::course::{Agreement, DocumentKind};
use crate::domain::tests::given::hearing;

/// What a document tells whoever hears the words of the mediation, or does not.
fn told(dispute: &Dispute, kind: DocumentKind, hears: bool) -> Value {
    let (identities, mediators) = (people(), BTreeMap::new());
    let teller = Teller {
        dispute,
        identities: &identities,
        mediators: &mediators,
        unit: "",
        hears: hearing(hears),
        agreement: None,
    };
    teller.tell(kind).unwrap().facts
}

#[test]
fn a_record_for_who_does_not_hear_is_without_what_was_said() {
    let dispute = agreed();
    let record = |hears| told(&dispute, DocumentKind::Record, hears)["sessions"].to_string();
    assert!(record(true).contains("双方陈述了各自的意见。"));
    assert!(!record(false).contains("双方陈述了各自的意见。"));
    assert!(record(false).contains("公开进行"), "the session stands in it");
    let agreement = |hears| {
        let facts = told(&dispute, DocumentKind::Agreement, hears);
        (facts["terms"].to_string(), facts["obligations"].to_string())
    };
    let words = &dispute.course.agreements[0];
    assert!(agreement(true).0.contains(&words.terms) && agreement(true).1.contains(&words.obligations[0].content));
    assert!(!agreement(false).0.contains(&words.terms) && !agreement(false).1.contains(&words.obligations[0].content));
}

#[tokio::test]
async fn who_lets_the_address_be_used_further_is_named_to_who_comes_next() {
    let words = "用于后续程序：沈&lt;b&gt;小满";
    let mut dispute = agreed();
    assert!(!html(&dispute, DocumentKind::ConfirmationApplication).await.contains("用于后续程序"));
    dispute.course.consents[0].reuse_address = true;
    assert!(html(&dispute, DocumentKind::ConfirmationApplication).await.contains(words));
    dispute.stage = refused().stage;
    assert!(html(&dispute, DocumentKind::TerminationNotice).await.contains(words));
}

#[test]
fn a_notice_for_who_does_not_hear_is_without_why_in_words() {
    let dispute = refused();
    let reason = |hears| {
        let facts = told(&dispute, DocumentKind::TerminationNotice, hears);
        assert_eq!(facts["ground"], "因一方当事人明确拒绝调解");
        facts["reason"].to_string()
    };
    assert!(reason(true).contains("被申请人要求直接起诉。"));
    assert!(!reason(false).contains("被申请人要求直接起诉。"));
}

#[test]
fn each_agreement_is_set_by_its_number_and_the_last_one_without() {
    let mut dispute = agreed();
    dispute.course.agreements.push(Agreement {
        number: 2,
        terms: "另付补偿。".to_owned(),
        ..agreement()
    });
    let (identities, mediators) = (people(), BTreeMap::new());
    let terms = |kind, agreement| {
        let teller = Teller {
            dispute: &dispute,
            identities: &identities,
            mediators: &mediators,
            unit: "",
            hears: hearing(true),
            agreement,
        };
        teller.tell(kind).ok().map(|told| told.facts["terms"].to_string())
    };
    for kind in [DocumentKind::Agreement, DocumentKind::ConfirmationApplication] {
        assert!(terms(kind, Some(1)).unwrap().contains("移装外机"));
        assert!(terms(kind, None).unwrap().contains("另付补偿"));
        assert_eq!(terms(kind, None), terms(kind, Some(2)));
        assert_eq!(terms(kind, Some(3)), None, "there is none");
    }
}
