//! What every stage answers to every order.

use shiyu_kit::calendar::Clocks;
use shiyu_kit::case::Actor;
use shiyu_kit::fault::{Refusal as _, RefusalClass};
use shiyu_kit::referral::Asked;
use time::Duration;

use super::accountability::{proposal_answered, propose};
use super::beside::{milestone, recuse, reveal, sponsor, supervise, supervised, urgent};
use super::ending::{care, cared};
use super::given::*;
use super::message::answered;
use super::publication::{publish, unpublish};
use crate::domain::course::Course;
use crate::domain::{
    Adoption, Command, Decision, DeliveryMethod, Destination, Petition, Refusal, ReliefPath, Ruling, Stage, StageName, Verb,
};

/// Every order there is.
pub(super) fn verbs() -> Vec<Verb> {
    let own = StageName::ALL.into_iter().flat_map(StageName::takes).copied();
    let mut verbs = Vec::new();
    for verb in own.chain(Verb::BESIDE).chain(Verb::ALWAYS) {
        if !verbs.contains(&verb) {
            verbs.push(verb);
        }
    }
    verbs
}

/// An order as it fits the petition, by who may give it.
pub(super) fn fitting(verb: Verb, petition: &Petition) -> (Actor, Command) {
    use Verb as V;
    let here = officer(petition.unit.as_str());
    let sender = petition
        .course
        .forwardings
        .last()
        .map_or(OFFICE, |forwarding| forwarding.from.as_str());
    let desk = officer(CITY_OFFICE);
    match verb {
        V::Forward => (desk, forward(TOWN)),
        V::Assign => (desk, assign(TOWN)),
        V::Accept => (here, accept()),
        V::Redirect => (desk, redirect()),
        V::Divert => (desk, divert(ReliefPath::Litigation)),
        V::Merge => (here, merge()),
        V::Unmerge => (here, unmerge()),
        V::Decline => (here, decline()),
        V::GiveNotice => (
            here,
            Command::GiveNotice {
                missing: vec!["the deed".to_owned()],
                method: DeliveryMethod::Mail,
            },
        ),
        V::Supplement => (party(), supplement(PETITIONER)),
        V::Message => (here, answered()),
        V::AddParty => (here, add_party(STRANGER, crate::domain::PartyRole::Attorney)),
        V::Object => (here, object()),
        V::DecideObjection => (officer(sender), Command::DecideObjection { agree: true }),
        V::ReferDispute => (desk, Command::ReferDispute),
        V::Designate => (officer(COUNTY), designate(TOWN)),
        V::RaiseBoundary => (desk, raise(&[OTHER_COUNTY])),
        V::AgreeBoundary => (desk, agree(COUNTY)),
        V::OfferOutside => (desk, outside()),
        V::RecordReceipt => (desk, receipt()),
        V::Transfer => (desk, Command::Transfer { to: code(NEXT_TOWN) }),
        V::Classify => (here, start_handling()),
        V::Simplify => (here, Command::Simplify),
        V::Resume => (here, resume()),
        V::Extend => (here, extend(30)),
        V::OpenHearing => (here, Command::OpenHearing),
        V::CloseHearing => (here, close_hearing()),
        V::RequestAssistance => (here, assistance(BUREAU)),
        V::ReportAssistance => (officer(BUREAU), assisted()),
        V::Reply => (here, reply(Some(Adoption::Adopted))),
        V::ReportDuty => (organ(petition), Command::ReportDuty { report: String::new() }),
        V::DeclineDuty => (organ(petition), Command::DeclineDuty { reason: String::new() }),
        V::RerouteDuty => (here, reroute(Some(NEXT_TOWN))),
        V::DraftOpinion => (here, draft(Decision::Supported)),
        V::IssueOpinion => (head(petition.unit.as_str()), Command::IssueOpinion),
        V::ServeOpinion => (here, serve()),
        V::Settle => (here, settle()),
        V::OfferReferral => (here, offer(Destination::Mediation)),
        V::WithdrawReferral => (here, Command::WithdrawReferral { referral: OFFER }),
        V::ReadIdentity => {
            let (referral, party) = (OFFER, PETITIONER);
            (
                named_service("mediation"),
                Command::ReadIdentity(Asked {
                    referral,
                    party: Some(party),
                }),
            )
        }
        V::RequestRemedy => {
            let served = petition.course.opinion().and_then(|opinion| opinion.delivery.as_ref());
            let at = served
                .filter(|_| petition.stage.name() == StageName::Closed)
                .map(|delivery| delivery.at);
            (party(), remedy(at))
        }
        V::TakeUpRemedy => (here, Command::TakeUpRemedy),
        V::DismissRemedy => (here, Command::DismissRemedy { reason: String::new() }),
        V::DecideRemedy => (here, rule(Ruling::Changed)),
        V::ServeRuling => {
            let organ = petition.course.remedy().map_or(COUNTY, |remedy| remedy.organ.as_str());
            (officer(organ), serve_ruling(None))
        }
        V::PublishRuling => (officer(CITY), publish()),
        V::WithdrawPublication => (desk, unpublish()),
        V::ReportExecution => (officer(TOWN), executed()),
        V::Close => (desk, Command::Close),
        V::Withdraw => (party(), withdraw(PETITIONER)),
        V::RecordOutcome => (desk, Command::RecordOutcome { outcome: String::new() }),
        V::Archive => (desk, Command::Archive),
        V::ReportUrgent => (desk, urgent(&[CITY])),
        V::Recuse => (desk, recuse("somebody")),
        V::Sponsor => (desk, sponsor("magistrate")),
        V::CompleteMilestone => (desk, milestone(0)),
        V::Supervise => (desk, supervise(petition.receiver.as_str())),
        V::AnswerSupervision => (officer(petition.receiver.as_str()), supervised()),
        V::ProposeAccountability => (desk, propose(petition.receiver.as_str(), CITY)),
        V::AnswerAccountability => (officer(CITY), proposal_answered()),
        V::AddCareTask => (desk, care(VILLAGE)),
        V::CompleteCareTask => (officer(VILLAGE), cared()),
        V::Evaluate => (party(), evaluate(PETITIONER)),
        V::Reveal => (desk, reveal(PETITIONER)),
    }
}

