//! What callers see.

use shiyu_kit::referral::{Destination, ReferralState};
use shiyu_proto::grid::v1 as pb;

use super::{filed, name};
use crate::domain::StageName;
use crate::domain::tests::given::{Given, ROOM, answer, at_every_stage, dispatcher, offer, service};
use crate::wire::terms::Word;
use crate::wire::{event, summary};

#[test]
fn every_stage_is_shown() {
    for given in at_every_stage() {
        let filed = filed(&given);
        let shown = event(&filed, &[]);
        let stage = given.stage();
        assert_eq!(
            (shown.name.as_str(), shown.etag.as_str()),
            (name().as_str(), filed.version.to_string().as_str())
        );
        assert_eq!(
            shown.stage().as_str_name().to_lowercase(),
            format!("event_stage_{}", stage.as_str())
        );
        assert_eq!(shown.ending.is_some(), stage.is_end());
        assert_eq!(shown.missing_slots.len(), given.incident().hands.missing().len());
        let summary = summary(&filed);
        assert!(summary.parties.is_empty() && summary.course.is_none());
        assert_eq!(
            pb::Event {
                parties: Vec::new(),
                course: None,
                ..shown
            },
            summary
        );
    }
}

#[test]
fn where_it_goes_on_is_shown_of_what_stands_still() {
    for stage in [StageName::Filed, StageName::Handling] {
        let mut given = Given::an_event(stage);
        given.does(&dispatcher(ROOM), offer(Destination::Mediation));
        given.does(&service("mediation"), answer(ReferralState::Accepted));
        let course = event(&filed(&given), &[]).course.unwrap();
        assert_eq!(course.suspensions[0].resume_stage, stage.number(), "{stage:?}");
    }
}

#[test]
fn the_course_of_a_closed_event_is_shown_step_by_step() {
    let course = event(&filed(&Given::an_event(StageName::Closed)), &[]).course.unwrap();
    assert!(course.accept_time.is_some() && course.file_time.is_some());
    assert_eq!(
        (course.dispatches.len(), course.handlings.len(), course.inspections.len()),
        (1, 1, 1)
    );
    assert!(course.dispatches[0].sign_time.is_some() && course.inspections[0].passed);
}
