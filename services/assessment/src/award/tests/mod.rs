//! Awards and vetoes on both databases.

mod objection;

use shiyu_kit::auth::Principal;
use shiyu_kit::calendar::local_date;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::scene::{COUNTY, OTHER_TOWN, TOWN, asked, code, id, parent, principal, reason};
use shiyu_proto::assessment::v1 as pb;
use shiyu_proto::assessment::v1::award_service_server::AwardService;
use time::{Date, Month};
use tonic::Status;

use super::AwardDesk;
use crate::scene::{BUREAU, Scene, assessor, rated, verbs};

shiyu_kit::both_databases! {
    three_years_in_a_row_are_a_tripod;
    a_veto_needs_a_hearing_and_a_panel_without_the_unit;
    nobody_decides_a_veto_or_an_award_of_their_own_unit;
}

struct Play {
    scene: Scene,
    desk: AwardDesk,
}

fn document() -> String {
    "越平安〔2026〕8号".to_owned()
}

impl Play {
    async fn open(home: &TestDatabase) -> Self {
        let scene = Scene::open(home).await;
        let desk = AwardDesk::new(code(COUNTY), scene.office.clone());
        Self { scene, desk }
    }

    fn year(&self, before: i32) -> i32 {
        local_date(self.scene.now()).year() - before
    }

    async fn nominate(&self, unit: &str, year: i32) -> Result<pb::AwardYear, Status> {
        let nominate = pb::NominateUnitRequest {
            parent: parent(),
            request_id: id(),
            unit: unit.to_owned(),
            year,
            document: document(),
        };
        Ok(self.desk.nominate_unit(asked(&assessor(), nominate)).await?.into_inner())
    }

    async fn step(&self, step: &str, name: &str) -> Result<pb::AwardYear, Status> {
        let (name, request_id, document) = (name.to_owned(), id(), document());
        let by = assessor();
        let answer = match step {
            "qualify" | "refuse" => {
                let decide = pb::DecideAwardRequest {
                    name,
                    request_id,
                    qualified: step == "qualify",
                    document,
                };
                self.desk.decide_award(asked(&by, decide)).await
            }
            "publicise" => {
                let publicise = pb::PubliciseAwardRequest {
                    name,
                    request_id,
                    document,
                };
                self.desk.publicise_award(asked(&by, publicise)).await
            }
            _ => {
                self.desk
                    .grant_award(asked(
                        &by,
                        pb::GrantAwardRequest {
                            name,
                            request_id,
                            document,
                        },
                    ))
                    .await
            }
        };
        Ok(answer?.into_inner())
    }

    async fn granted(&self, unit: &str, year: i32) {
        let year = self.nominate(unit, year).await.unwrap().name;
        for step in ["qualify", "publicise"] {
            self.step(step, &year).await.unwrap();
        }
        assert_eq!(reason(&self.step("grant", &year).await.unwrap_err()), "PUBLICITY_NOT_OVER");
        self.scene.wait(20);
        self.step("grant", &year).await.unwrap();
    }

    async fn streak(&self, unit: &str) -> pb::AwardStreak {
        let get = pb::GetAwardStreakRequest {
            parent: parent(),
            unit: unit.to_owned(),
        };
        self.desk.get_award_streak(asked(&rated(TOWN), get)).await.unwrap().into_inner()
    }

    async fn propose(&self, unit: &str, year: i32) -> Result<pb::Veto, Status> {
        let propose = pb::ProposeVetoRequest {
            parent: parent(),
            request_id: id(),
            unit: unit.to_owned(),
            year,
            event: pb::VetoEvent::ConcealedMajorAccident.into(),
            evidence: "档-2026-7".to_owned(),
        };
        Ok(self.desk.propose_veto(asked(&assessor(), propose)).await?.into_inner())
    }

    async fn decide(&self, name: &str, panel: &str, vetoed: bool) -> Result<pb::Veto, Status> {
        let decide = pb::DecideVetoRequest {
            name: name.to_owned(),
            request_id: id(),
            vetoed,
            document: document(),
            panel: vec![panel.to_owned()],
        };
        Ok(self.desk.decide_veto(asked(&assessor(), decide)).await?.into_inner())
    }

    async fn hear(&self, name: &str, day: i64) -> Result<pb::Veto, Status> {
        let hear = pb::HearUnitRequest {
            name: name.to_owned(),
            request_id: id(),
            hearing_date: self.scene.day(day).to_string(),
            document: document(),
        };
        Ok(self.desk.hear_unit(asked(&assessor(), hear)).await?.into_inner())
    }
}

/// So many days to a January: what follows takes two months, and must not go on into another year.
fn until_january(today: Date) -> i64 {
    let january = Date::from_calendar_date(today.year() + 1, Month::January, 10).unwrap();
    (january - today).whole_days()
}

async fn three_years_in_a_row_are_a_tripod(home: TestDatabase) {
    let play = Play::open(&home).await;
    play.scene.wait(until_january(play.scene.day(0)));
    let this = play.year(0);
    assert_eq!(reason(&play.nominate(TOWN, this).await.unwrap_err()), "YEAR_NOT_OVER");
    for year in [this - 3, this - 2] {
        play.granted(TOWN, year).await;
    }
    assert_eq!(
        (play.streak(TOWN).await.years, play.streak(TOWN).await.tier()),
        (2, pb::AwardTier::Unspecified)
    );
    play.granted(TOWN, this - 1).await;
    let streak = play.streak(TOWN).await;
    assert_eq!(
        (streak.year, streak.years, streak.tier(), streak.stars),
        (this - 1, 3, pb::AwardTier::Tripod, 0)
    );
    assert_eq!(reason(&play.nominate(TOWN, this - 1).await.unwrap_err()), "AWARD_EXISTS");
    assert_eq!(play.streak(OTHER_TOWN).await.years, 0);
    let refused = play.nominate(OTHER_TOWN, this - 1).await.unwrap().name;
    play.step("refuse", &refused).await.unwrap();
    assert_eq!(
        reason(&play.step("publicise", &refused).await.unwrap_err()),
        "AWARD_MOVE_NOT_ALLOWED"
    );
    // What is granted is not vetoed any more.
    assert_eq!(reason(&play.propose(TOWN, this - 1).await.unwrap_err()), "AWARD_DECIDED");
}