/// Whoever is asked to do a duty.
fn organ(petition: &Petition) -> Actor {
    officer(petition.course.duty.as_ref().map_or(BUREAU, |duty| duty.organ.as_str()))
}

/// At a stage, with what the order takes for granted.
#[expect(clippy::wildcard_enum_match_arm, reason = "most orders take nothing for granted")]
fn ready_for(stage: StageName, verb: Verb) -> Given {
    use Verb as V;
    if (stage, verb) == (StageName::Handling, V::ServeRuling) {
        let mut given = Given::a_petition(StageName::Reviewing);
        given.does(&officer(COUNTY), &rule(Ruling::Revoked));
        return given;
    }
    let proposing = matches!(verb, V::ProposeAccountability | V::AnswerAccountability);
    let executing = proposing || matches!(verb, V::ReportExecution | V::Supervise | V::AnswerSupervision);
    let supported = executing && stage != StageName::Closed;
    let mut given = Given::answered(stage, if supported { Decision::Supported } else { Decision::Explained });
    if stage == StageName::DutyRequested && matches!(verb, V::DraftOpinion | V::IssueOpinion) {
        let (by, command) = fitting(V::ReportDuty, given.petition());
        given.does(&by, &command);
    }
    if proposing && is_taken(stage, V::Supervise) {
        let steps = [V::Supervise, V::AnswerSupervision, V::ProposeAccountability];
        for step in steps.into_iter().take_while(|step| *step != verb) {
            let (by, command) = fitting(step, given.petition());
            given.does(&by, &command);
        }
        return given;
    }
    let first = match verb {
        V::Archive if stage == StageName::Diverted => V::RecordOutcome,
        V::IssueOpinion => V::DraftOpinion,
        V::CloseHearing => V::OpenHearing,
        V::AgreeBoundary if stage.takes().contains(&V::RaiseBoundary) => V::RaiseBoundary,
        V::RecordReceipt if stage.takes().contains(&V::OfferOutside) => V::OfferOutside,
        V::Resume => V::Simplify,
        V::ReportAssistance => V::RequestAssistance,
        V::CompleteMilestone => V::Sponsor,
        V::AnswerSupervision => V::Supervise,
        V::CompleteCareTask => V::AddCareTask,
        V::WithdrawReferral | V::ReadIdentity if stage.takes().contains(&V::OfferReferral) => V::OfferReferral,
        V::ReferDispute => {
            given.does(&officer(OFFICE), &Command::DecideObjection { agree: false });
            V::Object
        }
        V::Close => {
            given.now += Duration::days(40);
            return given;
        }
        _ => return given,
    };
    let (by, command) = fitting(first, given.petition());
    given.does(&by, &command);
    given
}

