//! Packs of limits (M-19): the law gives a mediation no time, so each deployment says whose practice it keeps, by a file. The packs are
//! asked in its order, and the first that answers counts; where none answers, the built-in limit stands.

use serde::Deserialize;
use shiyu_kit::calendar::TimeUnit;
use time::Date;
use time::format_description::well_known::Iso8601;

use crate::domain::Limit;
use crate::domain::terms::{Procedure, Source};
use crate::rpc::lookup::LimitQuestion;

/// The packs we bring along.
const BUILTIN: &str = include_str!("../../config/limits.toml");

/// Of what a limit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Of {
    /// People's mediation.
    People,
    /// Administrative mediation.
    Administrative,
    /// Delegated by a court before filing.
    CourtDelegated,
    /// Entrusted by a court after filing, under the ordinary procedure.
    CourtEntrusted,
    /// The same, under the summary procedure.
    CourtSummary,
}

impl Of {
    /// Its word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Administrative => "administrative",
            Self::CourtDelegated => "court_delegated",
            Self::CourtEntrusted => "court_entrusted",
            Self::CourtSummary => "court_summary",
        }
    }

    /// Of what a dispute asks; nobody limits the court's own mediation here.
    #[must_use]
    pub fn asked(asked: LimitQuestion) -> Option<Self> {
        match (asked.source, asked.procedure) {
            (_, Procedure::Judicial) => None,
            (Source::CourtDelegated, _) => Some(Self::CourtDelegated),
            (Source::CourtEntrusted, _) if asked.summary => Some(Self::CourtSummary),
            (Source::CourtEntrusted, _) => Some(Self::CourtEntrusted),
            (_, Procedure::People) => Some(Self::People),
            (_, Procedure::Administrative) => Some(Self::Administrative),
        }
    }
}

/// A limit of a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackLimit {
    /// Of what.
    pub of: Of,
    /// How many.
    pub amount: u32,
    /// Counted in what.
    pub unit: TimeUnit,
    /// By how many days it may be extended in all.
    pub extend_days: u32,
    /// What it stands on.
    pub basis: String,
}

impl PackLimit {
    /// As a file writes it: `30d`.
    #[must_use]
    pub fn written(&self) -> String {
        let unit = match self.unit {
            TimeUnit::Hour => "h",
            TimeUnit::WorkHour => "wh",
            TimeUnit::WorkingDay => "wd",
            TimeUnit::NaturalDay => "d",
            TimeUnit::Month => "m",
        };
        format!("{}{unit}", self.amount)
    }
}

/// A pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pack {
    /// Its code.
    pub code: String,
    /// What it is called.
    pub title: String,
    /// Its version.
    pub version: i64,
    /// First day it is in force.
    pub from: Date,
    /// What it says.
    pub limits: Vec<PackLimit>,
}

/// The packs of a deployment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Packs(Vec<Pack>);

/// The file cannot be used; all that is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the packs of limits cannot be used: {}", .0.join("; "))]
pub struct BadPacks(pub Vec<String>);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    pack: Vec<FilePack>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FilePack {
    code: String,
    title: String,
    version: i64,
    from: String,
    limits: Vec<FileLimit>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileLimit {
    of: Of,
    limit: String,
    #[serde(default)]
    extend_days: u32,
    basis: String,
}

impl Packs {
    /// Those we bring along.
    ///
    /// # Errors
    /// [`BadPacks`], of a build that no test let through.
    pub fn builtin() -> Result<Self, BadPacks> {
        Self::read(BUILTIN)
    }

    /// Reads a file of packs.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn read(text: &str) -> Result<Self, BadPacks> {
        let file: File = toml::from_str(text).map_err(|error| BadPacks(vec![error.to_string()]))?;
        let mut problems = Vec::new();
        let packs: Vec<Pack> = file.pack.into_iter().filter_map(|found| pack(found, &mut problems)).collect();
        if problems.is_empty() {
            Ok(Self(packs))
        } else {
            Err(BadPacks(problems))
        }
    }

    /// In the order in which they are asked.
    #[must_use]
    pub fn all(&self) -> &[Pack] {
        &self.0
    }

    /// What the first pack in force that answers says.
    #[must_use]
    pub fn limit(&self, asked: LimitQuestion, on: Date) -> Option<Limit> {
        let of = Of::asked(asked)?;
        let in_force = self.0.iter().filter(|pack| pack.from <= on);
        let mut answers = in_force.flat_map(|pack| pack.limits.iter().map(move |limit| (pack, limit)));
        let (pack, limit) = answers.find(|(_, limit)| limit.of == of)?;
        Some(Limit {
            amount: limit.amount,
            unit: limit.unit,
            extend_days: limit.extend_days,
            pack: pack.code.clone(),
            version: pack.version,
        })
    }
}

