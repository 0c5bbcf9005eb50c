//! The window of the rated, and what a panel decides without them: given, when, then, without I/O.

use shiyu_kit::calendar::{Calendar, Limits};
use shiyu_kit::case::{Actor, Case as _, Context};
use shiyu_kit::fault::Refusal as _;
use shiyu_kit::testkit::scene::{COUNTY, OTHER_TOWN, TOWN, code, units};
use shiyu_kit::unit::Units;
use time::macros::{date, datetime};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::super::command::{Command, Outcome};
use super::super::domain::{ExclusionReason, Item, Period, Snapshot, Stage, Used, Verdict};
use crate::figures::{Level, Span};
use crate::scene::BUREAU;

const CLOSE: &str = "grid-close";
const STREET: &str = "330602001-ZFD";

struct Play {
    at: OffsetDateTime,
    case: Option<Period>,
    units: Units,
    calendar: Calendar,
}

impl Play {
    fn new() -> Self {
        Self {
            at: datetime!(2026-05-11 02:00 UTC),
            case: None,
            units: units(&[(BUREAU, COUNTY), (STREET, TOWN)]),
            calendar: Calendar::builtin(),
        }
    }

    /// Reports of these units are shown on the morning of Monday, 11 May 2026.
    fn appealing(level: Level, rated: &[&str]) -> Self {
        let mut play = Self::new();
        let snapshot = Snapshot {
            hash: "frozen".to_owned(),
            watermarks: Vec::new(),
            cases: 3,
            position: 7,
            generation: 1,
        };
        let used = Used {
            code: CLOSE.to_owned(),
            version: 1,
        };
        for command in [
            open(level),
            Command::Collect(vec![used]),
            Command::Freeze(Some(snapshot)),
            computed(rated, 0, &[]),
            Command::OpenAppeals,
        ] {
            play.person(COUNTY, command).unwrap();
        }
        play
    }

    /// The same, an appeal of the other town later, when the window is over.
    fn reviewing() -> Self {
        let mut play = Self::appealing(Level::Town, &[TOWN, OTHER_TOWN]);
        play.exclude(&format!("{OTHER_TOWN}-ZFD"), 1).unwrap();
        play.at += Duration::HOUR;
        play.person(OTHER_TOWN, appeal()).unwrap();
        play.at += Duration::days(20);
        play.tick();
        play
    }

    #[expect(clippy::needless_pass_by_value, reason = "an order is given away")]
    fn person(&mut self, unit: &str, command: Command) -> Result<(), &'static str> {
        let by = Actor::Person {
            subject: "somebody".to_owned(),
            unit: Some(unit.to_owned()),
            roles: [].into(),
        };
        self.order(&by, &command)
    }

    fn tick(&mut self) {
        self.order(&Actor::Clock, &Command::Tick("appeal".to_owned())).unwrap();
    }

    fn exclude(&mut self, unit: &str, case: u128) -> Result<(), &'static str> {
        let exclude = Command::Exclude {
            case: Uuid::from_u128(case),
            reason: ExclusionReason::ThirdPartyCause,
            panel: vec![code(BUREAU)],
            units: vec![unit.to_owned()],
        };
        self.person(COUNTY, exclude)
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
        let events = Period::decide(self.case.as_ref(), command, &context).map_err(|refusal| refusal.reason())?;
        for event in events {
            self.case = Some(Period::evolve(self.case.take(), &event).unwrap());
        }
        Ok(())
    }

    fn it(&self) -> &Period {
        self.case.as_ref().unwrap()
    }
}

fn open(level: Level) -> Command {
    Command::Open {
        county: code(COUNTY),
        title: "四月".to_owned(),
        level,
        span: Span {
            from: date!(2026 - 04 - 01),
            to: date!(2026 - 04 - 30),
        },
    }
}

fn computed(rated: &[&str], excluded: usize, set_aside: &[Item]) -> Command {
    Command::Compute(Some(Outcome {
        hash: format!("result {excluded} {}", set_aside.len()),
        units: rated.iter().map(|unit| (*unit).to_owned()).collect(),
        excluded,
        set_aside: set_aside.to_vec(),
        figures: None,
    }))
}

fn appeal() -> Command {
    Command::Appeal {
        indicator: CLOSE.to_owned(),
        grounds: "第三方施工所致".to_owned(),
    }
}

fn ruling(verdict: Verdict, set_aside: bool, panel: &str) -> Command {
    Command::Decide {
        index: 0,
        verdict,
        set_aside,
        panel: vec![code(panel)],
        reasons: "属实".to_owned(),
    }
}

