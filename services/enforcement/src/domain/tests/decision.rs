//! Reviewed, discussed, decided, served, published.

use time::Duration;

use super::fitting::publish;
use super::given::*;
use crate::domain::command::Serve;
use crate::domain::terms::{Certificate, DeliveryMethod, EvidenceKind, Exemption, Officer, PenaltyKind, ReviewGround};
use crate::domain::{Command, StageName};

/// As far as its decision, with a fine of this much and nobody speaking.
fn to_be_decided(yuan: u64) -> Given {
    let mut given = Given::with_a_fine_of(yuan);
    given.does(&officer(LI), notice(yuan >= 10_000, NOW));
    given.runs_out("statement");
    given.does(&officer(LI), submit());
    given
}

fn review(passed: bool) -> Command {
    Command::DecideReview {
        passed,
        opinion: "法制意见".to_owned(),
    }
}

#[test]
fn a_light_case_is_decided_and_a_heavy_one_is_discussed_before() {
    assert_eq!(to_be_decided(1_000).stage(), StageName::DecisionPending);
    let mut heavy = to_be_decided(20_000);
    assert_eq!(heavy.stage(), StageName::Discussion);
    assert_eq!(heavy.refuses(&officer(LI), discuss(3, 0)), "NOT_THE_HEAD");
    assert_eq!(heavy.refuses(&head(), discuss(1, 0)), "NOBODY_DISCUSSED");
    heavy.does(&head(), discuss(2, 1));
    assert_eq!(heavy.stage(), StageName::DecisionPending);
}

#[test]
fn what_is_not_agreed_goes_back_to_the_investigators() {
    let mut given = to_be_decided(20_000);
    given.does(&head(), discuss(1, 1));
    assert_eq!(given.stage(), StageName::Investigating);
    assert_eq!(given.refuses(&head(), decide(fine(20_000))), "NOT_IN_STAGE");
}

#[test]
fn what_was_heard_and_what_is_complex_is_reviewed_by_who_did_not_investigate() {
    let mut given = Given::a_case(StageName::LegalReview);
    assert!(given.running().contains("review"));
    assert_eq!(given.refuses(&officer(LI), review(true)), "NOT_THE_REVIEWER");
    let both_hats = person(LI, BUREAU, "legal_reviewer");
    assert_eq!(given.refuses(&both_hats, review(true)), "INVESTIGATOR_DECIDES");
    let mut refused = given.clone();
    refused.does(&reviewer(), review(false));
    assert_eq!(refused.stage(), StageName::Investigating, "what does not pass is not decided");
    given.does(&reviewer(), review(true));
    assert_eq!(given.stage(), StageName::Discussion, "it was heavy");
    let mut complex = Given::with_a_fine_of(1_000);
    complex.does(&officer(LI), notice(false, NOW));
    complex.runs_out("statement");
    let submitted = |grounds: Vec<ReviewGround>, complex| Command::Submit { grounds, complex };
    let mut public = complex.clone();
    public.does(&officer(LI), submitted(vec![ReviewGround::PublicInterest], false));
    public.does(&reviewer(), review(true));
    assert_eq!(public.stage(), StageName::DecisionPending);
    complex.does(&officer(LI), submitted(Vec::new(), true));
    complex.does(&reviewer(), review(true));
    assert_eq!(complex.stage(), StageName::Discussion);
}

#[test]
fn nobody_is_punished_without_having_been_told() {
    let mut given = Given::a_case(StageName::Concluded);
    assert_eq!(given.refuses(&head(), decide(fine(1_000))), "NOT_IN_STAGE");
    let mut spared_first = Given::a_case(StageName::Concluded);
    spared_first.does(&officer(LI), propose(spared(Exemption::Unfounded)));
    assert_eq!(spared_first.stage(), StageName::DecisionPending);
    assert_eq!(spared_first.refuses(&head(), decide(fine(1_000))), "NOTICE_MISSING");
    given.does(&officer(LI), propose(fine(1_000)));
    assert_eq!(given.refuses(&head(), decide(fine(1_000))), "NOT_IN_STAGE");
}

#[test]
fn nobody_is_punished_by_more_than_was_told() {
    let mut given = to_be_decided(1_000);
    assert_eq!(given.refuses(&head(), decide(fine(1_001))), "MORE_THAN_TOLD");
    let another = penalty(vec![item(PenaltyKind::SuspendBusiness, 0)], Some("light"));
    assert_eq!(given.refuses(&head(), decide(another)), "MORE_THAN_TOLD");
    given.does(&head(), decide(fine(900)));
    assert_eq!(given.stage(), StageName::Decided);
}

