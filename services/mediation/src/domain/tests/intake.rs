use time::macros::datetime;
use uuid::Uuid;

use super::given::*;
use crate::domain::command::{Finding, Limit};
use crate::domain::dispute::Letter;
use crate::domain::terms::{Beyond, Decline, Party, PartyRole, Procedure, Source};
use crate::domain::{Command, StageName};
use shiyu_kit::calendar::TimeUnit;

fn to(unit: &str) -> Command {
    Command::Transfer {
        to: Beyond::Unit(code(unit)),
        reason: "属地管辖".to_owned(),
    }
}

#[test]
fn a_dispute_is_received_by_the_unit_of_who_opens_it() {
    let given = Given::opened(&clerk(), open());
    assert_eq!(
        (&given.dispute().receiver, &given.dispute().unit),
        (&code(COMMITTEE), &code(COMMITTEE))
    );
    assert_eq!(given.stage(), StageName::Applied);
    assert_eq!(given.due("screen"), datetime!(2026-03-05 16:00 UTC), "3 working days");
}

#[test]
fn every_source_opens_at_its_stage() {
    let cases = [
        (Source::Parties, StageName::Applied),
        (Source::CourtDelegated, StageName::Entrusted),
        (Source::CourtEntrusted, StageName::Entrusted),
        (Source::Police, StageName::Entrusted),
        (Source::Agency, StageName::Entrusted),
        (Source::Screening, StageName::ProactiveDraft),
        (Source::Proactive, StageName::ProactiveDraft),
    ];
    for (source, stage) in cases {
        let given = Given::opened(&clerk(), by_letter(source));
        assert_eq!(given.stage(), stage, "{source:?}");
    }
    for (service, source) in [("grid", Source::Grid), ("petition", Source::Petition)] {
        let given = Given::opened(&program(service), offered_by(service));
        assert_eq!((given.stage(), given.dispute().submission.source), (StageName::Entrusted, source));
        assert_eq!(given.dispute().unit, code(CENTRE), "the centre receives it");
    }
}

#[test]
fn what_our_services_offer_comes_by_no_other_door() {
    let mut given = Given::nothing();
    for service in ["grid", "petition"] {
        assert_eq!(given.refuses(&clerk(), offered_by(service)), "SOURCE_NOT_FITTING");
    }
    assert_eq!(given.refuses(&program("enforcement"), offered_by("grid")), "NEEDS_A_PERSON");
    assert_eq!(given.refuses(&program("petition"), open()), "NEEDS_A_PERSON");
}

#[test]
fn entrusting_takes_a_letter() {
    let mut given = Given::nothing();
    for source in [Source::CourtDelegated, Source::CourtEntrusted, Source::Police, Source::Agency] {
        assert_eq!(given.refuses(&clerk(), open_as(source)), "LETTER_MISSING");
    }
}

#[test]
fn a_side_of_many_has_five_representatives_at_most() {
    let many = |count: u128| {
        open_with(Source::Parties, |open| {
            let five = (0..count).map(|number| party(Uuid::from_u128(0x100 + number), PartyRole::ApplicantRepresentative));
            open.parties = five.chain([party(RESPONDENT, PartyRole::Respondent)]).collect();
        })
    };
    let mut given = Given::nothing();
    assert_eq!(given.refuses(&clerk(), many(6)), "TOO_MANY_REPRESENTATIVES");
    given.does(&clerk(), many(5));
    let sixth = join(Uuid::from_u128(0x200), PartyRole::ApplicantRepresentative);
    assert_eq!(given.refuses(&clerk(), sixth), "TOO_MANY_REPRESENTATIVES");
}

#[test]
fn parties_apply_with_somebody_to_answer() {
    let alone = open_with(Source::Parties, |open| open.parties.truncate(1));
    assert_eq!(Given::nothing().refuses(&clerk(), alone), "SIDES_MISSING");
    let stray = open_with(Source::Parties, |open| {
        open.parties.push(Party {
            id: Uuid::from_u128(0xAA),
            role: PartyRole::Agent,
            speaks_for: None,
            granted: false,
        });
    });
    assert_eq!(Given::nothing().refuses(&clerk(), stray), "NOT_AN_AGENT");
}

#[test]
fn nobody_opens_outside_the_county() {
    let outside = open_with(Source::Parties, |open| open.submission.place = code(OTHER_COUNTY));
    assert_eq!(Given::nothing().refuses(&clerk(), outside), "UNIT_OUTSIDE_JURISDICTION");
    let nowhere = person("clerk", "330699-X", "committee_clerk");
    assert_eq!(Given::nothing().refuses(&nowhere, open()), "UNIT_UNKNOWN");
}