#[test]
fn the_rated_appeal_until_the_end_of_the_fifth_working_day_and_not_a_moment_longer() {
    let mut play = Play::appealing(Level::Town, &[TOWN, OTHER_TOWN]);
    let due = play.it().clocks.named("appeal").unwrap().due.legal;
    // Tuesday to Friday, and Monday, 18 May, in China.
    assert_eq!(due, datetime!(2026-05-18 16:00 UTC));
    play.at = due - Duration::SECOND;
    play.tick();
    assert_eq!(play.it().stage, Stage::Appeals);
    play.person(STREET, appeal()).unwrap();
    assert_eq!(play.it().appeals[0].unit, TOWN);
    // The clock may ring late; the window is over all the same.
    play.at = due;
    assert_eq!(play.person(OTHER_TOWN, appeal()), Err("PERIOD_MOVE_NOT_ALLOWED"));
    assert_eq!((play.it().stage, play.it().appeals.len()), (Stage::Appeals, 1));
    play.tick();
    assert_eq!(play.it().stage, Stage::Reviewing);
}

#[test]
fn the_county_itself_leads_a_period_and_no_town_of_it() {
    let mut play = Play::new();
    for unit in [TOWN, STREET] {
        assert_eq!(play.person(unit, open(Level::Town)), Err("UNIT_NOT_YOURS"), "{unit}");
    }
    assert_eq!(play.person("330602077", open(Level::Town)), Err("UNIT_UNKNOWN"));
    let mut play = Play::reviewing();
    let before = play.it().clone();
    for command in [
        ruling(Verdict::Dismissed, false, BUREAU),
        computed(&[TOWN], 1, &[]),
        Command::Finalise,
        Command::Publish,
    ] {
        assert_eq!(play.person(TOWN, command), Err("UNIT_NOT_YOURS"));
    }
    assert_eq!(*play.it(), before);
    play.person(BUREAU, ruling(Verdict::Dismissed, false, COUNTY)).unwrap();
}

#[test]
fn whoever_belongs_to_the_unit_neither_sits_on_the_panel_nor_writes_down_what_it_decided() {
    let mut play = Play::appealing(Level::Department, &[BUREAU]);
    play.person(BUREAU, appeal()).unwrap();
    let decided = ruling(Verdict::Upheld, true, COUNTY);
    assert_eq!(play.person(BUREAU, decided.clone()), Err("PANEL_NOT_INDEPENDENT"));
    assert_eq!(
        play.person(COUNTY, ruling(Verdict::Upheld, true, BUREAU)),
        Err("PANEL_NOT_INDEPENDENT")
    );
    assert_eq!(
        play.person(COUNTY, ruling(Verdict::Upheld, true, "330602-XYZ")),
        Err("UNIT_UNKNOWN")
    );
    assert_eq!(play.it().appeals[0].ruling, None);
    play.person(COUNTY, decided).unwrap();
}

#[test]
fn an_appeal_that_is_upheld_comes_to_an_exclusion_or_sets_the_item_aside() {
    let both = [TOWN, OTHER_TOWN];
    // By an exclusion: neither what was excluded before it, nor what is excluded of another unit.
    let mut play = Play::reviewing();
    play.person(COUNTY, ruling(Verdict::Upheld, false, BUREAU)).unwrap();
    play.person(COUNTY, computed(&both, 1, &[])).unwrap();
    assert_eq!(play.person(COUNTY, Command::Finalise), Err("UPHELD_WITHOUT_EFFECT"));
    play.exclude(STREET, 2).unwrap();
    assert_eq!(play.person(COUNTY, Command::Finalise), Err("UPHELD_WITHOUT_EFFECT"));
    play.exclude(&format!("{OTHER_TOWN}-ZFD"), 3).unwrap();
    assert_eq!(play.person(COUNTY, Command::Finalise), Err("NOT_RECOMPUTED"));
    play.person(COUNTY, computed(&both, 3, &[])).unwrap();
    play.person(COUNTY, Command::Finalise).unwrap();
    let excluded: Vec<usize> = play.it().calculations.iter().map(|calculation| calculation.excluded).collect();
    assert_eq!(excluded, [0, 1, 3], "every result is kept");
    // By setting the item aside, which the next calculation has to know.
    let mut play = Play::reviewing();
    play.person(COUNTY, ruling(Verdict::Upheld, true, BUREAU)).unwrap();
    let item = Item {
        unit: OTHER_TOWN.to_owned(),
        indicator: CLOSE.to_owned(),
    };
    assert_eq!(play.it().set_aside(), std::slice::from_ref(&item));
    assert_eq!(play.person(COUNTY, computed(&both, 1, &[])), Err("NOT_RECOMPUTED"));
    assert_eq!(play.person(COUNTY, Command::Finalise), Err("NOT_RECOMPUTED"));
    play.person(COUNTY, computed(&both, 1, &[item])).unwrap();
    play.person(COUNTY, Command::Finalise).unwrap();
    let aside: Vec<usize> = play
        .it()
        .calculations
        .iter()
        .map(|calculation| calculation.set_aside.len())
        .collect();
    assert_eq!(aside, [0, 1]);
    // What is dismissed comes to nothing.
    let mut play = Play::reviewing();
    play.person(COUNTY, ruling(Verdict::Dismissed, false, BUREAU)).unwrap();
    play.person(COUNTY, computed(&both, 1, &[])).unwrap();
    play.person(COUNTY, Command::Finalise).unwrap();
}