fn pack(found: FilePack, problems: &mut Vec<String>) -> Option<Pack> {
    let code = found.code;
    let from = Date::parse(&found.from, &Iso8601::DATE).ok();
    if from.is_none() {
        problems.push(format!("pack {code}: from is a day as in 2026-05-06"));
    }
    if found.version < 1 {
        problems.push(format!("pack {code}: versions count from 1"));
    }
    let limits: Vec<PackLimit> = found.limits.into_iter().filter_map(|found| limit(found, &code, problems)).collect();
    Some(Pack {
        code,
        title: found.title,
        version: found.version,
        from: from?,
        limits,
    })
}

fn limit(found: FileLimit, pack: &str, problems: &mut Vec<String>) -> Option<PackLimit> {
    let Some((amount, unit)) = counted(&found.limit) else {
        problems.push(format!("pack {pack}: {:?} is no limit; write 30d, 15wd or 1m", found.limit));
        return None;
    };
    Some(PackLimit {
        of: found.of,
        amount,
        unit,
        extend_days: found.extend_days,
        basis: found.basis,
    })
}

/// `30d`, `15wd`, `1m`: up to 366 days or 12 months.
fn counted(text: &str) -> Option<(u32, TimeUnit)> {
    let digits = text.trim_end_matches(|sign: char| sign.is_ascii_alphabetic());
    let amount: u32 = digits.parse().ok()?;
    let (unit, most) = match text.strip_prefix(digits)? {
        "d" => (TimeUnit::NaturalDay, 366),
        "wd" => (TimeUnit::WorkingDay, 250),
        "m" => (TimeUnit::Month, 12),
        _ => return None,
    };
    (1..=most).contains(&amount).then_some((amount, unit))
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    const ASKED: LimitQuestion = LimitQuestion {
        source: Source::Parties,
        procedure: Procedure::People,
        summary: false,
    };

    #[test]
    fn a_court_gives_thirty_days_before_filing_and_fifteen_or_seven_after() {
        let packs = Packs::builtin().expect("our own packs");
        let days = |source, summary| {
            let asked = LimitQuestion { source, summary, ..ASKED };
            packs.limit(asked, date!(2026 - 11 - 29)).map(|limit| (limit.amount, limit.pack))
        };
        assert_eq!(days(Source::CourtDelegated, false), Some((30, "court".to_owned())));
        assert_eq!(days(Source::CourtEntrusted, false), Some((15, "court".to_owned())));
        assert_eq!(days(Source::CourtEntrusted, true), Some((7, "court".to_owned())));
        assert_eq!(days(Source::Grid, false), Some((30, "national".to_owned())));
    }

    #[test]
    fn a_local_pack_that_stands_first_counts_from_its_first_day() {
        let local = "[[pack]]\ncode = \"ningbo\"\ntitle = \"宁波\"\nversion = 2\nfrom = \"2026-06-01\"\n\
                     limits = [{ of = \"people\", limit = \"1m\", extend_days = 15, basis = \"宁波市多元化解纠纷促进条例 art. 27\" }]\n";
        let packs = Packs::read(&format!("{local}{BUILTIN}")).expect("both");
        let before = packs.limit(ASKED, date!(2026 - 05 - 31)).expect("a limit");
        let after = packs.limit(ASKED, date!(2026 - 06 - 01)).expect("a limit");
        assert_eq!(
            (before.pack.as_str(), before.amount, before.unit),
            ("national", 30, TimeUnit::NaturalDay)
        );
        assert_eq!(
            (after.pack.as_str(), after.version, after.unit, after.extend_days),
            ("ningbo", 2, TimeUnit::Month, 15)
        );
    }

    #[test]
    fn the_courts_own_mediation_has_no_limit_of_ours() {
        let asked = LimitQuestion {
            procedure: Procedure::Judicial,
            ..ASKED
        };
        assert_eq!(Packs::builtin().expect("our own").limit(asked, date!(2026 - 11 - 29)), None);
    }

    #[test]
    fn all_that_is_wrong_with_a_file_is_told() {
        let wrong = "[[pack]]\ncode = \"x\"\ntitle = \"x\"\nversion = 0\nfrom = \"soon\"\nlimits = [{ of = \"people\", limit = \"0d\", basis = \"\" }, { of = \"people\", limit = \"30\", basis = \"\" }]\n";
        let BadPacks(problems) = Packs::read(wrong).expect_err("all of it is wrong");
        assert_eq!(problems.len(), 4, "{problems:?}");
    }
}
