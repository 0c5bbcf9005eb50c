//! The scene: a county with its mediation centre, a town's committee, a village, and a dispute at every stage.

use std::collections::BTreeSet;

use shiyu_kit::calendar::{Calendar, Limits};
use shiyu_kit::case::{Actor, Case, Context};
use shiyu_kit::fault::Refusal as _;
use shiyu_kit::referral::{IdentityField, Offer, ReferralState};
use shiyu_kit::unit::{Code, Unit, Units};
use time::macros::{date, datetime};
use time::{Date, Duration, OffsetDateTime};
use uuid::Uuid;

use crate::domain::command::{
    ApplyConfirmation, DraftAgreement, ObligationDraft, Open, PlanSession, RecordConsent, RecordPerformance, RecordSession,
};
use crate::domain::course::Entrustment;
use crate::domain::dispute::Letter;
use crate::domain::terms::{
    Category, Channel, ConfirmationResult, Court, CourtBasis, Form, MediatorKind, Method, NotConfirmed, ObligationKind, Party, PartyRole,
    Procedure, SessionForm, Source, Subject, Termination,
};
use crate::domain::{Command, Dispute, Event, Known, Matter, Mediator, Number, Order, Refusal, Room, StageName, Submission};

pub(crate) const COUNTY: &str = "330602";
/// The county's centre of mediation.
pub(crate) const CENTRE: &str = "330602-TJZX";
pub(crate) const TOWN: &str = "330602001";
/// The committee of the town.
pub(crate) const COMMITTEE: &str = "330602001-TJW";
pub(crate) const VILLAGE: &str = "330602001003";
pub(crate) const NEXT_TOWN: &str = "330602002";
/// The committee of the next town.
pub(crate) const OTHER_COMMITTEE: &str = "330602002-TJW";
/// A bureau that mediates what is in its catalogue.
pub(crate) const BUREAU: &str = "330602-RSJ";
pub(crate) const OTHER_COUNTY: &str = "330603";
/// A Monday morning in Beijing.
pub(crate) const START: OffsetDateTime = datetime!(2026-03-02 01:00 UTC);

/// The parties, the mediators, the room and the offer, by a digit.
pub(crate) const APPLICANT: Uuid = Uuid::from_u128(0xA1);
pub(crate) const RESPONDENT: Uuid = Uuid::from_u128(0xB1);
pub(crate) const MEDIATOR: Uuid = Uuid::from_u128(0xD1);
pub(crate) const SECOND: Uuid = Uuid::from_u128(0xD2);
pub(crate) const OFFICIAL: Uuid = Uuid::from_u128(0xD3);
pub(crate) const LAPSED: Uuid = Uuid::from_u128(0xD4);
pub(crate) const ROOM: Uuid = Uuid::from_u128(0xE1);
/// An item of the catalogue of administrative mediation.
pub(crate) const MATTER: Uuid = Uuid::from_u128(0xE2);
pub(crate) const SESSION: Uuid = Uuid::from_u128(0xF1);
pub(crate) const REFERRAL: Uuid = Uuid::from_u128(0xC1);

/// A dispute and the world around it; time is moved by hand.
#[derive(Clone)]
pub(crate) struct Given {
    pub(crate) dispute: Option<Dispute>,
    pub(crate) journal: Vec<Event>,
    pub(crate) now: OffsetDateTime,
    pub(crate) calendar: Calendar,
    pub(crate) limits: Limits,
    pub(crate) units: Units,
    pub(crate) known: Known,
}

impl Given {
    pub(crate) fn nothing() -> Self {
        Self {
            dispute: None,
            journal: Vec::new(),
            now: START,
            calendar: Calendar::builtin(),
            limits: Limits::default(),
            units: units(),
            known: known(),
        }
    }

    pub(crate) fn opened(by: &Actor, command: Command) -> Self {
        let mut given = Self::nothing();
        given.does(by, command);
        given.now += Duration::hours(1);
        given
    }

    /// At this stage, by the shortest lawful way, with an hour between the steps.
    pub(crate) fn a_dispute(stage: StageName) -> Self {
        let Some(before) = before(stage) else {
            let brought = [
                (StageName::Entrusted, by_letter(Source::Police)),
                (StageName::ProactiveDraft, open_as(Source::Proactive)),
            ];
            let found = brought.into_iter().find(|(opened, _)| *opened == stage);
            return Self::opened(&clerk(), found.map_or_else(open, |(_, command)| command));
        };
        let mut given = Self::a_dispute(before);
        if matches!(stage, StageName::Breached | StageName::EnforcementApplied) {
            given.when_time_passes(datetime!(2026-05-06 02:00 UTC));
        }
        for (by, command) in steps_to(stage) {
            given.does(&by, command);
            given.now += Duration::hours(1);
        }
        assert_eq!(given.stage(), stage);
        given
    }

