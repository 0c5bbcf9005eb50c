//! What the doors look up, over the registers as they are held in memory.

use shiyu_kit::calendar::Rule;
use shiyu_kit::ledger::Unread;
use shiyu_kit::operations::Office;
use shiyu_kit::snapshot::Snapshot;
use shiyu_kit::unit::Code;
use time::Date;

use crate::domain::terms::{
    Benchmark, BenchmarkBand, Certificate, EvidenceKind, Fen, Multiple, Officer, PenaltyKind, PenaltyRange, Power, Reckoning, SubjectKind,
};
use crate::inspection::domain as inspection;
use crate::officer::Officers;
use crate::officer::domain::OfficerKind;
use crate::power::domain::{self as power, Item, PowerCode, Range};
use crate::power::{Edition, Powers};
use crate::rpc::lookup::Tables;
use crate::standard::Standards;
use crate::standard::domain::DocumentKind;

/// The registers' limits of our own, for the configuration.
pub const RULES: [Rule; 2] = [power::EVALUATION, inspection::ONE_VISIT];

/// The registers of one county.
#[derive(Debug, Clone)]
pub struct Registers {
    /// The lists of power items.
    pub powers: Snapshot<Powers>,
    /// Benchmarks, evidence checklists and wordings.
    pub standards: Snapshot<Standards>,
    /// Officers and auxiliaries.
    pub officers: Snapshot<Officers>,
}

impl Registers {
    /// Reads them.
    ///
    /// # Errors
    /// The database's, or a corrupt row.
    pub async fn open(office: &Office) -> Result<Self, Unread> {
        let db = &office.db;
        Ok(Self {
            powers: Snapshot::open(db.clone()).await?,
            standards: Snapshot::open(db.clone()).await?,
            officers: Snapshot::open(db.clone()).await?,
        })
    }
}

impl Tables for Registers {
    fn power(&self, code: &str, holder: &Code, place: &Code, on: Date) -> Option<Power> {
        let code: PowerCode = code.parse().ok()?;
        let held = self.powers.get();
        let (edition, item) = held.held(&code, (holder, place), on).ok()?;
        Some(held_power(edition, item, holder))
    }

    fn ranges(&self, code: &str, subject: SubjectKind, on: Date) -> Option<Vec<PenaltyRange>> {
        let code: PowerCode = code.parse().ok()?;
        let held = self.powers.get();
        let (_, item) = held.item(&code, on).ok()?;
        Some(ranges(&against(item, subject)))
    }

    fn reckoning(&self, code: &str, subject: SubjectKind, on: Date) -> Option<Reckoning> {
        let code: PowerCode = code.parse().ok()?;
        let held = self.powers.get();
        let (_, item) = held.item(&code, on).ok()?;
        reckoning(&against(item, subject))
    }

    fn waives_first(&self, code: &str, on: Date) -> bool {
        let held = self.powers.get();
        let item = code
            .parse()
            .ok()
            .and_then(|code: PowerCode| held.item(&code, on).ok().map(|(_, item)| item.first_offence_waiver));
        item.unwrap_or_default()
    }

    fn holder(&self, code: &str, place: &Code, on: Date) -> Option<Code> {
        let code: PowerCode = code.parse().ok()?;
        self.powers.get().holder(&code, place, on).ok().cloned()
    }

    fn of_place(&self, place: &Code, on: Date) -> Option<Code> {
        self.powers.get().of_place(place, on).cloned()
    }

    fn officer(&self, subject: &str, on: Date) -> Option<Officer> {
        let held = self.officers.get();
        let found = held.on(subject, on)?;
        let (certificate, kind) = match found.kind {
            OfficerKind::Officer => (found.valid(on)?.number.clone(), Certificate::Officer),
            OfficerKind::Auxiliary => (String::new(), Certificate::Auxiliary),
        };
        Some(Officer {
            subject: found.subject.clone(),
            unit: found.unit.clone(),
            certificate,
            kind,
            name: found.name.clone(),
        })
    }

    fn agents(&self, principal: &Code, code: &str, on: Date) -> Vec<Code> {
        let Ok(code) = code.parse::<PowerCode>() else {
            return Vec::new();
        };
        self.powers.get().agents(principal, &code, on).cloned().collect()
    }

