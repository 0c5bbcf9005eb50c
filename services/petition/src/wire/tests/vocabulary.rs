//! Every word goes both ways.

use shiyu_kit::reading::Reading;

use crate::domain::stage::Procedure;
use crate::domain::{
    AccountabilityGround, Adoption, Channel, Classification, Closing, Decision, DeliveryMethod, Fault, Filing, NotAccepted, PartyRole,
    Rating, ReliefPath, Remedy, Ruling, StageName,
};
use crate::wire::terms::{self, Word};

use super::given::county;

/// Every number of the contract but 0 is a word of ours, and comes back as itself.
fn words<W: Word>() -> usize {
    let told = |number: i32| W::Told::try_from(number).ok();
    assert!(W::read(told(0).unwrap()).is_none(), "the unspecified word means nothing");
    let numbers = (1..).take_while(|number| told(*number).is_some());
    let count = numbers.clone().count();
    for number in numbers {
        let word = W::read(told(number).unwrap()).expect("a word of ours");
        assert_eq!(word.number(), number);
    }
    count
}

#[test]
fn every_word_comes_back_as_itself() {
    let counted = [
        words::<Channel>(),
        words::<Filing>(),
        words::<PartyRole>(),
        words::<ReliefPath>(),
        words::<DeliveryMethod>(),
        words::<Decision>(),
        words::<Adoption>(),
        words::<NotAccepted>(),
        words::<Closing>(),
        words::<Remedy>(),
        words::<Ruling>(),
        words::<Rating>(),
        words::<Fault>(),
        words::<AccountabilityGround>(),
        words::<Procedure>(),
        words::<StageName>(),
    ];
    assert_eq!(counted, [7, 3, 5, 6, 6, 3, 3, 2, 3, 2, 3, 3, 4, 4, 2, StageName::ALL.len()]);
}

#[test]
fn every_classification_comes_back_as_itself() {
    let paths = (1..=6).map(|path| Classification::AppealForRelief(ReliefPath::read(path.try_into().unwrap()).unwrap()));
    let county = county();
    for classification in [Classification::Suggestion, Classification::Accusation].into_iter().chain(paths) {
        let (kind, path) = terms::classification(classification);
        let mut reading = Reading::new(&county);
        assert_eq!(terms::read_classification(&mut reading, kind, path), Some(classification));
        assert!(reading.violations.is_empty());
    }
}