    /// Offered by another service.
    pub(crate) fn offered(service: &str) -> Self {
        let mut given = Self::opened(&program(service), offered_by(service));
        for (id, role) in [(APPLICANT, PartyRole::Applicant), (RESPONDENT, PartyRole::Respondent)] {
            given.does(&clerk_of(CENTRE), join(id, role));
        }
        given
    }

    pub(crate) fn when(&mut self, by: &Actor, command: Command) -> Result<Vec<Event>, Refusal> {
        let order = Order {
            command,
            known: self.known.clone(),
        };
        let context = Context {
            now: self.now,
            by,
            calendar: &self.calendar,
            units: &self.units,
            limits: &self.limits,
        };
        let events = Dispute::decide(self.dispute.as_ref(), &order, &context)?;
        for event in &events {
            self.dispute = Some(Dispute::evolve(self.dispute.take(), event).expect("an event that was decided can follow"));
        }
        self.journal.extend(events.iter().cloned());
        Ok(events)
    }

    /// Orders what must be done.
    #[track_caller]
    pub(crate) fn does(&mut self, by: &Actor, command: Command) -> Vec<&'static str> {
        let told = format!("{command:?}");
        let events = self
            .when(by, command)
            .unwrap_or_else(|refusal| panic!("{} refused: {told}", refusal.reason()));
        events.iter().map(Event::kind).collect()
    }

    /// Orders what must be refused; nothing changes. The reason.
    #[track_caller]
    pub(crate) fn refuses(&mut self, by: &Actor, command: Command) -> &'static str {
        let before = (self.dispute.clone(), self.journal.len());
        let refusal = self.when(by, command).expect_err("a refusal");
        assert_eq!((self.dispute.clone(), self.journal.len()), before, "a refusal changes nothing");
        refusal.reason()
    }

    /// Rings whatever rings next, at its time.
    pub(crate) fn when_the_next_clock_rings(&mut self) -> Vec<&'static str> {
        let ringing = self.dispute().next_ringing().expect("a clock that rings");
        self.now = self.now.max(ringing.at);
        let tick = Command::Tick {
            clock: ringing.clock,
            at: ringing.at,
        };
        self.does(&Actor::Clock, tick)
    }

    /// Rings everything that rings until then.
    pub(crate) fn when_time_passes(&mut self, until: OffsetDateTime) -> Vec<&'static str> {
        let mut told = Vec::new();
        while self.dispute().next_ringing().is_some_and(|ringing| ringing.at <= until) {
            told.extend(self.when_the_next_clock_rings());
        }
        self.now = until;
        told
    }

    pub(crate) fn dispute(&self) -> &Dispute {
        self.dispute.as_ref().expect("a dispute")
    }

    pub(crate) fn stage(&self) -> StageName {
        self.dispute().stage.name()
    }

    #[track_caller]
    pub(crate) fn due(&self, clock: &str) -> OffsetDateTime {
        self.dispute().clock(clock).expect("it runs").due.legal
    }
}

pub(crate) fn code(text: &str) -> Code {
    text.parse().unwrap()
}

fn units() -> Units {
    let unit = |own: &str, superior: Option<&str>| Unit {
        code: code(own),
        name: own.to_owned(),
        superior: superior.map(code),
        valid_from: date!(2020 - 01 - 01),
        valid_to: None,
    };
    Units::new([
        unit(COUNTY, None),
        unit(OTHER_COUNTY, None),
        unit(CENTRE, Some(COUNTY)),
        unit(BUREAU, Some(COUNTY)),
        unit(TOWN, Some(COUNTY)),
        unit(COMMITTEE, Some(TOWN)),
        unit(VILLAGE, Some(TOWN)),
        unit(NEXT_TOWN, Some(COUNTY)),
        unit(OTHER_COMMITTEE, Some(NEXT_TOWN)),
    ])
}

fn known() -> Known {
    let mediator = |id: Uuid, subject: &str, kind: MediatorKind, in_term: bool| Mediator {
        id,
        subject: subject.to_owned(),
        unit: code(COMMITTEE),
        committee: None,
        kind,
        in_term,
        certified: true,
    };
    Known {
        intake: Some(code(CENTRE)),
        mediators: vec![
            mediator(MEDIATOR, "mediator", MediatorKind::People, true),
            mediator(SECOND, "second", MediatorKind::Lawyer, true),
            mediator(OFFICIAL, "official", MediatorKind::Administrative, true),
            mediator(LAPSED, "lapsed", MediatorKind::People, false),
        ],
        room: Some(Room {
            id: ROOM,
            unit: code(COMMITTEE),
            open: true,
        }),
        matter: Some(Matter {
            id: MATTER,
            unit: code(COMMITTEE),
        }),
        ..Known::default()
    }
}

