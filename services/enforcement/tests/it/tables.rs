//! The registers as the tests' county has them: two powers of the bureau's, a town with powers of its own, officers, a benchmark.

use shiyu_enforcement::domain::terms::{
    Benchmark, BenchmarkBand, Certificate, EvidenceKind, Fen, Officer, PenaltyKind, PenaltyRange, Power, Reckoning, SubjectKind,
};
use shiyu_enforcement::rpc::lookup::Tables;
use shiyu_kit::unit::Code;
use time::Date;

use crate::scene::{BUREAU, CHEN, HOST, LI, OTHER_TOWN, TOWN_BUREAU, WANG, WATER, code};

pub(crate) const POWER: &str = "330217001000";
/// Another one of the bureau's.
pub(crate) const OTHER_POWER: &str = "330217002000";

/// The registers as they always were.
#[derive(Debug)]
pub(crate) struct Fixed;

fn money(kind: PenaltyKind, least: u64, most: u64) -> PenaltyRange {
    PenaltyRange {
        kind,
        least: Fen::yuan(least),
        most: Fen::yuan(most),
    }
}

fn is_held(item: &str) -> bool {
    [POWER, OTHER_POWER].contains(&item)
}

impl Tables for Fixed {
    fn power(&self, item: &str, holder: &Code, place: &Code, _: Date) -> Option<Power> {
        let here = is_held(item) && holder.as_str() == BUREAU && place.as_str().starts_with("330602");
        here.then(|| Power {
            code: item.to_owned(),
            version: 3,
            subject: "擅自搭建建筑物、构筑物".to_owned(),
            basis: "《城乡规划法》第六十四条".to_owned(),
            holder: holder.clone(),
            document: "浙政发〔2025〕7号".to_owned(),
            penalties: vec![money(PenaltyKind::Warning, 0, 0), money(PenaltyKind::Fine, 100, 50_000)],
            long_limitation: false,
            days: None,
        })
    }

    fn ranges(&self, item: &str, _: SubjectKind, _: Date) -> Option<Vec<PenaltyRange>> {
        is_held(item).then(|| vec![money(PenaltyKind::Warning, 0, 0), money(PenaltyKind::Fine, 100, 50_000)])
    }

    fn reckoning(&self, _: &str, _: SubjectKind, _: Date) -> Option<Reckoning> {
        None
    }

    fn waives_first(&self, item: &str, _: Date) -> bool {
        item == POWER
    }

    fn holder(&self, item: &str, _: &Code, _: Date) -> Option<Code> {
        is_held(item).then(|| code(BUREAU))
    }

    fn of_place(&self, place: &Code, _: Date) -> Option<Code> {
        place.as_str().starts_with(OTHER_TOWN).then(|| code(TOWN_BUREAU))
    }

    fn officer(&self, subject: &str, _: Date) -> Option<Officer> {
        let unit = match subject {
            _ if [LI.0, WANG.0, CHEN.0, HOST.0].contains(&subject) => BUREAU,
            "he" => WATER,
            _ => return None,
        };
        Some(Officer {
            subject: subject.to_owned(),
            unit: code(unit),
            certificate: format!("3302{subject}"),
            kind: Certificate::Officer,
            name: format!("执法人员{subject}"),
        })
    }

    fn agents(&self, _: &Code, _: &str, _: Date) -> Vec<Code> {
        Vec::new()
    }

    fn enforces(&self, unit: &Code, _: Date) -> bool {
        [BUREAU, WATER].contains(&unit.as_str())
    }

    fn benchmark(&self, _: &str, _: Date) -> Option<Benchmark> {
        Some(Benchmark {
            version: 1,
            bands: vec![BenchmarkBand {
                code: "general".to_owned(),
                circumstances: "一般".to_owned(),
                penalties: vec![money(PenaltyKind::Fine, 100, 50_000), money(PenaltyKind::Warning, 0, 0)],
                reckoning: None,
            }],
        })
    }

    fn checklist(&self, _: &str, _: Date) -> Vec<EvidenceKind> {
        vec![EvidenceKind::InspectionRecord]
    }

    fn contacts(&self, _: Date) -> Vec<String> {
        Vec::new()
    }
}
