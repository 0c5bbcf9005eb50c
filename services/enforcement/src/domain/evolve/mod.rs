//! The case after an event. `None`: the event cannot follow, so the journal is corrupt.

mod inquiry;
mod outcome;
mod overlay;
mod procedure;

use shiyu_kit::calendar::{Clocks, Moves, Ring};

use super::account::Line;
use super::case_file::CaseFile;
use super::course::{Course, Filing, Hearing};
use super::event::{Event, Received, SpotDecided, What};
use super::stage::{Ending, Stage};

pub(super) fn evolve(case: Option<CaseFile>, event: &Event) -> Option<CaseFile> {
    let case = match (case, &event.what) {
        (None, What::Received(received)) => begun(received, Stage::Clue),
        (None, What::SpotDecided(spot)) => on_the_spot(spot),
        (None, _) => return None,
        (Some(case), what) => case.follow(what)?,
    };
    case.moved(&event.moves)
}

fn begun(received: &Received, stage: Stage) -> CaseFile {
    CaseFile {
        county: received.county.clone(),
        number: received.number.clone(),
        clue: received.clue.clone(),
        parties: received.parties.clone(),
        received_at: received.at,
        receiver: received.receiver.clone(),
        unit: received.receiver.clone(),
        stage,
        course: Course::default(),
        clocks: Clocks::default(),
    }
}

fn on_the_spot(spot: &SpotDecided) -> CaseFile {
    let mut case = begun(&spot.received, Stage::Served);
    case.course.filing = Some(spot.filing.clone());
    case.course.officers.clone_from(&spot.officers);
    case.course.decisions.push(spot.decision.clone());
    case.settled(&spot.lines)
}