pub(crate) fn person(subject: &str, unit: &str, role: &str) -> Actor {
    Actor::Person {
        subject: subject.to_owned(),
        unit: Some(unit.to_owned()),
        roles: BTreeSet::from([role.to_owned()]),
    }
}

pub(crate) fn program(name: &str) -> Actor {
    Actor::Service { name: name.to_owned() }
}

/// The clerk of the town's committee.
pub(crate) fn clerk() -> Actor {
    clerk_of(COMMITTEE)
}

pub(crate) fn clerk_of(unit: &str) -> Actor {
    person(&format!("clerk@{unit}"), unit, "committee_clerk")
}

pub(crate) fn mediator() -> Actor {
    person("mediator", NEXT_TOWN, "mediator")
}

pub(crate) fn second() -> Actor {
    person("second", NEXT_TOWN, "mediator")
}

/// Somebody of another committee, who has nothing to do with it.
pub(crate) fn stranger() -> Actor {
    clerk_of(OTHER_COMMITTEE)
}

pub(crate) fn party(id: Uuid, role: PartyRole) -> Party {
    Party {
        id,
        role,
        speaks_for: None,
        granted: false,
    }
}

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
    Command::Disclose {
        mediator,
        interest,
        note: if interest { "同村".to_owned() } else { String::new() },
    }
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

fn before(stage: StageName) -> Option<StageName> {
    use StageName as S;
    Some(match stage {
        S::Applied | S::Entrusted | S::ProactiveDraft => return None,
        S::Screening => S::Applied,
        S::ConsentPending | S::Declined | S::Transferred => S::Screening,
        S::MediatorSelection | S::WithCourt => S::ConsentPending,
        S::Mediating => S::MediatorSelection,
        S::AgreementDrafted | S::Terminated => S::Mediating,
        S::AgreementEffective => S::AgreementDrafted,
        S::Performing | S::ConfirmationApplied | S::Performed | S::Breached => S::AgreementEffective,
        S::ConfirmationRefused | S::Confirmed => S::ConfirmationApplied,
        S::EnforcementApplied => S::Confirmed,
        S::CourtConcluded => S::WithCourt,
        S::Archived => S::Declined,
    })
}

fn steps_to(stage: StageName) -> Vec<(Actor, Command)> {
    use StageName as S;
    let one = |command| vec![(clerk(), command)];
    match stage {
        S::Applied | S::Entrusted | S::ProactiveDraft => Vec::new(),
        S::Breached => one(breach()),
        S::Screening => one(take_up()),
        S::ConsentPending => one(Command::Accept),
        S::Declined => one(Command::Decline {
            ground: crate::domain::terms::Decline::OutOfScope,
            reason: "不属于调解范围".to_owned(),
        }),
        S::Transferred => one(Command::Transfer {
            to: crate::domain::terms::Beyond::Outside("绍兴仲裁委员会".to_owned()),
            reason: "有仲裁条款".to_owned(),
        }),
        S::MediatorSelection => vec![(clerk(), consent(APPLICANT, true)), (clerk(), consent(RESPONDENT, true))],
        S::WithCourt => one(Command::ChangeProcedure(to_court())),
        S::Mediating => vec![
            (clerk(), appoint(MEDIATOR)),
            (mediator(), disclose(MEDIATOR, false)),
            (mediator(), Command::Begin),
        ],
        S::AgreementDrafted => vec![(mediator(), draft(written()))],
        S::Terminated => vec![(mediator(), terminate(Termination::Failed))],
        S::AgreementEffective => vec![
            (clerk(), sign(APPLICANT)),
            (clerk(), sign(RESPONDENT)),
            (mediator(), Command::SignAsMediator),
            (clerk(), seal()),
        ],
        S::Performing => one(remind()),
        S::ConfirmationApplied => one(Command::ApplyConfirmation(apply())),
        S::Performed => one(pays(200_000, date!(2026 - 03 - 02))),
        S::ConfirmationRefused => one(court_says(ConfirmationResult::Refused(NotConfirmed::Unclear))),
        S::Confirmed => one(court_says(ConfirmationResult::Confirmed)),
        S::EnforcementApplied => one(Command::ApplyEnforcement {
            creditor: APPLICANT,
            court: "越城区人民法院".to_owned(),
            reference: "（2026）浙0602执9号".to_owned(),
        }),
        S::CourtConcluded => one(Command::RecordCourtVerdict {
            verdict: crate::domain::terms::CourtVerdict::Settled,
            reference: "（2026）浙0602民初8号".to_owned(),
            at: START,
        }),
        S::Archived => vec![(clerk(), routes()), (clerk(), Command::Archive)],
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
    Command::DeclareBreach {
        obligation: 1,
        reason: "逾期未付".to_owned(),
        condition_met_on: None,
    }
}