fn is_taken(stage: StageName, verb: Verb) -> bool {
    let beside = !stage.is_end() && Verb::BESIDE.contains(&verb);
    beside || Verb::ALWAYS.contains(&verb) || stage.takes().contains(&verb)
}

/// Where an order belongs to a stage and the law still has a reason of its own.
#[expect(clippy::wildcard_enum_match_arm, reason = "a handful of orders among many")]
fn reason_of_its_own(stage: StageName, verb: Verb) -> Option<&'static str> {
    match verb {
        Verb::Transfer
            if matches!(
                stage,
                StageName::RecheckRequested | StageName::Rechecking | StageName::RecheckDecided
            ) =>
        {
            Some("UNIT_NOT_HOLDING")
        }
        Verb::Transfer => Some("UNIT_STILL_EXISTS"),
        Verb::AgreeBoundary if !stage.takes().contains(&Verb::RaiseBoundary) => Some("NO_BOUNDARY"),
        Verb::RecordReceipt if !stage.takes().contains(&Verb::OfferOutside) => Some("NOT_OFFERED_OUTSIDE"),
        Verb::WithdrawReferral | Verb::ReadIdentity if !stage.takes().contains(&Verb::OfferReferral) => Some("REFERRAL_UNKNOWN"),
        Verb::ProposeAccountability if !is_taken(stage, Verb::Supervise) => Some("UNIT_NOT_HEARD"),
        Verb::AnswerAccountability if !is_taken(stage, Verb::Supervise) => Some("TASK_UNKNOWN"),
        Verb::PublishRuling => Some("NO_HEARING"),
        Verb::WithdrawPublication => Some("NOTHING_PUBLISHED"),
        Verb::Reply if stage == StageName::Handling => Some("ANSWERED_BY_OPINION"),
        Verb::ReportExecution if stage == StageName::Closed => Some("NOTHING_TO_EXECUTE"),
        _ => None,
    }
}

#[test]
fn every_stage_answers_every_order() {
    assert_eq!(verbs().len(), 64);
    for stage in StageName::ALL {
        for verb in verbs().into_iter().filter(|verb| is_taken(stage, *verb)) {
            let mut given = ready_for(stage, verb);
            let (by, command) = fitting(verb, given.petition());
            assert_eq!(command.verb(), Some(verb));
            let answer = given.when(&by, &command).map(|events| events.is_empty());
            match reason_of_its_own(stage, verb) {
                None => assert_eq!(answer, Ok(false), "{stage:?} {verb:?}"),
                Some(reason) => assert_eq!(answer.unwrap_err().reason(), reason, "{stage:?} {verb:?}"),
            }
        }
    }
}

