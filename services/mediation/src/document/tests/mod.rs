//! Every document is set from a dispute, whole, in both formats, and the same twice.

mod given;
mod heard;
mod named;

use std::collections::BTreeMap;

use shiyu_kit::document::{Format, Order, Press, Printed};
use shiyu_kit::party::Identity;
use uuid::Uuid;

use given::{MEDIATOR, agreed, dispute, people, refused};

use super::facts::Teller;
use super::{TEMPLATES, template};
use crate::domain::Dispute;
use crate::domain::course::{Appointment, DocumentKind};
use crate::domain::terms::Leaving;
use crate::domain::tests::given::hearing;

const ALL: [DocumentKind; 6] = [
    DocumentKind::Application,
    DocumentKind::ConsentForm,
    DocumentKind::Record,
    DocumentKind::Agreement,
    DocumentKind::TerminationNotice,
    DocumentKind::ConfirmationApplication,
];

#[test]
fn who_signed_and_was_replaced_stands_among_the_signatures_and_who_left_unsigned_does_not() {
    let mut dispute = agreed();
    let replaced = |one: &mut Appointment| one.left = Some(Leaving::Replaced);
    dispute.course.appointments.iter_mut().for_each(replaced);
    dispute.course.agreements[0].signed_by_mediators = Vec::new();
    let identities = BTreeMap::new();
    let mediators = BTreeMap::from([(MEDIATOR, "傅和".to_owned())]);
    let signatures = |dispute: &Dispute| {
        let teller = Teller {
            dispute,
            identities: &identities,
            mediators: &mediators,
            unit: "",
            hears: hearing(true),
            agreement: None,
        };
        teller.tell(DocumentKind::Agreement).unwrap().facts["signatures"].to_string()
    };
    assert!(!signatures(&dispute).contains("傅和"));
    dispute.course.agreements[0].signed_by_mediators = vec![MEDIATOR];
    assert!(signatures(&dispute).contains("傅和（已签名）"));
}

async fn set(dispute: &Dispute, kind: DocumentKind, format: Format) -> Option<Printed> {
    set_with(&people(), dispute, kind, format).await
}

/// Where these are known by name.
async fn set_with(identities: &BTreeMap<Uuid, Identity>, dispute: &Dispute, kind: DocumentKind, format: Format) -> Option<Printed> {
    let mediators = BTreeMap::from([(MEDIATOR, "傅和".to_owned())]);
    let teller = Teller {
        dispute,
        identities,
        mediators: &mediators,
        unit: "和畅堂社区人民调解委员会",
        hears: hearing(true),
        agreement: None,
    };
    let told = teller.tell(kind).ok()?;
    let order = Order {
        template: template(kind),
        facts: told.facts,
        format,
        at: told.at,
    };
    Some(Press::new(&TEMPLATES).unwrap().print(order).await.unwrap())
}

async fn html(dispute: &Dispute, kind: DocumentKind) -> String {
    String::from_utf8(set(dispute, kind, Format::Html).await.unwrap().bytes).unwrap()
}

#[tokio::test]
async fn what_is_due_is_set_in_both_formats_and_what_is_not_is_not() {
    use DocumentKind as K;
    let due = |of: Dispute| async move {
        let mut due = Vec::new();
        for kind in ALL {
            for format in [Format::Html, Format::Pdf] {
                let first = set(&of, kind, format).await;
                assert_eq!(first, set(&of, kind, format).await, "{kind:?}");
                due.extend(first.map(|_| kind));
            }
        }
        due.dedup();
        due
    };
    assert_eq!(due(dispute()).await, [K::Application, K::ConsentForm]);
    assert_eq!(
        due(agreed()).await,
        [K::Application, K::ConsentForm, K::Record, K::Agreement, K::ConfirmationApplication]
    );
    assert_eq!(due(refused()).await, [K::Application, K::ConsentForm, K::TerminationNotice]);
}

#[tokio::test]
async fn the_agreement_says_who_owes_what_until_when_and_who_signed() {
    let told = html(&agreed(), DocumentKind::Agreement).await;
    for words in [
        "人民调解协议书",
        "越调〔2026〕12号",
        "陶阿根于2026年12月10日前向沈&lt;b&gt;小满",
        "人民币壹仟贰佰元伍角整（1200.50元）：误工损失",
        "（2026年11月29日已按指印）",
        "被申请人 陶阿根（签名、盖章或者按指印）",
        "调解员 傅和（已签名）",
        "二〇二六年十一月二十九日",
    ] {
        assert!(told.contains(words), "{words} is not in {told}");
    }
    assert!(!told.contains("<b>"), "a name is text");
}

#[tokio::test]
async fn a_document_is_the_same_whatever_happened_since_that_it_does_not_tell() {
    let before = set(&agreed(), DocumentKind::Application, Format::Pdf).await;
    assert_eq!(before, set(&refused(), DocumentKind::Application, Format::Pdf).await);
}

#[tokio::test]
async fn the_notice_says_why_it_ended_and_which_ways_stay_open() {
    let told = html(&refused(), DocumentKind::TerminationNotice).await;
    for words in [
        "终止调解告知书",
        "因一方当事人明确拒绝调解",
        "依法申请仲裁",
        "依法向人民法院提起诉讼",
        "不当然中断",
    ] {
        assert!(told.contains(words), "{words} is not in {told}");
    }
}

#[tokio::test]
async fn the_application_for_confirmation_names_its_last_day() {
    let told = html(&agreed(), DocumentKind::ConfirmationApplication).await;
    assert!(told.contains("至2026年12月29日"), "{told}");
    assert!(
        told.contains("＿＿＿＿＿＿＿＿人民法院"),
        "no court is named before one is applied to"
    );
}

#[tokio::test]
async fn the_record_holds_what_was_said_and_the_consent_form_what_each_wanted() {
    assert!(html(&agreed(), DocumentKind::Record).await.contains("双方陈述了各自的意见。"));
    assert!(html(&agreed(), DocumentKind::ConsentForm).await.contains("同意调解"));
    assert!(html(&dispute(), DocumentKind::ConsentForm).await.contains("□同意　□不同意"));
}

#[test]
fn no_document_asks_for_money() {
    for (name, text) in TEMPLATES {
        for word in ["调解费", "收费", "服务费"] {
            assert!(!text.contains(word), "{name}: {word}");
        }
    }
}
