//! What is ordered in the scene.

use super::*;
use crate::domain::command::{DeclareBreach, Disclose};

pub(crate) fn submission(source: Source) -> Submission {
    Submission {
        source,
        source_reference: None,
        category: Category::Neighbour,
        title: "楼上漏水".to_owned(),
        facts: "卫生间渗水，损坏吊顶".to_owned(),
        claims: "修复并赔偿".to_owned(),
        place: code(VILLAGE),
        jurisdictions: Vec::new(),
        people: 2,
        major: false,
        letter: None,
        finding: None,
        matter: None,
    }
}

fn opening(submission: Submission) -> Open {
    Open {
        county: code(COUNTY),
        number: Number::default(),
        submission,
        procedure: Procedure::People,
        parties: vec![party(APPLICANT, PartyRole::Applicant), party(RESPONDENT, PartyRole::Respondent)],
        sealed: Vec::new(),
        entrustment: None,
    }
}

pub(crate) fn open() -> Command {
    open_as(Source::Parties)
}

pub(crate) fn open_as(source: Source) -> Command {
    open_with(source, |_| {})
}

pub(crate) fn open_with(source: Source, change: impl FnOnce(&mut Open)) -> Command {
    let mut open = opening(submission(source));
    change(&mut open);
    Command::Open(Box::new(open))
}

pub(crate) fn by_letter(source: Source) -> Command {
    open_with(source, |open| {
        open.submission.letter = Some(Letter {
            from: "越城区人民法院".to_owned(),
            reference: "（2026）浙0602诉前调1号".to_owned(),
            summary_procedure: false,
        });
    })
}

pub(crate) fn offered_by(service: &str) -> Command {
    let source = Source::ALL.into_iter().find(|source| source.as_str() == service).unwrap();
    open_with(source, |open| {
        open.parties = Vec::new();
        open.entrustment = Some(Entrustment {
            offer: Offer {
                from: service.to_owned(),
                case: format!("counties/{COUNTY}/cases/{REFERRAL}"),
                unit: code(COUNTY),
                place: Some(code(VILLAGE)),
                grid: None,
                point: None,
                category: "neighbour".to_owned(),
                referral: REFERRAL,
                purpose: "mediation".to_owned(),
                summary: "邻里漏水".to_owned(),
                consent: Some("双方同意书".to_owned()),
                fields: vec![IdentityField::Name],
                granted_until: Some(START + Duration::days(30)),
                at: START,
                return_at: Some(START + Duration::days(45)),
                leads: Vec::new(),
                asked: None,
            },
            state: ReferralState::Offered,
            settled: None,
            agreement: None,
        });
    })
}

pub(crate) fn join(id: Uuid, role: PartyRole) -> Command {
    Command::AddParty {
        party: party(id, role),
        sealed: sealed(id),
    }
}

pub(crate) fn sealed(id: Uuid) -> shiyu_kit::party::Sealed {
    let identity = shiyu_kit::party::Identity {
        kind: shiyu_kit::party::PartyKind::Person,
        name: "沈小满".to_owned(),
        document: None,
        phone: None,
        address: None,
    };
    shiyu_kit::testkit::party::vault("mediation").seal(id, Uuid::nil(), &identity, START)
}

pub(crate) fn take_up() -> Command {
    Command::TakeUp { complex: false }
}

pub(crate) fn consent(party: Uuid, given: bool) -> Command {
    Command::RecordConsent(word(party, given))
}

pub(crate) fn word(party: Uuid, given: bool) -> RecordConsent {
    RecordConsent {
        party,
        given,
        channel: Channel::InPerson,
        agent: None,
        reference: String::new(),
        wants_writing: false,
        reuse_address: false,
        at: START + Duration::hours(2),
    }
}

pub(crate) fn both() -> Vec<Uuid> {
    vec![APPLICANT, RESPONDENT]
}

pub(crate) fn appoint(mediator: Uuid) -> Command {
    Command::AppointMediators { mediators: vec![mediator] }
}

pub(crate) fn disclose(mediator: Uuid, interest: bool) -> Command {
    Command::Disclose(Disclose {
        mediator,
        interest,
        note: if interest { "同村".to_owned() } else { String::new() },
    })
}

