//! What may be proposed and decided: within the power, within the benchmark or with a reason, and never what the law forbids
//! (行政处罚法 arts. 28, 30 to 34, 36, 37).

use super::income::confiscated as confiscated_income;
use super::limitation_ends;
use crate::domain::case_file::CaseFile;
use crate::domain::course::{Filing, Notice};
use crate::domain::event::{Event, What};
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::terms::{
    Base, Capacity, Exemption, Fen, Lightening, Multiple, MultipleOf, NoPenalty, PenaltyItem, PenaltyKind, PenaltyRange, Proposal,
    Reckoning,
};

impl CaseFile {
    pub(super) fn propose(&self, proposal: &Proposal, named_officers: &[String], sitting: &Sitting<'_>) -> Decided {
        let officers = self.investigators(named_officers, sitting)?;
        if self.course.notice().is_some_and(Notice::is_on_its_way) {
            return Err(Refusal::OnItsWay);
        }
        if self.hearing_pending() {
            return Err(Refusal::HearingPending);
        }
        self.is_lawful(proposal, sitting)?;
        self.not_for_the_defence(proposal)?;
        self.is_not_the_same_again(proposal)?;
        let what = What::Proposed {
            proposal: proposal.clone(),
            officers,
            at: sitting.at,
        };
        let event = self.stop_defence(Event::from(what), sitting);
        Ok(vec![self.resuming(event, sitting)])
    }

    /// Whether the law lets it be.
    pub(super) fn is_lawful(&self, proposal: &Proposal, sitting: &Sitting<'_>) -> Result<(), Refusal> {
        let filing = self.filing()?;
        match proposal {
            Proposal::NoPenalty(none) => self.may_be_spared(none, filing, sitting),
            Proposal::Penalty {
                items,
                band,
                deviation,
                lightening,
            } => {
                may_be_punished(filing, self, lightening)?;
                within_the_power(items, filing, lightening, &sitting.known.laws)?;
                within_the_multiples(items, !lightening.is_empty(), self.found(), &sitting.known.reckonings)?;
                self.is_fined_by_the_highest(items, filing, sitting)?;
                confiscated_income(items, self.found())?;
                within_the_benchmark((items, self.found()), band.as_deref(), deviation.as_deref(), sitting)
            }
        }
    }

    pub(super) fn filing(&self) -> Result<&Filing, Refusal> {
        self.course.filing.as_ref().ok_or_else(|| Refusal::NotInStage(self.stage.name()))
    }

    /// What the investigation found that a penalty is reckoned by.
    pub(super) fn found(&self) -> &[Base] {
        self.course
            .conclusion
            .as_ref()
            .map(|found| found.bases.as_slice())
            .unwrap_or_default()
    }

    /// Must not be punished, and may be spared, are different; what was put right was seen to be by two officers. The first time is let pass
    /// where the item says so, and of whoever was never punished.
    fn may_be_spared(&self, none: &NoPenalty, filing: &Filing, sitting: &Sitting<'_>) -> Result<(), Refusal> {
        let fits = match none.ground {
            Exemption::Minor | Exemption::First => {
                if !self.course.is_corrected() {
                    return Err(Refusal::NotCorrected);
                }
                let first = sitting.known.waives_first && !sitting.known.punished;
                if none.ground == Exemption::Minor { !filing.act.harm } else { first }
            }
            Exemption::MinorAge => filing.capacity == Capacity::Under14,
            Exemption::Incapacity => filing.capacity == Capacity::Incapable,
            Exemption::Limitation => self.discovered_on() > limitation_ends(&filing.act, &filing.power),
            Exemption::NoFault | Exemption::Unfounded => !filing.capacity.is_never_punished(),
        };
        if fits {
            Ok(())
        } else {
            Err(Refusal::GroundNotFitting(none.ground))
        }
    }
}

/// Who is not answerable is not punished, and the young less.
fn may_be_punished(filing: &Filing, case: &CaseFile, lightening: &[Lightening]) -> Result<(), Refusal> {
    if filing.capacity.is_never_punished() {
        return Err(Refusal::NotAnswerable);
    }
    if filing.capacity == Capacity::Under18 && !lightening.contains(&Lightening::Young) {
        return Err(Refusal::LighteningMissing);
    }
    if filing.capacity != Capacity::Under18 && lightening.contains(&Lightening::Young) {
        return Err(Refusal::LighteningNotFitting(Lightening::Young));
    }
    let last = limitation_ends(&filing.act, &filing.power);
    if case.discovered_on() > last {
        return Err(Refusal::LimitationExpired(last));
    }
    Ok(())
}

/// Each kind once, within its range; below it only for a reason of the law, and with one never at its top.
pub(super) fn within_the_power(
    items: &[PenaltyItem],
    filing: &Filing,
    lightening: &[Lightening],
    laws: &[Vec<PenaltyRange>],
) -> Result<(), Refusal> {
    if items.is_empty() {
        return Err(Refusal::NothingProposed);
    }
    for (index, item) in items.iter().enumerate() {
        if items.iter().take(index).any(|earlier| earlier.kind == item.kind) {
            return Err(Refusal::KindTwice(item.kind));
        }
        let range = filing.power.range(item.kind);
        // Illegal income is confiscated whatever else the item allows (art. 28).
        let free = item.kind == PenaltyKind::ConfiscateIncome && range.is_none();
        let unlimited = PenaltyRange {
            kind: item.kind,
            least: Fen::ZERO,
            most: Fen::MOST,
        };
        let range = match range {
            Some(range) => lightest(range, laws),
            None => free.then_some(unlimited),
        };
        let range = range.ok_or(Refusal::KindNotHeld(item.kind))?;
        counted(item, &range, !lightening.is_empty())?;
    }
    Ok(())
}