    fn enforces(&self, unit: &Code, on: Date) -> bool {
        self.officers.get().valid_of(unit, on).len() >= 2
    }

    fn benchmark(&self, code: &str, on: Date) -> Option<Benchmark> {
        let code: PowerCode = code.parse().ok()?;
        let held = self.standards.get();
        let (version, bands) = held.benchmark(&code, on)?;
        let bands = bands.iter().map(|band| BenchmarkBand {
            code: band.code.clone(),
            circumstances: band.circumstances.clone(),
            penalties: ranges(&band.penalties),
            reckoning: reckoning(&band.penalties),
        });
        Some(Benchmark {
            version,
            bands: bands.collect(),
        })
    }

    fn checklist(&self, code: &str, on: Date) -> Vec<EvidenceKind> {
        let Ok(code) = code.parse::<PowerCode>() else {
            return Vec::new();
        };
        let held = self.standards.get();
        let Some((_, requirements)) = held.checklist(&code, on) else {
            return Vec::new();
        };
        requirements.iter().filter(|one| one.required).map(|one| one.kind).collect()
    }

    fn contacts(&self, on: Date) -> Vec<String> {
        let held = self.standards.get();
        let said = DocumentKind::ALL.iter().map(|kind| held.wording(*kind, on).1.contact);
        said.filter(|contact| !contact.is_empty()).collect()
    }
}

fn held_power(edition: &Edition, item: &Item, holder: &Code) -> Power {
    let bases = item.bases.iter().map(|basis| format!("《{}》{}", basis.law, basis.article));
    Power {
        code: item.code.to_string(),
        version: edition.list.version,
        subject: item.title.clone(),
        basis: bases.collect::<Vec<_>>().join("、"),
        holder: holder.clone(),
        document: edition.list.document.clone(),
        penalties: ranges(&item.penalties),
        long_limitation: item.long_limitation,
        days: item.decision_days,
    }
}

/// What an item allows against this kind of subject: what is for everybody, and what is for them.
fn against(item: &Item, subject: SubjectKind) -> Vec<Range> {
    let fits = |range: &&Range| range.subject.is_none_or(|of| of == subject);
    item.penalties.iter().filter(fits).copied().collect()
}

/// What is measured by what only a case knows, and the amounts of the same kinds that hold beside it; none if nothing is.
fn reckoning(ranges: &[Range]) -> Option<Reckoning> {
    let multiple = |range: &Range| {
        let multiple = range.multiple?;
        Some(Multiple {
            kind: range.kind,
            of: multiple.of,
            least: multiple.least,
            most: multiple.most,
        })
    };
    let multiples: Vec<Multiple> = ranges.iter().filter_map(multiple).collect();
    let measured = |range: &&Range| multiples.iter().any(|multiple| multiple.kind == range.kind);
    let beside = ranges.iter().filter(measured).filter_map(|range| {
        let (least, most) = range.fen?;
        let kind = range.kind;
        Some(PenaltyRange { kind, least, most })
    });
    let beside = beside.collect();
    (!multiples.is_empty()).then_some(Reckoning { multiples, beside })
}

/// By kind of penalty, from the least to the most it allows. Of what is a multiple of something a case alone knows the amount: it has
/// no upper end here.
fn ranges(ranges: &[Range]) -> Vec<PenaltyRange> {
    let of = |kind: PenaltyKind| {
        let mut ends = ranges.iter().filter(|range| range.kind == kind).map(ends);
        let first = ends.next()?;
        let (least, most) = ends.fold(first, |(least, most), (from, to)| (least.min(from), most.max(to)));
        Some(PenaltyRange { kind, least, most })
    };
    PenaltyKind::ALL.iter().copied().filter_map(of).collect()
}

fn ends(range: &Range) -> (Fen, Fen) {
    match (range.multiple, range.fen) {
        (Some(_), Some((least, _))) => (least, Fen::MOST),
        (Some(_), None) => (Fen::ZERO, Fen::MOST),
        (None, Some(ends)) => ends,
        (None, None) if range.kind.is_money() => (Fen::ZERO, Fen::MOST),
        (None, None) => (Fen::ZERO, Fen::ZERO),
    }
}