async fn a_veto_needs_a_hearing_and_a_panel_without_the_unit(home: TestDatabase) {
    let play = Play::open(&home).await;
    let year = play.year(1);
    let candidate = play.nominate(TOWN, year).await.unwrap().name;
    let veto = play.propose(TOWN, year).await.unwrap();
    assert_eq!(reason(&play.step("qualify", &candidate).await.unwrap_err()), "VETO_PENDING");
    assert_eq!(
        reason(&play.decide(&veto.name, BUREAU, true).await.unwrap_err()),
        "HEARING_NOT_HELD"
    );
    assert_eq!(reason(&play.hear(&veto.name, 1).await.unwrap_err()), "HEARING_NOT_HELD");
    // What was said before anything was proposed is no hearing of it.
    assert_eq!(reason(&play.hear(&veto.name, -2).await.unwrap_err()), "HEARING_NOT_HELD");
    play.hear(&veto.name, 0).await.unwrap();
    assert_eq!(
        reason(&play.decide(&veto.name, "330602001-ZFD", true).await.unwrap_err()),
        "PANEL_NOT_INDEPENDENT"
    );
    assert_eq!(
        reason(&play.decide(&veto.name, "330602-XYZ", true).await.unwrap_err()),
        "UNIT_UNKNOWN"
    );
    let decided = play.decide(&veto.name, BUREAU, true).await.unwrap();
    assert_eq!(
        (decided.stage(), decided.panel, decided.allowed.len()),
        (pb::VetoStage::Vetoed, vec![BUREAU.to_owned()], 0)
    );
    assert_eq!(
        reason(&play.decide(&veto.name, BUREAU, false).await.unwrap_err()),
        "VETO_MOVE_NOT_ALLOWED"
    );
    assert_eq!(
        reason(&play.step("qualify", &candidate).await.unwrap_err()),
        "AWARD_MOVE_NOT_ALLOWED"
    );
    // A veto that was dismissed keeps nobody from qualifying; one that was decided first makes a vetoed candidate.
    let other = play.nominate(OTHER_TOWN, year).await.unwrap().name;
    let dismissed = play.propose(OTHER_TOWN, year).await.unwrap();
    play.hear(&dismissed.name, 0).await.unwrap();
    play.decide(&dismissed.name, BUREAU, false).await.unwrap();
    play.step("qualify", &other).await.unwrap();
    let list = pb::ListVetoesRequest {
        parent: parent(),
        ..pb::ListVetoesRequest::default()
    };
    let seen = async |by: Principal| {
        play.desk
            .list_vetoes(asked(&by, list.clone()))
            .await
            .unwrap()
            .into_inner()
            .vetoes
            .len()
    };
    assert_eq!([seen(assessor()).await, seen(rated(TOWN)).await], [2, 1]);
}

/// The office of assessment is a unit too, and may be vetoed: by others.
async fn nobody_decides_a_veto_or_an_award_of_their_own_unit(home: TestDatabase) {
    let play = Play::open(&home).await;
    let year = play.nominate(BUREAU, play.year(2)).await.unwrap().name;
    for step in ["qualify", "refuse"] {
        assert_eq!(
            reason(&play.step(step, &year).await.unwrap_err()),
            "UNIT_DECIDES_NOT_ITSELF",
            "{step}"
        );
    }
    let veto = play.propose(BUREAU, play.year(1)).await.unwrap().name;
    play.hear(&veto, 0).await.unwrap();
    assert_eq!(
        reason(&play.decide(&veto, COUNTY, false).await.unwrap_err()),
        "PANEL_NOT_INDEPENDENT"
    );
    let decide = pb::DecideVetoRequest {
        name: veto,
        request_id: id(),
        vetoed: true,
        document: document(),
        panel: vec![COUNTY.to_owned()],
    };
    let county = principal("county-assessor", Some(COUNTY), "assessor");
    let decided = play.desk.decide_veto(asked(&county, decide)).await.unwrap().into_inner();
    assert_eq!(decided.stage(), pb::VetoStage::Vetoed);
}

#[test]
fn each_role_has_its_verbs() {
    let of = |by: Option<&Principal>| verbs("AwardService", by).len();
    assert_eq!((of(Some(&assessor())), of(Some(&rated(TOWN))), of(None)), (13, 4, 2));
    assert_eq!(of(Some(&principal("auditor", None, "auditor"))), 4);
}

/// No event that a veto may rest on counts petitions (domain.md G-17).
#[test]
fn no_veto_rests_on_a_number_of_petitions() {
    let events = (1..).map_while(|number| pb::VetoEvent::try_from(number).ok());
    let names: Vec<&str> = events.map(|event| event.as_str_name()).collect();
    assert_eq!(names.len(), 5);
    assert!(names.iter().all(|name| !name.contains("PETITION") && !name.contains("VISIT")));
}