#[test]
fn a_penalty_rests_on_the_provisions_that_the_party_was_told() {
    let mut given = to_be_decided(1_000);
    let upon = |basis: &[&str]| {
        let Command::Decide(mut decided) = decide(fine(1_000)) else {
            unreachable!("it is one");
        };
        decided.basis = basis.iter().map(|one| (*one).to_owned()).collect();
        Command::Decide(decided)
    };
    given.case.as_mut().unwrap().course.filing.as_mut().unwrap().power.basis =
        "《中华人民共和国城乡规划法》第六十四条、《浙江省城乡规划条例》第六十条".to_owned();
    for basis in [&["x"][..], &["《道路交通安全法》第九十一条"], &["《城乡规划法》第六十四条"]] {
        assert_eq!(given.refuses(&head(), upon(basis)), "BASIS_NOT_FITTING");
    }
    let both = [
        "《城乡规划法》第六十四条",
        "《浙江省城乡规划条例》 第六十条",
        "《行政处罚法》第二十八条",
    ];
    given.does(&head(), upon(&both));
}

#[test]
fn what_the_checklist_asks_for_is_still_there_when_it_is_decided() {
    let mut given = to_be_decided(1_000);
    let mut statement = gathered(LEAD, both());
    statement.kind = EvidenceKind::PartyStatement;
    given.does(&officer(LI), Command::AddEvidence(Box::new(statement)));
    given.known.checklist = vec![EvidenceKind::InspectionRecord];
    let excluded = Command::ExcludeEvidence {
        evidence: PHOTO,
        reason: "未出示执法证".to_owned(),
    };
    given.clone().does(&head(), decide(fine(1_000)));
    given.does(&reviewer(), excluded);
    assert_eq!(given.refuses(&head(), decide(fine(1_000))), "CHECKLIST_INCOMPLETE");
}

#[test]
fn it_is_the_head_who_decides() {
    let mut given = to_be_decided(1_000);
    assert_eq!(given.refuses(&officer(LI), decide(fine(1_000))), "NOT_THE_HEAD");
    assert_eq!(given.refuses(&head_of_water(), decide(fine(1_000))), "UNIT_NOT_HOLDING");
}

#[test]
fn who_investigated_does_not_decide() {
    let mut given = to_be_decided(1_000);
    let also_an_officer = Officer {
        subject: "head".to_owned(),
        unit: code(BUREAU),
        certificate: "33020000".to_owned(),
        kind: Certificate::Officer,
        name: String::new(),
    };
    given.case.as_mut().unwrap().course.officers.push(also_an_officer);
    assert_eq!(given.refuses(&head(), decide(fine(1_000))), "INVESTIGATOR_DECIDES");
}

fn aside(id: u128, subject: &str) -> (Command, Command) {
    let recusal = uuid::Uuid::from_u128(id);
    let asks = Command::RequestRecusal {
        id: recusal,
        subject: subject.to_owned(),
        party: None,
        reason: "近亲属".to_owned(),
    };
    let says = Command::DecideRecusal {
        recusal,
        granted: true,
        reason: "属实".to_owned(),
    };
    (asks, says)
}

#[test]
fn nothing_is_decided_that_two_officers_do_not_have_in_hand() {
    let mut given = to_be_decided(1_000);
    let (li, wang) = (aside(1, LI), aside(2, WANG));
    given.does(&officer(CHEN), li.0);
    assert_eq!(given.refuses(&head(), decide(fine(1_000))), "RECUSAL_OPEN");
    given.does(&officer(CHEN), wang.0);
    given.does(&head(), li.1);
    given.does(&head(), wang.1);
    assert_eq!(given.refuses(&head(), decide(fine(1_000))), "TWO_OFFICERS_NEEDED");
    let others = || vec![CHEN.to_owned(), ZHANG.to_owned()];
    given.does(&head(), Command::AssignOfficers { officers: others() });
    assert_eq!(
        given.refuses(&head(), decide(fine(1_000))),
        "TWO_OFFICERS_NEEDED",
        "they saw nothing yet"
    );
    let seen = Command::VerifyEvidence {
        evidence: PHOTO,
        kind: EvidenceKind::InspectionRecord,
        lawful_source: "现场复核".to_owned(),
        officers: others(),
    };
    given.does(&officer(CHEN), seen.clone());
    assert_eq!(given.refuses(&officer(CHEN), seen), "DONE_ALREADY");
    given.does(&head(), decide(fine(1_000)));
}

#[test]
fn whoever_takes_a_case_over_says_who_investigates_before_it_is_decided() {
    let mut given = to_be_decided(1_000);
    given.case.as_mut().unwrap().course.officers.clear();
    assert_eq!(given.refuses(&head(), decide(fine(1_000))), "TWO_OFFICERS_NEEDED");
}

