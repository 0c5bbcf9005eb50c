//! Disputes of which documents tell, and who stands in them.

use std::collections::BTreeMap;

use shiyu_kit::calendar::{Calendar, Clocks, Moves};
use shiyu_kit::party::{Identity, PartyKind};
use time::OffsetDateTime;
use time::macros::{date, datetime};
use uuid::Uuid;

use crate::domain::course::{Agreement, Appointment, Consent, Obligation, Session, SessionRecord, SessionState, Signature};
use crate::domain::terms::{
    Category, Channel, Form, MediatorKind, Method, ObligationKind, Party, PartyRole, Procedure, SessionForm, Source, Termination,
};
use crate::domain::{CONFIRM, Course, Dispute, End, Ending, Number, Stage, Submission};

pub(super) const AT: OffsetDateTime = datetime!(2026-11-29 02:00 UTC);
pub(super) const ASKS: Uuid = Uuid::from_u128(1);
pub(super) const ANSWERS: Uuid = Uuid::from_u128(2);
pub(super) const MEDIATOR: Uuid = Uuid::from_u128(3);

pub(super) fn dispute() -> Dispute {
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
pub(super) fn agreed() -> Dispute {
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

pub(super) fn session() -> Session {
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

pub(super) fn agreement() -> Agreement {
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
pub(super) fn refused() -> Dispute {
    let end = End::Terminated {
        ground: Termination::Refused,
        reason: "被申请人要求直接起诉。".to_owned(),
    };
    Dispute {
        stage: Stage::Ended(Ending { end, at: AT }),
        ..dispute()
    }
}

pub(super) fn people() -> BTreeMap<Uuid, Identity> {
    let person = |name: &str| Identity {
        kind: PartyKind::Person,
        name: name.to_owned(),
        document: None,
        phone: Some("16100000001".to_owned()),
        address: Some("塔山街道".to_owned()),
    };
    BTreeMap::from([(ASKS, person("沈<b>小满</b>")), (ANSWERS, person("陶阿根"))])
}