/// What a law measures in multiples lies between so many times what was found, or within an amount that holds beside them. Of an old law
/// and a new one it is above neither, and no less than the lighter asks for (从旧兼从轻, art. 37). What was not found cannot be multiplied.
pub(super) fn within_the_multiples(items: &[PenaltyItem], lighter: bool, bases: &[Base], laws: &[Reckoning]) -> Result<(), Refusal> {
    let base = |of: MultipleOf| base(items, bases, of);
    items.iter().try_for_each(|item| {
        let fits = |law: &Reckoning| reckoned(item, lighter, law, base);
        if lighter {
            return laws.iter().try_for_each(fits);
        }
        laws.iter().try_for_each(|law| fits(&without_floors(law)))?;
        let each: Vec<Result<(), Refusal>> = laws.iter().map(fits).collect();
        if each.iter().any(Result::is_ok) {
            return Ok(());
        }
        each.into_iter().collect()
    })
}

/// The same without its lower ends.
fn without_floors(law: &Reckoning) -> Reckoning {
    let multiples = law.multiples.iter().map(|multiple| Multiple { least: 0, ..*multiple });
    let beside = law.beside.iter().map(|range| PenaltyRange {
        least: Fen::ZERO,
        ..*range
    });
    Reckoning {
        multiples: multiples.collect(),
        beside: beside.collect(),
    }
}

/// How much there is of what a multiple is reckoned by: as it was found, or as the same decision confiscates it.
pub(super) fn base(items: &[PenaltyItem], bases: &[Base], of: MultipleOf) -> Option<u64> {
    let found = bases.iter().find(|base| base.of == of).map(|base| base.amount);
    found.or_else(|| confiscated(items, of))
}

fn confiscated(items: &[PenaltyItem], of: MultipleOf) -> Option<u64> {
    let kind = match of {
        MultipleOf::IllegalIncome => PenaltyKind::ConfiscateIncome,
        MultipleOf::GoodsValue => PenaltyKind::ConfiscateGoods,
        MultipleOf::ContractPrice | MultipleOf::SquareMetre => return None,
    };
    let item = items.iter().find(|item| item.kind == kind && !item.amount.is_zero())?;
    Some(item.amount.fen())
}

fn reckoned(item: &PenaltyItem, lighter: bool, law: &Reckoning, base: impl Fn(MultipleOf) -> Option<u64>) -> Result<(), Refusal> {
    let multiples: Vec<&Multiple> = law.multiples.iter().filter(|multiple| multiple.kind == item.kind).collect();
    let ranges = multiples.iter().filter_map(|multiple| Some(multiple.range(base(multiple.of)?)));
    let beside = law.beside.iter().filter(|range| range.kind == item.kind).copied();
    let fits = beside.chain(ranges).any(|range| counted(item, &range, lighter).is_ok());
    if fits || multiples.is_empty() {
        return Ok(());
    }
    let missing = multiples.iter().find(|multiple| base(multiple.of).is_none());
    Err(missing.map_or(Refusal::AmountNotFitting(item.kind), |multiple| {
        Refusal::BaseUnrecorded(multiple.of)
    }))
}

/// The old law, or the new one where it is lighter (从旧兼从轻, art. 37); none if either knows no such penalty.
fn lightest(filed: &PenaltyRange, laws: &[Vec<PenaltyRange>]) -> Option<PenaltyRange> {
    laws.iter().try_fold(*filed, |lightest, law| {
        let range = law.iter().find(|range| range.kind == lightest.kind)?;
        Some(PenaltyRange {
            kind: lightest.kind,
            least: lightest.least.min(range.least),
            most: lightest.most.min(range.most),
        })
    })
}

fn counted(item: &PenaltyItem, range: &PenaltyRange, lighter: bool) -> Result<(), Refusal> {
    let (kind, amount) = (item.kind, item.amount);
    if !kind.is_money() {
        return if amount.is_zero() || kind == PenaltyKind::ConfiscateGoods {
            Ok(())
        } else {
            Err(Refusal::AmountNotFitting(kind))
        };
    }
    let above = amount > range.most || lighter && range.least < range.most && amount == range.most;
    let below = amount < range.least && !lighter;
    if amount.is_zero() || above || below {
        return Err(Refusal::AmountNotFitting(kind));
    }
    Ok(())
}

/// Within the band that the circumstances fall under, or with a reason.
fn within_the_benchmark(
    (items, bases): (&[PenaltyItem], &[Base]),
    band: Option<&str>,
    deviation: Option<&str>,
    sitting: &Sitting<'_>,
) -> Result<(), Refusal> {
    let Some(benchmark) = &sitting.known.benchmark else { return Ok(()) };
    let band = band.map(|code| {
        let found = benchmark.bands.iter().find(|band| band.code == code);
        found.ok_or_else(|| Refusal::BandUnknown(code.to_owned()))
    });
    let band = band.transpose()?;
    let fits = |item: &PenaltyItem| {
        let range = band.and_then(|band| band.penalties.iter().find(|range| range.kind == item.kind));
        let within = range.is_some_and(|range| !item.kind.is_money() || (range.least..=range.most).contains(&item.amount));
        let times = band.and_then(|band| band.reckoning.as_ref());
        within && times.is_none_or(|times| reckoned(item, false, times, |of| base(items, bases, of)).is_ok())
    };
    let explained = deviation.is_some_and(|reason| !reason.trim().is_empty());
    if explained || items.iter().all(fits) {
        Ok(())
    } else {
        Err(Refusal::DeviationUnexplained)
    }
}