#[test]
fn acceptance_asks_every_party_and_starts_the_thirty_days() {
    let mut given = Given::a_dispute(StageName::Screening);
    given.does(&clerk(), Command::Accept);
    assert!(given.dispute().clock("screen").is_none());
    assert_eq!(given.due("respond"), datetime!(2026-03-09 16:00 UTC), "5 working days");
    assert_eq!(given.due("mediate"), datetime!(2026-04-01 16:00 UTC), "30 days");
}

#[test]
fn what_a_court_entrusts_after_filing_has_fifteen_days_and_seven_under_the_summary_procedure() {
    let entrusted = |summary: bool| {
        let letter = Letter {
            from: "越城区人民法院".to_owned(),
            reference: "（2026）浙0602民初8号".to_owned(),
            summary_procedure: summary,
        };
        let mut given = Given::opened(
            &clerk(),
            open_with(Source::CourtEntrusted, |open| open.submission.letter = Some(letter)),
        );
        given.does(&clerk(), take_up());
        given.does(&clerk(), Command::Accept);
        assert!(given.dispute().clock("respond_court").is_some());
        given.due("mediate")
    };
    assert_eq!(entrusted(false), datetime!(2026-03-17 16:00 UTC));
    assert_eq!(entrusted(true), datetime!(2026-03-09 16:00 UTC));
}

#[test]
fn a_pack_of_limits_says_otherwise() {
    let mut given = Given::a_dispute(StageName::Screening);
    given.known.limit = Some(Limit {
        amount: 20,
        unit: TimeUnit::WorkingDay,
        extend_days: 10,
        pack: "shaoxing".to_owned(),
        version: 2,
    });
    given.does(&clerk(), Command::Accept);
    assert_eq!(given.due("mediate"), datetime!(2026-03-30 16:00 UTC), "20 working days");
    assert_eq!(given.dispute().course.acceptance.as_ref().unwrap().pack, "shaoxing");
}

#[test]
fn of_a_finding_of_a_screening_round_comes_one_dispute() {
    let finding = Uuid::from_u128(8);
    let of = |source| open_with(source, |open| open.submission.finding = Some(finding));
    let mut given = Given::nothing();
    assert_eq!(given.refuses(&clerk(), of(Source::Screening)), "FINDING_UNKNOWN");
    assert_eq!(given.refuses(&clerk(), of(Source::Proactive)), "SOURCE_NOT_FITTING");
    let known = |dispute| {
        Some(Finding {
            id: finding,
            unit: code(VILLAGE),
            place: code(VILLAGE),
            category: crate::domain::terms::Category::Neighbour,
            dispute,
        })
    };
    given.known.finding = known(Some(REFERRAL));
    assert_eq!(
        given.refuses(&stranger(), of(Source::Screening)),
        "FINDING_UNKNOWN",
        "to another town there is none"
    );
    assert_eq!(given.refuses(&clerk(), of(Source::Screening)), "FINDING_TAKEN");
    given.known.finding = known(None);
    let others: [fn(&mut crate::domain::command::Open); 2] = [
        |open| open.submission.place = code(NEXT_TOWN),
        |open| open.submission.category = crate::domain::terms::Category::Consumer,
    ];
    for change in others {
        let another = open_with(Source::Screening, |open| {
            open.submission.finding = Some(finding);
            change(open);
        });
        assert_eq!(given.refuses(&clerk(), another), "FINDING_NOT_FITTING");
    }
    given.does(&clerk(), of(Source::Screening));
    assert_eq!(given.stage(), StageName::ProactiveDraft);
    assert_eq!(
        given.refuses(&clerk(), of(Source::Screening)),
        "FINDING_TAKEN",
        "before the ledger of findings knows"
    );
    assert_eq!(given.refuses(&stranger(), of(Source::Screening)), "FINDING_UNKNOWN");
    assert_eq!(given.refuses(&clerk(), open_with(Source::Parties, |_| ())), "ALREADY_OPENED");
}

#[test]
fn a_transfer_keeps_the_dispute_and_whoever_had_it_still_sees_it() {
    let mut given = Given::a_dispute(StageName::Applied);
    given.does(&clerk(), to(OTHER_COMMITTEE));
    assert_eq!(given.refuses(&clerk(), take_up()), "NOT_IN_STAGE");
    assert_eq!(given.refuses(&clerk(), Command::Accept), "UNIT_NOT_HOLDING");
    let units = given.dispute().audience().units;
    assert!(units.contains(&code(COMMITTEE)) && units.contains(&code(OTHER_COMMITTEE)));
    given.does(&clerk_of(OTHER_COMMITTEE), Command::Accept);
    let outside = Given::a_dispute(StageName::Transferred);
    assert!(outside.dispute().stage.name().is_end());
}

