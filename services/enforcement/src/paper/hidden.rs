//! What of a case's texts is published (G-20): no number of a person, and nobody's name or address but an organisation's.

use shiyu_kit::case::Filed;
use shiyu_kit::party::{Identity, masked_text};
use uuid::Uuid;

use crate::domain::CaseFile;

/// A case whose texts name nobody who stands in it.
pub(super) fn case(mut filed: Filed<CaseFile>, identities: &[(Uuid, Identity)]) -> Filed<CaseFile> {
    let hide = |text: &mut String| *text = self::text(text, identities);
    let course = &mut filed.case.course;
    course.decisions.iter_mut().for_each(|decision| hide(&mut decision.facts));
    course.evidence.iter_mut().for_each(|evidence| hide(&mut evidence.title));
    for statement in &mut course.statements {
        hide(&mut statement.text);
        if let Some(review) = &mut statement.review {
            hide(&mut review.reasons);
        }
    }
    filed
}

fn text(text: &str, identities: &[(Uuid, Identity)]) -> String {
    identities.iter().fold(masked_text(text), |text, (_, identity)| {
        let masked = identity.masked();
        let address = identity.address.as_deref().zip(masked.address.as_deref());
        let hidden = [(identity.name.as_str(), masked.name.as_str())].into_iter().chain(address);
        let hidden = hidden.filter(|(told, _)| !told.is_empty());
        hidden.fold(text, |text, (told, masked)| text.replace(told, masked))
    })
}

#[cfg(test)]
mod tests {
    use shiyu_kit::testkit::party::person;

    use super::*;

    #[test]
    fn nobody_is_named_and_no_number_is_left() {
        let identities = [(Uuid::nil(), person("沈园春", 7)), (Uuid::max(), person("王投诉", 8))];
        let told = "沈园春，身份证11010519491231002X，电话13812345678，经王投诉举报，在屋顶搭建";
        let published = text(told, &identities);
        for word in ["沈园春", "王投诉", "11010519491231002X", "13812345678"] {
            assert!(!published.contains(word), "{word}: {published}");
        }
        assert!(published.contains("在屋顶搭建"), "{published}");
    }
}