#[test]
fn a_decision_is_served_in_seven_working_days_and_then_the_times_run() {
    let mut given = Given::a_case(StageName::Decided);
    assert!(given.running().contains("serve") && !given.running().contains("decide"));
    given.does(&officer(LI), Command::ServeDecision(serve(NOW)));
    let told = shiyu_kit::calendar::local_date(given.now);
    assert_eq!(given.last_day("pay"), told + Duration::days(15));
    assert_eq!(given.last_day("reconsideration"), told + Duration::days(60));
    assert!(given.running().contains("litigation"));
    assert!(!given.running().contains("serve"));
}

#[test]
fn who_was_not_told_of_the_remedies_has_a_year() {
    let mut given = Given::a_case(StageName::Decided);
    let untold = Serve {
        remedies_told: false,
        ..serve(NOW)
    };
    given.does(&officer(LI), Command::ServeDecision(untold));
    assert!(given.due("reconsideration") - given.now > Duration::days(360));
}

#[test]
fn a_decision_that_is_served_electronically_says_where_reconsideration_is_asked_for_online() {
    let mut given = Given::a_case(StageName::Decided);
    let electronic = |channel: Option<&str>| {
        Command::ServeDecision(Serve {
            method: DeliveryMethod::Electronic,
            confirmation: Some("确认书1".to_owned()),
            online_channel: channel.map(str::to_owned),
            ..serve(NOW)
        })
    };
    assert_eq!(given.refuses(&officer(LI), electronic(None)), "ONLINE_CHANNEL_MISSING");
    given.does(&officer(LI), electronic(Some("https://fuyi.example")));
}

#[test]
fn a_decision_in_public_notice_counts_as_served_after_thirty_days() {
    let mut given = Given::a_case(StageName::Decided);
    let in_public = Serve {
        method: DeliveryMethod::PublicNotice,
        ..serve(NOW)
    };
    given.does(&officer(LI), Command::ServeDecision(in_public.clone()));
    assert_eq!(given.stage(), StageName::Decided);
    assert!(!given.running().contains("pay") && !given.running().contains("serve"));
    assert_eq!(given.refuses(&officer(LI), Command::ServeDecision(in_public)), "ON_ITS_WAY");
    given.runs_out("public_notice");
    assert_eq!(given.stage(), StageName::Served);
    assert!(given.running().contains("pay"));
}

#[test]
fn a_penalty_is_published_when_it_is_served_and_stands_there() {
    let mut given = Given::a_case(StageName::Decided);
    assert!(given.running().contains("publish"));
    assert_eq!(given.refuses(&officer(LI), publish()), "NOTHING_TO_PUBLISH");
    given.does(&officer(LI), Command::ServeDecision(serve(NOW)));
    let down = Command::Unpublish {
        reason: "撤销".to_owned(),
        mistake: None,
    };
    assert_eq!(given.refuses(&officer(LI), down.clone()), "NOTHING_TO_PUBLISH");
    given.known.masked = false;
    assert_eq!(
        given.refuses(&officer(LI), publish()),
        "NOT_THE_MASKED_TEXT",
        "it names somebody, or is another's"
    );
    given.known.masked = true;
    given.does(&officer(LI), publish());
    assert!(!given.running().contains("publish"));
    assert_eq!(given.refuses(&officer(LI), publish()), "DONE_ALREADY");
    assert_eq!(given.refuses(&officer(LI), down.clone()), "NOT_THE_HEAD");
    assert_eq!(given.refuses(&head(), down), "PUBLICATION_STANDS");
}

#[test]
fn the_time_for_the_decision_is_made_longer_by_the_head_and_then_collectively() {
    let mut given = Given::a_case(StageName::Investigating);
    let before = given.due("decide");
    let more = |days, minutes: Option<&str>| Command::ExtendDecision {
        days,
        reason: "复杂".to_owned(),
        minutes: minutes.map(str::to_owned),
    };
    assert_eq!(given.refuses(&officer(LI), more(30, None)), "NOT_THE_HEAD");
    assert_eq!(given.refuses(&head(), more(31, None)), "MINUTES_MISSING");
    given.does(&head(), more(30, None));
    assert!(given.due("decide") > before);
    assert_eq!(given.refuses(&head(), more(10, None)), "MINUTES_MISSING");
    given.does(&head(), more(60, Some("会议纪要")));
    assert_eq!(given.refuses(&head(), more(10, Some("会议纪要"))), "EXTENDED_ALREADY");
}