#[test]
fn the_common_superior_says_whose_it_is_and_it_binds() {
    let mut given = Given::a_dispute(StageName::Screening);
    let asks = Command::ReferJurisdiction {
        units: vec![code(OTHER_COMMITTEE)],
        reason: "两镇交界".to_owned(),
    };
    given.does(&clerk(), asks.clone());
    assert_eq!(given.refuses(&clerk(), asks), "JURISDICTION_OPEN");
    assert_eq!(given.refuses(&clerk(), Command::Accept), "JURISDICTION_OPEN");
    let says = || Command::DesignateUnit {
        unit: code(OTHER_COMMITTEE),
        reason: "不动产所在地".to_owned(),
    };
    for involved in [clerk(), stranger()] {
        assert_eq!(given.refuses(&involved, says()), "NOT_THE_COMMON_SUPERIOR");
    }
    given.does(&clerk_of(CENTRE), says());
    assert_eq!(given.dispute().unit, code(OTHER_COMMITTEE));
    assert_eq!(given.refuses(&clerk_of(OTHER_COMMITTEE), to(COMMITTEE)), "DESIGNATION_BINDING");
    given.does(&clerk_of(OTHER_COMMITTEE), Command::Accept);
}

#[test]
fn a_refusal_to_accept_is_a_persons_and_the_parties_are_told_their_ways() {
    let mut given = Given::a_dispute(StageName::Screening);
    let decline = || Command::Decline {
        ground: Decline::ForbiddenMatter,
        reason: "已涉刑事".to_owned(),
    };
    assert_eq!(given.refuses(&program("petition"), decline()), "NEEDS_A_PERSON");
    given.does(&clerk(), decline());
    assert_eq!(given.stage(), StageName::Declined);
    assert_eq!(given.refuses(&clerk(), Command::Archive), "ROUTES_NOTICE_MISSING");
    given.does(&clerk(), routes());
    given.does(&clerk(), Command::Archive);
}

#[test]
fn a_dispute_touches_divisions_that_there_are() {
    let across = |other: &str| open_with(Source::Parties, |open| open.submission.jurisdictions = vec![code(other)]);
    let mut given = Given::nothing();
    for unknown in ["999999", "330602099"] {
        assert_eq!(given.refuses(&clerk(), across(unknown)), "UNIT_UNKNOWN", "{unknown}");
    }
    given.does(&clerk(), across("310115"));
}

#[test]
fn a_dispute_across_borders_is_marked() {
    let across = open_with(Source::Parties, |open| open.submission.jurisdictions = vec![code(OTHER_COUNTY)]);
    assert!(Given::opened(&clerk(), across).dispute().submission.is_cross_boundary());
    assert!(!Given::opened(&clerk(), open()).dispute().submission.is_cross_boundary());
}

#[test]
fn nobody_joins_the_side_that_is_against_them_and_only_who_has_it_learns_so() {
    let mut given = Given::a_dispute(StageName::Screening);
    given.known.opposed = true;
    let joins = || join(Uuid::from_u128(0xA9), PartyRole::Respondent);
    assert_eq!(given.refuses(&stranger(), joins()), "UNIT_NOT_HOLDING");
    assert_eq!(given.refuses(&clerk(), joins()), "SAME_PERSON");
    given.known.opposed = false;
    given.does(&clerk(), joins());
}

#[test]
fn peoples_mediation_is_held_where_a_committee_is_and_others_pass_it_on() {
    let mut without = Given::nothing();
    without.known.committee = false;
    for unit in [CENTRE, COMMITTEE, TOWN, VILLAGE] {
        let mut given = without.clone();
        given.does(&clerk_of(unit), open());
        given.now += time::Duration::hours(1);
        given.does(&clerk_of(unit), take_up());
        assert_eq!(given.refuses(&clerk_of(unit), Command::Accept), "NO_COMMITTEE", "{unit}");
        given.does(&clerk_of(unit), to(OTHER_COMMITTEE));
        given.known.committee = true;
        given.does(&clerk_of(OTHER_COMMITTEE), Command::Accept);
    }
    assert_eq!(without.refuses(&clerk_of(BUREAU), open()), "NO_COMMITTEE");
    let agency = open_with(Source::Parties, |open| open.procedure = Procedure::Administrative);
    without.does(&clerk_of(BUREAU), agency);
}
