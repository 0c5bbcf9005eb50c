//! Orders to give in a test: each as the law foresees it, to be changed where a test wants it otherwise.

mod intake;
mod remedy;
mod work;

use shiyu_kit::case::Actor;

pub(crate) use intake::*;
pub(crate) use remedy::*;
pub(crate) use work::*;

use super::given::*;
use crate::domain::course::CountyWord;
use crate::domain::{Adoption, Classification, Command, ReliefPath, Ruling, StageName};

/// The step that leads to a stage from the one before on its way, by who may take it.
pub(crate) fn step_to(stage: StageName) -> (Actor, Command) {
    use StageName as S;
    match stage {
        S::Registered => (officer(OFFICE), register()),
        S::Forwarded => (officer(OFFICE), forward(TOWN)),
        S::Assigned => (officer(OFFICE), assign(TOWN)),
        S::Objected => (officer(TOWN), object()),
        S::JurisdictionDisputed => (officer(OFFICE), Command::ReferDispute),
        S::Accepted => (officer(TOWN), accept()),
        S::Studying => (officer(TOWN), classify(Classification::Suggestion)),
        S::DutyRequested => (officer(TOWN), duty()),
        S::Handling => (officer(TOWN), start_handling()),
        S::OpinionIssued => (head(TOWN), Command::IssueOpinion),
        S::OpinionServed => (officer(TOWN), serve()),
        S::ReviewRequested | S::RecheckRequested => (party(), remedy(None)),
        S::Reviewing => (officer(COUNTY), Command::TakeUpRemedy),
        S::ReviewDecided => (officer(COUNTY), rule(Ruling::Upheld)),
        S::ReviewServed => (officer(COUNTY), serve_ruling(None)),
        S::Rechecking => (officer(CITY), Command::TakeUpRemedy),
        S::RecheckDecided => (officer(CITY), rule(Ruling::Upheld)),
        S::Terminated => (officer(CITY), serve_ruling(None)),
        S::Closed => (officer(OFFICE), Command::Close),
        S::Settled => (officer(TOWN), settle()),
        S::Replied => (officer(TOWN), reply(Some(Adoption::Adopted))),
        S::Diverted => (officer(OFFICE), divert(ReliefPath::Arbitration)),
        S::Redirected => (officer(OFFICE), redirect()),
        S::Merged => (officer(OFFICE), merge()),
        S::Withdrawn => (party(), withdraw(PETITIONER)),
        S::NotAccepted => (officer(OFFICE), decline()),
        S::HandedOver => (named_service("petition"), said(OTHER_COUNTY, CountyWord::Claimed)),
        S::Archived => (officer(OFFICE), Command::Archive),
    }
}