#[test]
fn what_does_not_belong_to_a_stage_is_refused_with_what_does() {
    for given in at_every_stage() {
        let stage = given.stage();
        for verb in verbs().into_iter().filter(|verb| !is_taken(stage, *verb)) {
            let mut given = given.clone();
            let (by, command) = fitting(verb, given.petition());
            let refusal = given.when(&by, &command).unwrap_err();
            let opinion = matches!(verb, Verb::DraftOpinion | Verb::IssueOpinion);
            let classified = given.petition().classification();
            let expected = if opinion && classified.is_some_and(|kind| !kind.has_opinion()) {
                Refusal::PathWithoutOpinion
            } else if verb == Verb::RequestRemedy && stage == StageName::Terminated {
                Refusal::TerminatedAlready
            } else if stage.is_end() {
                Refusal::ClosedAlready(stage)
            } else {
                Refusal::NotInStage(stage)
            };
            assert_eq!(refusal, expected, "{stage:?} {verb:?}");
            assert_eq!(refusal.class(), RefusalClass::Precondition);
            assert!(!refusal.allowed().contains(&verb.rpc()));
        }
        let allowed = Refusal::NotInStage(stage).allowed();
        assert!(stage.takes().iter().all(|verb| allowed.contains(&verb.rpc())));
        assert_eq!(allowed.contains(&Verb::Supplement.rpc()), !stage.is_end());
    }
}

#[test]
fn what_is_not_registered_takes_only_registration() {
    let known = Given::a_petition(StageName::Registered);
    for verb in verbs() {
        let (by, command) = fitting(verb, known.petition());
        assert_eq!(Given::nothing().refuses(&by, &command), "PETITION_UNKNOWN");
    }
    for command in [Command::Reckon, Command::Close] {
        assert_eq!(Given::nothing().refuses(&Actor::Clock, &command), "PETITION_UNKNOWN");
    }
    Given::nothing().does(&officer(OFFICE), &register());
}

#[test]
fn deciding_upon_a_matter_needs_a_person_and_of_the_office() {
    let by_parties = [Verb::Supplement, Verb::Withdraw, Verb::RequestRemedy, Verb::Evaluate];
    for stage in StageName::ALL {
        let taken = verbs()
            .into_iter()
            .filter(|verb| is_taken(stage, *verb) && *verb != Verb::ReadIdentity);
        for verb in taken {
            let mut given = ready_for(stage, verb);
            let (_, command) = fitting(verb, given.petition());
            for by in [service(), Actor::Clock] {
                assert_eq!(given.refuses(&by, &command), "NEEDS_A_PERSON", "{stage:?} {verb:?}");
            }
            if !by_parties.contains(&verb) {
                assert_eq!(given.refuses(&party(), &command), "NEEDS_A_PERSON", "{stage:?} {verb:?}");
            }
        }
    }
}

#[test]
fn nobody_of_another_county_does_anything() {
    for stage in StageName::ALL {
        for verb in verbs().into_iter().filter(|verb| is_taken(stage, *verb)) {
            let mut given = ready_for(stage, verb);
            let (_, command) = fitting(verb, given.petition());
            given.refuses(&officer(OTHER_COUNTY), &command);
        }
    }
}

#[test]
fn stage_course_and_clocks_are_read_as_they_were_written() {
    for given in at_every_stage() {
        let petition = given.petition();
        let kept = serde_json::to_string(&(&petition.stage, &petition.course, &petition.clocks)).unwrap();
        let read: (Stage, Course, Clocks) = serde_json::from_str(&kept).unwrap();
        assert_eq!(read, (petition.stage.clone(), petition.course.clone(), petition.clocks.clone()));
    }
}

#[test]
fn a_stage_has_one_word_and_an_order_one_method() {
    let words: std::collections::BTreeSet<_> = StageName::ALL.into_iter().map(StageName::as_str).collect();
    assert_eq!(words.len(), StageName::ALL.len());
    let methods: std::collections::BTreeSet<_> = verbs().into_iter().map(Verb::rpc).collect();
    assert_eq!(methods.len(), verbs().len());
}
