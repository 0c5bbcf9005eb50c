//! The county of the scene: its bureaus in the kit's county; officers with certificates and without; and one power.

use shiyu_kit::testkit::scene;
pub(crate) use shiyu_kit::testkit::scene::{COUNTY, OTHER_COUNTY, TOWN, VILLAGE, code};
use shiyu_kit::unit::Units;

use super::given::*;
use crate::domain::Known;
use crate::domain::terms::{Benchmark, BenchmarkBand, Certificate, Fen, Officer, PenaltyKind, PenaltyRange, Power};

/// The county's comprehensive enforcement bureau; it has the cases.
pub(crate) const BUREAU: &str = "330602-ZFJ";

/// The county's water bureau.
pub(crate) const WATER: &str = "330602-SLJ";

/// The town's enforcement team.
pub(crate) const TEAM: &str = "330602001-ZFD";

/// The county's justice office, above whom nobody disputes.
pub(crate) const JUSTICE: &str = "330602-SFJ";

pub(crate) const POWER: &str = "330217001000";

pub(super) fn units() -> Units {
    scene::units(&[(BUREAU, COUNTY), (WATER, COUNTY), (JUSTICE, COUNTY), (TEAM, TOWN)])
}

/// Who has which certificate today.
pub(crate) fn certified(subject: &str) -> Option<Officer> {
    let (unit, kind) = match subject {
        LI | WANG | CHEN | ZHANG | "host" => (BUREAU, Certificate::Officer),
        AUXILIARY => (BUREAU, Certificate::Auxiliary),
        OF_WATER => (WATER, Certificate::Officer),
        _ => return None,
    };
    Some(Officer {
        subject: subject.to_owned(),
        unit: code(unit),
        certificate: format!("3302{subject}"),
        kind,
        name: String::new(),
    })
}

pub(crate) fn power() -> Power {
    let money = |kind, least, most| PenaltyRange {
        kind,
        least: Fen::yuan(least),
        most: Fen::yuan(most),
    };
    Power {
        code: POWER.to_owned(),
        version: 3,
        subject: "擅自搭建建筑物、构筑物".to_owned(),
        basis: "城乡规划法 art. 64".to_owned(),
        holder: code(BUREAU),
        document: "浙政发〔2025〕7号".to_owned(),
        penalties: vec![
            money(PenaltyKind::Warning, 0, 0),
            money(PenaltyKind::Fine, 100, 50_000),
            money(PenaltyKind::SuspendBusiness, 0, 0),
        ],
        long_limitation: false,
        days: None,
    }
}

fn band(code: &str, least: u64, most: u64) -> BenchmarkBand {
    let range = |kind, least, most| PenaltyRange {
        kind,
        least: Fen::yuan(least),
        most: Fen::yuan(most),
    };
    BenchmarkBand {
        code: code.to_owned(),
        circumstances: "面积".to_owned(),
        penalties: vec![
            range(PenaltyKind::Fine, least, most),
            range(PenaltyKind::Warning, 0, 0),
            range(PenaltyKind::SuspendBusiness, 0, 0),
        ],
        reckoning: None,
    }
}

pub(super) fn known() -> Known {
    Known {
        power: Some(power()),
        others: Vec::new(),
        fines: Vec::new(),
        laws: Vec::new(),
        reckonings: Vec::new(),
        officers: Vec::new(),
        agents: Vec::new(),
        caller: None,
        enforcing: true,
        benchmark: Some(Benchmark {
            version: 1,
            bands: vec![band("light", 100, 5_000), band("heavy", 5_000, 50_000)],
        }),
        checklist: Vec::new(),
        act_key: Some("index:330602001:2026-02-20".to_owned()),
        turn: None,
        person: false,
        organisation: false,
        born: None,
        kept: Vec::new(),
        names_the_kept: false,
        waives_first: true,
        punished: false,
        masked: true,
        hearing_from: Fen::yuan(10_000),
    }
}
