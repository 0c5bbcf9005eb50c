//! Every document is set from a dispute, whole, in both formats, and the same twice.

mod heard;

use std::collections::BTreeMap;

use shiyu_kit::calendar::{Calendar, Clocks, Moves};
use shiyu_kit::document::{Format, Order, Press, Printed};
use shiyu_kit::party::{Identity, PartyKind};
use time::OffsetDateTime;
use time::macros::{date, datetime};
use uuid::Uuid;

use super::facts::Teller;
use super::{TEMPLATES, template};
use crate::domain::course::{Agreement, Appointment, Consent, DocumentKind, Obligation, Session, SessionRecord, SessionState, Signature};
use crate::domain::terms::{
    Category, Channel, Form, MediatorKind, Method, ObligationKind, Party, PartyRole, Procedure, SessionForm, Source, Termination,
};
use crate::domain::tests::given::hearing;
use crate::domain::{CONFIRM, Course, Dispute, End, Ending, Number, Stage, Submission};

const AT: OffsetDateTime = datetime!(2026-11-29 02:00 UTC);
const ASKS: Uuid = Uuid::from_u128(1);
const ANSWERS: Uuid = Uuid::from_u128(2);
const MEDIATOR: Uuid = Uuid::from_u128(3);

const ALL: [DocumentKind; 6] = [
    DocumentKind::Application,
    DocumentKind::ConsentForm,
    DocumentKind::Record,
    DocumentKind::Agreement,
    DocumentKind::TerminationNotice,
    DocumentKind::ConfirmationApplication,
];

fn dispute() -> Dispute {
    let party = |id, role| Party {
        id,
        role,
        speaks_for: None,
        granted: false,
    };
    Dispute {
        county: "330602".parse().unwrap(),
        number: Number {
            text: "越调〔2026〕12号".to_owned(),
            year: 2026,
            serial: 12,
        },
        submission: Submission {
            source: Source::Parties,
            source_reference: None,
            category: Category::Neighbour,
            title: "空调外机噪声纠纷".to_owned(),
            facts: "外机正对卧室，夜间噪声影响休息。".to_owned(),
            claims: "移装外机，赔偿误工损失。".to_owned(),
            place: "330602001003".parse().unwrap(),
            jurisdictions: Vec::new(),
            people: 2,
            major: false,
            letter: None,
            finding: None,
            matter: None,
        },
        procedure: Procedure::People,
        parties: vec![party(ASKS, PartyRole::Applicant), party(ANSWERS, PartyRole::Respondent)],
        opened_at: AT,
        receiver: "330602001003".parse().unwrap(),
        unit: "330602001003".parse().unwrap(),
        stage: Stage::Applied,
        course: Course::default(),
        clocks: Clocks::default(),
    }
}

/// One that was talked over, agreed upon and is in effect.
fn agreed() -> Dispute {
    let mut dispute = dispute();
    let consent = |party| Consent {
        party,
        attempt: 0,
        given: true,
        channel: Channel::InPerson,
        agent: None,
        reference: String::new(),
        wants_writing: true,
        reuse_address: false,
        recorded_by: "clerk".to_owned(),
        at: AT,
    };
    dispute.course.consents = vec![consent(ASKS), consent(ANSWERS)];
    dispute.course.appointments = vec![Appointment {
        mediator: MEDIATOR,
        subject: "m-1".to_owned(),
        kind: MediatorKind::People,
        attempt: 0,
        chosen_by: Vec::new(),
        at: AT,
        disclosure: None,
        left: None,
        left_at: None,
    }];
    dispute.course.sessions = vec![session()];
    dispute.course.agreements = vec![agreement()];
    dispute.stage = Stage::AgreementEffective;
    dispute.clocks = dispute
        .clocks
        .moved(&Moves::default().starting(CONFIRM, AT, &Calendar::builtin()))
        .unwrap();
    dispute
}

fn session() -> Session {
    Session {
        id: Uuid::from_u128(4),
        attempt: 0,
        mediators: vec![MEDIATOR],
        room: None,
        starts_at: AT,
        ends_at: AT + time::Duration::minutes(30),
        form: SessionForm::InPerson,
        public: false,
        state: SessionState::Held,
        record: Some(SessionRecord {
            attended: vec![ASKS, ANSWERS],
            invited: Vec::new(),
            statements: "双方陈述了各自的意见。".to_owned(),
            outcome: "同意移装。".to_owned(),
            by: "m-1".to_owned(),
            at: AT + time::Duration::hours(1),
        }),
        cancelled: String::new(),
    }
}

#[test]
fn who_signed_and_was_replaced_stands_among_the_signatures_and_who_left_unsigned_does_not() {
    let mut dispute = agreed();
    let replaced = |one: &mut Appointment| one.left = Some(crate::domain::terms::Leaving::Replaced);
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

fn agreement() -> Agreement {
    let owed = |number, kind, content: &str, amount_fen| Obligation {
        number,
        debtor: ANSWERS,
        creditor: ASKS,
        kind,
        content: content.to_owned(),
        amount_fen,
        due_on: Some(date!(2026 - 12 - 10)),
        condition: String::new(),
        performances: Vec::new(),
        reminders: Vec::new(),
        breach: None,
    };
    Agreement {
        number: 1,
        attempt: 0,
        form: Form::Written,
        partial: false,
        facts: "外机正对卧室。".to_owned(),
        points: "是否超过限值。".to_owned(),
        terms: "移装外机，补偿误工损失。".to_owned(),
        obligations: vec![
            owed(1, ObligationKind::Act, "移装外机至北侧", 0),
            owed(2, ObligationKind::Payment, "误工损失", 120_050),
        ],
        at_once: false,
        rest: String::new(),
        drafted_by: "m-1".to_owned(),
        drafted_at: AT,
        signatures: vec![Signature {
            party: ASKS,
            method: Method::Fingerprint,
            at: AT,
        }],
        signed_by_mediators: vec![MEDIATOR],
        seal: None,
        effective_at: Some(AT),
        voided: None,
    }
}

/// One that a party refused.
fn refused() -> Dispute {
    let end = End::Terminated {
        ground: Termination::Refused,
        reason: "被申请人要求直接起诉。".to_owned(),
    };
    Dispute {
        stage: Stage::Ended(Ending { end, at: AT }),
        ..dispute()
    }
}

fn people() -> BTreeMap<Uuid, Identity> {
    let person = |name: &str| Identity {
        kind: PartyKind::Person,
        name: name.to_owned(),
        document: None,
        phone: Some("16100000001".to_owned()),
        address: Some("塔山街道".to_owned()),
    };
    BTreeMap::from([(ASKS, person("沈<b>小满</b>")), (ANSWERS, person("陶阿根"))])
}

async fn set(dispute: &Dispute, kind: DocumentKind, format: Format) -> Option<Printed> {
    let (identities, mediators) = (people(), BTreeMap::from([(MEDIATOR, "傅和".to_owned())]));
    let teller = Teller {
        dispute,
        identities: &identities,
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
