//! The rules of the ladder: given, when, then, without I/O.

use shiyu_kit::calendar::{Calendar, Limits};
use shiyu_kit::case::{Actor, Case as _, Context};
use shiyu_kit::fault::Refusal as _;
use shiyu_kit::testkit::scene::{COUNTY, OTHER_TOWN, TOWN, VILLAGE, code, units};
use shiyu_kit::unit::Units;
use time::macros::datetime;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::super::command::{Command, Opening};
use super::super::domain::{Cause, Ground, Limit, Rung, Service, Shares, Stage, Supervision};

const DUE: OffsetDateTime = datetime!(2026-05-06 16:00 UTC);

pub(super) struct Play {
    pub at: OffsetDateTime,
    pub case: Option<Supervision>,
    units: Units,
    calendar: Calendar,
}

impl Play {
    pub fn new() -> Self {
        Self {
            at: DUE,
            case: None,
            units: units(&[("330602-KPB", COUNTY), ("330602001-ZFD", TOWN), ("330602001-PAB", TOWN)]),
            calendar: Calendar::builtin(),
        }
    }

    /// One that a clock of a hundred hours began.
    pub fn overdue(service: Service, basis: &str) -> Self {
        Self::climbing(service, basis, Shares::default())
    }

    /// The same where supervisions climb after other shares of it.
    pub fn climbing(service: Service, basis: &str, shares: Shares) -> Self {
        let mut play = Self::new();
        let limit = Limit {
            clock: "handle".to_owned(),
            basis: basis.to_owned(),
            start: DUE - Duration::hours(100),
            due: DUE,
        };
        let opening = Opening {
            shares,
            ..opening(Ground::Overdue, Some(limit), service)
        };
        play.machine(Command::Open(Box::new(opening))).unwrap();
        play
    }

    #[expect(clippy::needless_pass_by_value, reason = "an order is given away")]
    pub fn machine(&mut self, command: Command) -> Result<(), &'static str> {
        self.order(&Actor::Service { name: "grid".to_owned() }, &command)
    }

    #[expect(clippy::needless_pass_by_value, reason = "an order is given away")]
    pub fn person(&mut self, unit: &str, command: Command) -> Result<(), &'static str> {
        let by = Actor::Person {
            subject: "somebody".to_owned(),
            unit: Some(unit.to_owned()),
            roles: [].into(),
        };
        self.order(&by, &command)
    }

    fn order(&mut self, by: &Actor, command: &Command) -> Result<(), &'static str> {
        let limits = Limits::default();
        let context = Context {
            now: self.at,
            by,
            calendar: &self.calendar,
            units: &self.units,
            limits: &limits,
        };
        let events = Supervision::decide(self.case.as_ref(), command, &context).map_err(|refusal| refusal.reason())?;
        for event in events {
            self.case = Some(Supervision::evolve(self.case.take(), &event).unwrap());
        }
        Ok(())
    }

    /// The clock loop until this moment.
    pub fn until(&mut self, at: OffsetDateTime) {
        while let Some(next) = self.it().clocks.next_ringing().filter(|next| next.at <= at) {
            self.at = self.at.max(next.at);
            self.order(&Actor::Clock, &Command::Tick(next.clock)).unwrap();
        }
        self.at = at;
    }

    pub fn it(&self) -> &Supervision {
        self.case.as_ref().unwrap()
    }

    pub fn rungs(&self) -> Vec<(Rung, Cause)> {
        self.it().steps.iter().map(|step| (step.rung, step.cause)).collect()
    }
}

pub(super) fn opening(ground: Ground, limit: Option<Limit>, service: Service) -> Opening {
    Opening {
        county: code(COUNTY),
        unit: code("330602001-ZFD"),
        supervisor: None,
        service,
        case: Uuid::from_u128(1),
        ground,
        rung: Rung::Ordered,
        limit,
        shares: Shares::default(),
    }
}

fn acknowledged(service: Service, basis: &str) -> Play {
    let mut play = Play::overdue(service, basis);
    play.person("330602001-ZFD", Command::Acknowledge).unwrap();
    play
}

#[test]
fn a_limit_that_passed_climbs_by_shares_of_its_own_length() {
    let mut play = acknowledged(Service::Grid, "GB/T 30428.8");
    let mut at = |hours: i64| {
        play.until(DUE + Duration::hours(hours));
        play.it().rung
    };
    assert_eq!([at(0), at(24), at(25)], [Rung::Ordered, Rung::Ordered, Rung::Notified]);
    assert_eq!([at(49), at(50)], [Rung::Notified, Rung::Interviewed]);
    assert_eq!([at(99), at(100), at(10_000)], [Rung::Interviewed, Rung::Listed, Rung::Listed]);
    assert!(play.rungs().iter().skip(1).all(|(_, cause)| *cause == Cause::Time));
    assert_eq!((play.it().steps.len(), play.it().clocks.next_ringing()), (4, None));
}

#[test]
fn a_deployment_climbs_by_shares_of_its_own() {
    let shares = Shares {
        notice: 10,
        interview: 40,
        list: 150,
    };
    assert!(shares.rise() && Shares::default().rise() && !Shares { interview: 10, ..shares }.rise());
    let mut play = Play::climbing(Service::Grid, "GB/T 30428.8", shares);
    play.person("330602001-ZFD", Command::Acknowledge).unwrap();
    let mut at = |hours: i64| {
        play.until(DUE + Duration::hours(hours));
        play.it().rung
    };
    assert_eq!([at(9), at(10), at(39)], [Rung::Ordered, Rung::Notified, Rung::Notified]);
    assert_eq!([at(40), at(149), at(150)], [Rung::Interviewed, Rung::Interviewed, Rung::Listed]);
}

