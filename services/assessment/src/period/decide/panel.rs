//! What the rated may appeal, and what a panel without them decides. Pure.

use std::collections::BTreeSet;

use shiyu_kit::case::Context;
use shiyu_kit::unit::Code;

use super::Decided;
use crate::figures::unit_at;
use crate::hands;
use crate::period::domain::{APPEAL, Appeal, Exclusion, Item, Period, Ruling, Stage, Verdict};
use crate::period::event::What;
use crate::period::refusal::Refusal;

/// That somebody of the county itself acts: a period rates the units of all of it.
pub(super) fn led(county: &Code, context: &Context<'_>) -> Result<(), Refusal> {
    Ok(hands::sitting(county, context).county_wide()?)
}

impl Period {
    /// The rated unit that somebody of a unit speaks for.
    ///
    /// # Errors
    /// `UNIT_NOT_RATED`.
    pub fn rated(&self, own: Option<&str>) -> Result<String, Refusal> {
        let unit = own.and_then(|own| unit_at(own, self.level));
        let rated = |unit: &String| self.calculations.iter().any(|calculation| calculation.units.contains(unit));
        unit.filter(rated).ok_or(Refusal::UnitNotRated)
    }

    /// Within the window, whether or not its clock was heard to ring.
    pub(super) fn appeal(&self, (indicator, grounds): (&str, &str), context: &Context<'_>) -> Decided {
        self.stands(&[Stage::Appeals])?;
        if self.clocks.named(&APPEAL.id).is_some_and(|window| window.due.legal <= context.now) {
            return Err(Refusal::MoveNotAllowed(Stage::Reviewing));
        }
        let unit = self.rated(context.by.unit())?;
        if !self.indicators.iter().any(|used| used.code == indicator) {
            return Err(Refusal::IndicatorNotUsed);
        }
        if self
            .appeals
            .iter()
            .any(|appeal| appeal.unit == unit && appeal.indicator == indicator)
        {
            return Err(Refusal::AlreadyAppealed);
        }
        let appeal = Appeal {
            unit,
            indicator: indicator.to_owned(),
            grounds: grounds.to_owned(),
            at: context.now,
            ruling: None,
        };
        Ok(vec![What::Appealed(appeal).into()])
    }

    pub(super) fn rule(&self, index: usize, ruling: Ruling, context: &Context<'_>) -> Decided {
        self.stands(&[Stage::Appeals, Stage::Reviewing])?;
        let appeal = self.appeals.get(index).ok_or(Refusal::AppealUnknown)?;
        if appeal.ruling.is_some() {
            return Err(Refusal::AppealDecided);
        }
        self.independent(&ruling.panel, std::slice::from_ref(&appeal.unit), context)?;
        Ok(vec![What::Decided(index, ruling).into()])
    }

    pub(super) fn exclude(&self, exclusion: Exclusion, context: &Context<'_>) -> Decided {
        self.stands(&[Stage::Frozen, Stage::Computed, Stage::Appeals, Stage::Reviewing])?;
        if exclusion.units.is_empty() {
            return Err(Refusal::CaseNotCounted);
        }
        if self.exclusions.iter().any(|known| known.case == exclusion.case) {
            return Err(Refusal::CaseExcluded);
        }
        self.independent(&exclusion.panel, &exclusion.units, context)?;
        Ok(vec![What::Excluded(exclusion).into()])
    }

    /// No unit of the panel is one that is concerned, or belongs to it, and nobody of such a unit writes down what the panel decided.
    fn independent(&self, panel: &[Code], concerned: &[String], context: &Context<'_>) -> Result<(), Refusal> {
        let concerned: BTreeSet<String> = concerned.iter().map(|unit| self.at_level(unit)).collect();
        let mut deciding = panel.iter().map(Code::as_str).chain(context.by.unit());
        if deciding.any(|unit| concerned.contains(&self.at_level(unit))) {
            return Err(Refusal::PanelNotIndependent);
        }
        Ok(hands::are_there(panel, &hands::sitting(&self.county, context))?)
    }

    fn at_level(&self, unit: &str) -> String {
        unit_at(unit, self.level).unwrap_or_else(|| unit.to_owned())
    }

    /// What is not scored any more, of which unit: in the order of the appeals that came to it.
    #[must_use]
    pub fn set_aside(&self) -> Vec<Item> {
        let aside = |appeal: &&Appeal| appeal.ruling.as_ref().is_some_and(|ruling| ruling.set_aside);
        let items = self.appeals.iter().filter(aside).map(|appeal| Item {
            unit: appeal.unit.clone(),
            indicator: appeal.indicator.clone(),
        });
        items.collect()
    }

    /// Whether the unit was right and nothing came of it: neither is the item set aside, nor was any case of the unit excluded since.
    pub(super) fn is_without_effect(&self, appeal: &Appeal) -> bool {
        let upheld = |ruling: &Ruling| ruling.verdict == Verdict::Upheld && !ruling.set_aside;
        let since = |exclusion: &&Exclusion| exclusion.at >= appeal.at;
        let of_unit = |exclusion: &Exclusion| exclusion.units.iter().any(|unit| self.at_level(unit) == appeal.unit);
        appeal.ruling.as_ref().is_some_and(upheld) && !self.exclusions.iter().filter(since).any(of_unit)
    }
}