pub(crate) fn plan(id: Uuid, starts_at: OffsetDateTime) -> PlanSession {
    PlanSession {
        id,
        mediators: vec![MEDIATOR],
        room: Some(ROOM),
        starts_at,
        ends_at: starts_at + Duration::hours(2),
        form: SessionForm::InPerson,
        public: Vec::new(),
    }
}

pub(crate) fn record(session: Uuid) -> RecordSession {
    RecordSession {
        session,
        attended: both(),
        invited: Vec::new(),
        statements: "申请人说愿意先修后算".to_owned(),
        outcome: "基本一致".to_owned(),
    }
}

pub(crate) fn owes(amount_fen: i64, due_on: Option<Date>) -> ObligationDraft {
    ObligationDraft {
        debtor: RESPONDENT,
        creditor: APPLICANT,
        kind: ObligationKind::Payment,
        content: "赔偿修缮费".to_owned(),
        amount_fen,
        due_on,
        condition: String::new(),
    }
}

pub(crate) fn written() -> DraftAgreement {
    DraftAgreement {
        form: Form::Written,
        partial: false,
        facts: "漏水属实".to_owned(),
        points: "责任在楼上".to_owned(),
        terms: "赔偿两千元".to_owned(),
        obligations: vec![owes(200_000, Some(date!(2026 - 04 - 30)))],
        at_once: false,
        rest: String::new(),
    }
}

pub(crate) fn oral() -> DraftAgreement {
    DraftAgreement {
        form: Form::Oral,
        obligations: Vec::new(),
        at_once: true,
        ..written()
    }
}

pub(crate) fn draft(draft: DraftAgreement) -> Command {
    Command::Draft(Box::new(draft))
}

pub(crate) fn sign(party: Uuid) -> Command {
    Command::Sign {
        party,
        method: Method::Signature,
    }
}

pub(crate) fn seal() -> Command {
    Command::Seal {
        reference: "印鉴〔2026〕7号".to_owned(),
    }
}

pub(crate) fn pays(amount_fen: i64, on: Date) -> Command {
    Command::RecordPerformance(RecordPerformance {
        obligation: 1,
        amount_fen,
        on,
        proof: "收条".to_owned(),
    })
}

pub(crate) fn apply() -> ApplyConfirmation {
    ApplyConfirmation {
        court: Court {
            name: "越城区人民法院".to_owned(),
            basis: CourtBasis::Domicile,
        },
        subject: Subject::Obligations,
        applicants: both(),
    }
}

pub(crate) fn court_says(result: ConfirmationResult) -> Command {
    Command::RecordConfirmation {
        result,
        reference: "（2026）浙0602民特3号".to_owned(),
    }
}

pub(crate) fn terminate(ground: Termination) -> Command {
    Command::Terminate {
        ground,
        reason: "分歧太大".to_owned(),
    }
}

pub(crate) fn ends(party: Uuid) -> Command {
    Command::EndByParty {
        party,
        reason: String::new(),
        channel: Channel::Phone,
    }
}

pub(crate) fn routes() -> Command {
    Command::GiveRoutesNotice {
        routes: vec![crate::domain::terms::Route::Litigation],
        method: crate::domain::terms::DeliveryMethod::Direct,
    }
}

pub(crate) fn to_court() -> crate::domain::command::ChangeProcedure {
    crate::domain::command::ChangeProcedure {
        to: Procedure::Judicial,
        unit: None,
        court: Some(("越城区人民法院".to_owned(), "（2026）浙0602民初8号".to_owned())),
        matter: None,
        reason: "已起诉".to_owned(),
        agreed: both(),
    }
}

/// The debtor of the first obligation is reminded.
pub(crate) fn remind() -> Command {
    Command::Remind {
        obligation: 1,
        channel: Channel::Phone,
    }
}

pub(crate) fn breach() -> Command {
    Command::DeclareBreach(DeclareBreach {
        obligation: 1,
        reason: "逾期未付".to_owned(),
        condition_met_on: None,
    })
}

/// Of which attempts somebody hears who hears of the first, or of none.
pub(crate) fn hearing(hears: bool) -> BTreeSet<u32> {
    hears.then_some(0).into_iter().collect()
}
