//! The numbers of persons that somebody wrote into free texts: they belong into the vault, and are hidden where a text is listed, leaves
//! the office, or is shown to those who only look (G-03, G-05). Whoever works on the event reads what was written.

use shiyu_kit::party::masked_text;
use shiyu_proto::grid::v1 as pb;

/// Hides them in what was reported.
pub(super) fn report(report: &mut pb::EventReport) {
    for text in [&mut report.title, &mut report.description, &mut report.whereabouts] {
        hide(text);
    }
}

/// Hides them in everything that was written about an event.
pub fn event(event: &mut pb::Event) {
    if let Some(reported) = &mut event.report {
        report(reported);
    }
    if let Some(ending) = &mut event.ending {
        hide(&mut ending.reason);
    }
    if let Some(written) = &mut event.course {
        course(written);
    }
}

fn course(course: &mut pb::EventCourse) {
    let verification = course.verification.iter_mut().map(|seen| &mut seen.note);
    let dispatches = course.dispatches.iter_mut().map(|dispatch| &mut dispatch.reason);
    let transfers = course.transfers.iter_mut().map(|transfer| &mut transfer.reason);
    let returns = course.returns.iter_mut().map(|back| &mut back.reason);
    let escalations = course.escalations.iter_mut().map(|step| &mut step.reason);
    let handlings = course.handlings.iter_mut().map(|handling| &mut handling.report);
    let steps = course.steps.iter_mut().map(|step| &mut step.note);
    let inspections = course.inspections.iter_mut().map(|inspection| &mut inspection.note);
    let suspensions = course.suspensions.iter_mut().map(|suspension| &mut suspension.reason);
    let recusals = course.recusals.iter_mut();
    let recusals = recusals.flat_map(|recusal| [&mut recusal.reason, &mut recusal.end_reason]);
    let boundary = course.boundary.iter_mut().map(|boundary| &mut boundary.reason);
    let texts = verification.chain(dispatches).chain(returns).chain(escalations).chain(handlings);
    let texts = texts
        .chain(transfers)
        .chain(steps)
        .chain(inspections)
        .chain(suspensions)
        .chain(recusals)
        .chain(boundary);
    texts.for_each(hide);
}

fn hide(text: &mut String) {
    *text = masked_text(text);
}

#[cfg(test)]
mod tests {
    use shiyu_proto::grid::v1::event_course as told;

    use super::*;

    const WRITTEN: &str = "电话13812345678，身份证11010519491231002X";

    #[test]
    fn no_number_is_left_in_anything_that_was_written() {
        let text = WRITTEN.to_owned();
        let mut shown = pb::Event {
            report: Some(pb::EventReport {
                title: text.clone(),
                description: text.clone(),
                whereabouts: text.clone(),
                ..pb::EventReport::default()
            }),
            ending: Some(pb::EventEnding {
                reason: text.clone(),
                ..pb::EventEnding::default()
            }),
            ..pb::Event::default()
        };
        let mut written = pb::EventCourse::default();
        written.verification.get_or_insert_default().note.clone_from(&text);
        written.boundary.get_or_insert_default().reason.clone_from(&text);
        macro_rules! each {
            ($($list:ident $kind:ident $field:ident;)*) => {
                $(written.$list.push(told::$kind {
                    $field: text.clone(),
                    ..told::$kind::default()
                });)*
            };
        }
        each! {
            transfers Transfer reason;
            dispatches Dispatch reason;
            returns Return reason;
            escalations Escalation reason;
            handlings Handling report;
            steps Step note;
            inspections Inspection note;
            suspensions Suspension reason;
            recusals Recusal reason;
            recusals Recusal end_reason;
        }
        shown.course = Some(written);
        event(&mut shown);
        let told = format!("{shown:?}");
        assert!(!told.contains("13812345678") && !told.contains("11010519491231002X"), "{told}");
        assert_eq!(told.matches("138****5678").count(), 16);
    }
}