impl CaseFile {
    #[expect(clippy::too_many_lines, reason = "one line for each event")]
    fn follow(self, what: &What) -> Option<Self> {
        match what {
            What::Received(_) | What::SpotDecided(_) => None,
            What::ClueVerified(verification) => self.clue_verified(verification),
            What::DisputeRaised(dispute) => self.dispute_raised(dispute),
            What::CountyAnswered(answer) => self.county_answered(answer),
            What::DisputeReferred { at } => self.dispute_referred(*at),
            What::DisputeSettled(settlement) => self.dispute_settled(settlement),
            What::OutsideOffered(asked) => self.noted(|course| course.outside.push((**asked).clone())),
            What::OutsideReceived {
                offer,
                reference,
                verified,
                at,
            } => self.outside_received(*offer, (reference, *verified), *at),
            What::OutsideUnanswered { offer, at } => self.outside_unanswered(*offer, *at),
            What::Filed(filing) => self.filed(filing),
            What::OfficersAssigned { officers, former, .. } => self.noted(|course| course.assign(officers, former)),
            What::EvidenceAdded(evidence) => self.noted(|course| course.evidence.push((**evidence).clone())),
            What::EvidenceVerified {
                evidence,
                kind,
                lawful_source,
                officers,
            } => self.evidence_verified(*evidence, *kind, lawful_source, officers),
            What::EvidenceExcluded { evidence, exclusion } => self.evidence_excluded(*evidence, exclusion),
            What::MonitoringReviewed { evidence, review } => self.monitoring_reviewed(*evidence, review),
            What::CustodyRecorded { evidence, custody } => self.custody_recorded(*evidence, custody),
            What::Preserved(preservation) => self.noted(|course| course.preservations.push(preservation.clone())),
            What::PreservedDisposed { preservation, disposal } => self.disposed(*preservation, disposal),
            What::MeasureTaken(measure) => self.noted(|course| course.measures.push(measure.clone())),
            What::MeasureApproved { measure, approver } => self.measure_approved(*measure, approver),
            What::MeasureReleased { measure, release } => self.measure_released(*measure, release),
            What::CorrectionOrdered(correction) => self.noted(|course| course.corrections.push(correction.clone())),
            What::CorrectionChecked { correction, result } => self.correction_checked(*correction, result),
            What::Suspended(suspension) => self.suspended(suspension),
            What::Resumed { at } => self.resumed(*at),
            What::Concluded(conclusion) => self.concluded(conclusion),
            What::Proposed { proposal, .. } => self.proposed(proposal),
            What::NoticeIssued(notice) => self.notice_issued(notice),
            What::NoticeServed { at } => self.notice_served(*at),
            What::StatementReceived(statement) => self.noted(|course| course.statements.push(statement.clone())),
            What::StatementReviewed { statement, review } => self.statement_reviewed(*statement, review),
            What::Waived(waiver) => self.waived(waiver),
            What::HearingRequested(hearing) => self.noted(|course| course.hearings.push(hearing.clone())),
            What::HearingScheduled {
                host,
                place,
                public,
                closed_for,
                notified_at,
                scheduled_at,
            } => self.hearing_scheduled(|hearing: &mut Hearing| {
                hearing.host = Some(host.clone());
                hearing.place = Some(place.clone());
                hearing.public = *public;
                hearing.closed_for.clone_from(closed_for);
                hearing.notified_at = Some(*notified_at);
                hearing.scheduled_at = Some(*scheduled_at);
            }),
            What::HearingHeld(record) => self.hearing_held(record),
            What::Submitted(submission) => self.submitted(submission),
            What::Reviewed(review) => self.reviewed(review),
            What::Discussed(discussion) => self.discussed(discussion),
            What::Decided { decision, lines } => self.decided(decision, lines),
            What::DecisionDelivered { delivery, served_at } => self.decision_delivered(delivery, *served_at),
            What::DecisionDeemedServed { at } => self.decision_served(*at),
            What::SurchargeAccrued { to, lines } => self.surcharge_accrued(*to, lines),
            What::Paid { lines, cash, .. } => self.settled(lines).noted(|course| course.cash.extend(cash.clone())),
            What::Performed(performance) => self.noted(|course| course.performances.push(performance.clone())),
            What::PerformanceCompleted { .. } => Some(self.standing(Stage::Performed)),
            What::DeferralGranted(deferral) => self.deferral_granted(deferral),
            What::FellOverdue { since } => self.fell_overdue(*since),
            What::DemandIssued(demand) => self.demand_issued(demand),
            What::DemandServed { at } => self.demand_served(*at),
            What::CourtApplied(court) => self.court_applied(court),
            What::CourtAccepted { at } => self.court_moved(|court| court.accepted_at = Some(*at)),
            What::CourtRuled { ruling, at, .. } => self.court_ruled(*ruling, *at),
            What::ExecutionEnded { at, .. } => self.execution_ended(*at),
            What::Refunded { lines, .. } => Some(self.settled(lines)),
            What::SpotRecorded { at, .. } => self.noted(|course| course.spot_recorded_at = Some(*at)),
            What::CashHandedIn { receipt, at } => self.cash_moved(receipt, |cash| cash.handed_in_at = Some(*at)),
            What::CashBanked { receipt, at } => self.cash_moved(receipt, |cash| cash.banked_at = Some(*at)),
            What::Published(publication) => self.noted(|course| course.publications.push(publication.clone())),
            What::Unpublished(withdrawal) => self.unpublished(withdrawal),
            What::RemedyLodged(remedy) => self.noted(|course| course.remedies.push(remedy.clone())),
            What::RemedyRuled { remedy, word, lines } => self.remedy_ruled(*remedy, word, lines),
            What::CrimeReported(crime) => self.noted(|course| course.crimes.push(crime.clone())),
            What::TransferDecided { approved, by, at, .. } => self.transfer_decided(*approved, by, *at),
            What::TransferredToPolice(transfer) => self.crime_moved(|crime| crime.transfer = Some(transfer.clone())),
            What::PoliceAnswered(word) => self.crime_moved(|crime| crime.words.push(word.clone())),
            What::PoliceAskedAgain { prosecutor: true, .. } => self.crime_moved(|crime| crime.prosecutor_asked = true),
            What::PoliceAskedAgain { .. } => self.crime_moved(|crime| crime.asked_again = true),
            What::MaterialsHandedOver { at, .. } => self.crime_moved(|crime| crime.materials_at = Some(*at)),
            What::ReturnedFromJustice { at, .. } => self.returned_from_justice(*at),
            What::RecusalRequested(recusal) => self.noted(|course| course.recusals.push(recusal.clone())),
            What::RecusalDecided { recusal, word } => self.recusal_decided(*recusal, word),
            What::PartyAdded(party) => self.party_added(*party),
            What::ComplainantRead { kept, .. } => Some(self.keeping(kept)),
            What::DocumentRecorded(document) => self.noted(|course| course.documents.push(document.clone())),
            What::Rehomed(rehoming) => Some(self.rehomed(rehoming)),
            What::ReferralAnswered(answer) => self.noted(|course| course.answers.push(answer.clone())),
            What::Ended(ending) => self.ended(ending),
            What::Archived { at } => self.noted(|course| course.archived_at = Some(*at)),
            What::ClockWarned { clock, ring } => self.rung(clock, *ring),
            What::ClockOverdue { clock, .. } => self.rung(clock, Ring::Overdue),
            What::ClueExtended { .. }
            | What::MeasureExtended { .. }
            | What::DecisionExtended { .. }
            | What::PartyRevealed { .. }
            | What::InstalmentReached { .. }
            | What::ApplicationOpen { .. }
            | What::RefundDue { .. }
            | What::WindowLapsed { .. }
            | What::ClocksReckoned { .. } => Some(self),
        }
    }

    /// What is only noted.
    #[expect(clippy::unnecessary_wraps, reason = "one shape with the steps that can fail")]
    fn noted(mut self, note: impl FnOnce(&mut Course)) -> Option<Self> {
        note(&mut self.course);
        Some(self)
    }

    fn standing(mut self, stage: Stage) -> Self {
        self.stage = stage;
        self
    }

    /// With these lines in its account.
    fn settled(mut self, lines: &[Line]) -> Self {
        self.course.account = std::mem::take(&mut self.course.account).with(lines);
        self
    }

    fn filed(mut self, filing: &Filing) -> Option<Self> {
        let Stage::FilingReview = self.stage else { return None };
        self.course.filing = Some(filing.clone());
        Some(self.standing(Stage::Investigating))
    }

    fn ended(self, ending: &Ending) -> Option<Self> {
        if self.stage.name().is_end() {
            return None;
        }
        Some(self.standing(Stage::Ended(ending.clone())))
    }

    fn moved(mut self, moves: &Moves) -> Option<Self> {
        self.clocks = self.clocks.moved(moves)?;
        Some(self)
    }

    fn rung(mut self, name: &str, ring: Ring) -> Option<Self> {
        self.clocks = self.clocks.rung(name, ring)?;
        Some(self)
    }
}
