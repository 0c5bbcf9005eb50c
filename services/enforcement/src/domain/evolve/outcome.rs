//! How a decision is performed.

use time::{Date, OffsetDateTime};

use crate::domain::account::Line;
use crate::domain::case_file::CaseFile;
use crate::domain::course::{Cash, Court, Deferral, Demand, Surcharge};
use crate::domain::stage::Stage;
use crate::domain::terms::CourtRuling;

impl CaseFile {
    pub(super) fn surcharge_accrued(mut self, to: Date, lines: &[Line]) -> Option<Self> {
        self.course.surcharge.as_mut()?.counted_to = to;
        Some(self.settled(lines))
    }

    /// What was late is late no more; what was counted stays.
    pub(super) fn deferral_granted(mut self, deferral: &Deferral) -> Option<Self> {
        if !matches!(self.stage, Stage::Served | Stage::Overdue) {
            return None;
        }
        self.course.deferral = Some(deferral.clone());
        Some(self.standing(Stage::Served))
    }

    pub(super) fn fell_overdue(mut self, since: Date) -> Option<Self> {
        let Stage::Served = self.stage else { return None };
        let counted_to = since.previous_day()?;
        self.course.surcharge.get_or_insert(Surcharge { since, counted_to });
        Some(self.standing(Stage::Overdue))
    }

    pub(super) fn demand_issued(mut self, demand: &Demand) -> Option<Self> {
        let Stage::Overdue = self.stage else { return None };
        self.course.demands.push(demand.clone());
        Some(if demand.served_at.is_some() {
            self.standing(Stage::Demanded)
        } else {
            self
        })
    }

    pub(super) fn demand_served(mut self, at: OffsetDateTime) -> Option<Self> {
        let Stage::Overdue = self.stage else { return None };
        self.course.demands.last_mut()?.served_at = Some(at);
        Some(self.standing(Stage::Demanded))
    }

    pub(super) fn court_applied(mut self, court: &Court) -> Option<Self> {
        let Stage::Demanded = self.stage else { return None };
        self.course.court = Some(court.clone());
        Some(self.standing(Stage::CourtApplied))
    }

    pub(super) fn court_moved(mut self, set: impl FnOnce(&mut Court)) -> Option<Self> {
        set(self.course.court.as_mut()?);
        Some(self)
    }

    pub(super) fn court_ruled(mut self, ruling: CourtRuling, at: OffsetDateTime) -> Option<Self> {
        let Stage::CourtApplied = self.stage else { return None };
        let court = self.course.court.as_mut()?;
        (court.ruling, court.ruled_at) = (Some(ruling), Some(at));
        Some(self.standing(match ruling {
            CourtRuling::Allowed => Stage::CourtAllowed,
            CourtRuling::Refused => Stage::CourtRefused,
        }))
    }

    /// What could not be brought in is given up with it.
    pub(super) fn execution_ended(mut self, at: OffsetDateTime) -> Option<Self> {
        let Stage::CourtAllowed = self.stage else { return None };
        self.course.court.as_mut()?.ended_at = Some(at);
        Some(self.standing(Stage::Performed))
    }

    pub(super) fn cash_moved(mut self, receipt: &str, set: impl FnOnce(&mut Cash)) -> Option<Self> {
        set(self.course.cash.iter_mut().find(|cash| cash.receipt == receipt)?);
        Some(self)
    }
}
