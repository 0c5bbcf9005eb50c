//! Whether a period still comes out as it was kept: every fact that was heard until its freeze is folded once more, and every calculation
//! reckoned again.

use shiyu_kit::fault::Fault;
use shiyu_proto::assessment::v1 as pb;

use super::desk::{Answered, PeriodDesk};
use super::domain::{Calculation, Period};
use super::refusal::Refusal;
use super::store::{self, Frozen};
use crate::figures::{self, Cube};

impl PeriodDesk {
    /// Verifies a period.
    ///
    /// # Errors
    /// `NOTHING_FROZEN`, `HEARD_ANEW`, or our own trouble.
    pub(super) async fn verified(&self, period: &Period) -> Answered<pb::VerifyPeriodResponse> {
        let snapshot = period.snapshot.as_ref().ok_or(Fault::Refused(Refusal::NothingFrozen))?;
        self.hears_still(snapshot).await?;
        let refolded = figures::refold(&self.office.db.reader, snapshot.position, period.span).await?;
        let facts = refolded.watermarks.iter().map(|mark| mark.facts).sum();
        let frozen = Frozen {
            span: period.span,
            level: period.level,
            watermarks: refolded.watermarks,
            cases: refolded.cases,
            cube: refolded.cube,
        };
        let reckoned_hash = store::hash(&frozen);
        let mut calculations = Vec::new();
        for (number, calculation) in (1..).zip(&period.calculations) {
            calculations.push(self.again(period, (number, calculation), &frozen.cube).await?);
        }
        Ok(pb::VerifyPeriodResponse {
            same: reckoned_hash == snapshot.hash && calculations.iter().all(|calculation| calculation.same),
            snapshot_hash: snapshot.hash.clone(),
            reckoned_hash,
            facts,
            facts_expected: snapshot.watermarks.iter().map(|mark| mark.facts).sum(),
            calculations,
        })
    }

    async fn again(&self, period: &Period, (number, kept): (i32, &Calculation), cube: &Cube) -> Answered<pb::VerifiedCalculation> {
        let cube = self.without(period, cube.clone(), kept.excluded).await?;
        let reckoned_hash = store::hash(&self.standings(period, &cube, &kept.set_aside).await?);
        let figures = kept.figures.as_ref().is_none_or(|figures| *figures == store::hash(&cube));
        Ok(pb::VerifiedCalculation {
            number,
            same: figures && reckoned_hash == kept.hash,
            hash: kept.hash.clone(),
            reckoned_hash,
        })
    }
}