#[test]
fn what_is_not_acknowledged_in_a_working_day_climbs_one_rung_and_no_rung_twice() {
    // It is issued as Thursday, 7 May begins in China, and to be acknowledged by the end of Friday.
    let mut play = Play::overdue(Service::Grid, "GB/T 30428.8");
    play.until(DUE + Duration::hours(200));
    let expected = [
        (Rung::Ordered, Cause::Opened),
        (Rung::Notified, Cause::Time),
        (Rung::Interviewed, Cause::NotAcknowledged),
        (Rung::Listed, Cause::Time),
    ];
    assert_eq!(play.rungs(), expected);
}

#[test]
fn limits_of_the_law_in_petition_and_enforcement_are_told_to_the_unit_above() {
    let above = |service, basis: &str| Play::overdue(service, basis).it().superior.clone();
    let law = "信访工作条例 art. 34";
    assert_eq!(above(Service::Petition, law), Some(code(TOWN)));
    assert_eq!(above(Service::Enforcement, "行政处罚法 art. 60"), Some(code(TOWN)));
    assert_eq!(above(Service::Petition, "internal rule"), None);
    assert_eq!(above(Service::Grid, "GB/T 30428.8"), None);
    assert_eq!(above(Service::Mediation, "local rule, 30 days"), None);
}

#[test]
fn what_was_done_after_all_climbs_no_further_and_is_still_answered() {
    let mut play = acknowledged(Service::Petition, "信访工作条例 art. 34");
    play.until(DUE + Duration::hours(30));
    play.machine(Command::Fulfil(datetime!(2026-05-08 0:00 UTC).date())).unwrap();
    play.machine(Command::Fulfil(datetime!(2026-05-09 0:00 UTC).date())).unwrap();
    play.until(DUE + Duration::hours(500));
    assert_eq!((play.it().rung, play.it().stage), (Rung::Notified, Stage::Acknowledged));
    assert_eq!(play.it().fulfilled_on, Some(datetime!(2026-05-08 0:00 UTC).date()));
}

#[test]
fn a_clock_that_begins_later_than_now_stops_where_it_began() {
    let early = || {
        let mut play = Play::overdue(Service::Petition, "信访工作条例 art. 34");
        play.at = DUE - Duration::days(1);
        play
    };
    let stops = |play: &Play| play.it().clocks.iter().map(|clock| clock.stopped_at).collect::<Vec<_>>();
    let mut play = early();
    play.person("330602001-ZFD", Command::Acknowledge).unwrap();
    assert_eq!(play.it().clocks.named("acknowledge"), None);
    play.machine(Command::Fulfil(datetime!(2026-05-05 0:00 UTC).date())).unwrap();
    assert_eq!(stops(&play), [Some(DUE); 4]);
    let mut sealed = early();
    sealed.machine(Command::Seal).unwrap();
    assert_eq!((stops(&sealed), sealed.it().closed_at), (vec![Some(DUE); 4], Some(sealed.at)));
}

#[test]
fn the_last_rung_is_a_persons_decision_about_a_listed_unit() {
    let mut play = acknowledged(Service::Grid, "GB/T 30428.8");
    let suggest = |organ: &str| Command::Suggest(code(organ), "越督〔2026〕9号".to_owned());
    assert_eq!(play.person("330602-KPB", suggest(COUNTY)), Err("NOT_LISTED"));
    let raise = |rung| Command::Raise(rung, "越督〔2026〕8号".to_owned());
    assert_eq!(play.person("330602-KPB", raise(Rung::Accountable)), Err("RUNG_NOT_HIGHER"));
    play.person("330602-KPB", raise(Rung::Listed)).unwrap();
    assert_eq!(play.person("330602-KPB", raise(Rung::Listed)), Err("RUNG_NOT_HIGHER"));
    assert_eq!(play.person("330602-KPB", suggest("330602001-ZFD")), Err("ORGAN_BELONGS_TO_UNIT"));
    assert_eq!(play.machine(suggest(COUNTY)), Err("NEEDS_A_PERSON"));
    play.person("330602-KPB", suggest(COUNTY)).unwrap();
    assert_eq!(play.it().rung, Rung::Accountable);
    assert_eq!(play.it().suggestion.as_ref().map(|it| it.organ.clone()), Some(code(COUNTY)));
}

#[test]
fn only_a_clock_says_that_a_limit_has_passed_and_only_a_person_what_else_is_wrong() {
    let open = |ground, limit| Command::Open(Box::new(opening(ground, limit, Service::Grid)));
    let mut play = Play::new();
    assert_eq!(play.person("330602-KPB", open(Ground::Overdue, None)), Err("NEEDS_A_CLOCK"));
    assert_eq!(play.machine(open(Ground::Delay, None)), Err("NEEDS_A_PERSON"));
    assert_eq!(
        play.person("330602001-ZFD", open(Ground::Delay, None)),
        Err("SUPERVISED_UNIT_VERIFIES_NOT")
    );
    assert_eq!(play.person(OTHER_TOWN, open(Ground::Delay, None)), Err("UNIT_NOT_YOURS"));
    assert_eq!(play.person(VILLAGE, open(Ground::Delay, None)), Err("UNIT_NOT_YOURS"));
    assert_eq!(play.machine(Command::Acknowledge), Err("SUPERVISION_UNKNOWN"));
    play.person("330602001-PAB", open(Ground::Delay, None)).unwrap();
    assert_eq!(play.it().supervisor, code("330602001-PAB"));
    assert_eq!(
        play.person("330602001-PAB", open(Ground::Delay, None)),
        Err("SUPERVISION_ALREADY_ISSUED")
    );
}
