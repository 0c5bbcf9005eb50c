//! What of a case's texts is published (G-20): no number of a person, nobody's name or address but an organisation's, and nothing of those
//! around them.

use shiyu_kit::case::Filed;
use shiyu_kit::party::Identity;
use uuid::Uuid;

use super::{numbers, persons};
use crate::domain::CaseFile;
use crate::domain::terms::Proposal;

/// A case whose texts name nobody who stands in it.
pub(super) fn case(mut filed: Filed<CaseFile>, identities: &[(Uuid, Identity)]) -> Filed<CaseFile> {
    let hide = |text: &mut String| *text = self::text(text, identities);
    let course = &mut filed.case.course;
    for decision in &mut course.decisions {
        hide(&mut decision.facts);
        if let Some(unchanged) = &mut decision.unchanged {
            hide(unchanged);
        }
        if let Proposal::Penalty {
            deviation: Some(deviation),
            ..
        } = &mut decision.outcome
        {
            hide(deviation);
        }
    }
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
    let text = numbers::hidden(&persons::hidden(text));
    identities.iter().fold(text, |text, (_, identity)| {
        let masked = identity.masked();
        let address = identity.address.as_deref().zip(masked.address.as_deref());
        let hidden = [(identity.name.as_str(), masked.name.as_str())].into_iter().chain(address);
        let hidden = hidden.filter(|(told, masked)| !told.trim().is_empty() && told != masked);
        hidden.fold(text, |text, (told, masked)| replaced(&text, told, masked))
    })
}

/// A text in which other words stand in the place of these, also where there are blanks between their signs.
fn replaced(text: &str, told: &str, masked: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(sign) = rest.chars().next() {
        if let Some(behind) = behind(rest, told) {
            out.push_str(masked);
            rest = behind;
        } else {
            out.push(sign);
            rest = rest.get(sign.len_utf8()..).unwrap_or_default();
        }
    }
    out
}

/// What stands behind these words, if a text begins with them.
fn behind<'a>(text: &'a str, told: &str) -> Option<&'a str> {
    let mut signs = told.chars().filter(|sign| !sign.is_whitespace());
    let mut rest = text.strip_prefix(signs.next()?)?;
    for sign in signs {
        rest = rest.trim_start().strip_prefix(sign)?;
    }
    Some(rest)
}

#[cfg(test)]
mod tests {
    use shiyu_kit::testkit::party::person;

    use super::*;

    #[test]
    fn nobody_is_named_and_no_number_is_left() {
        let identities = [(Uuid::nil(), person("沈园春", 7)), (Uuid::max(), person("王投诉", 8))];
        let told = "沈园春（沈 园　春），身份证11010519491231002X，电话13812345678，经王投诉举报，在屋顶搭建";
        let published = text(told, &identities);
        for word in ["沈园春", "沈 园　春", "王投诉", "110", "138", "002X", "5678"] {
            assert!(!published.contains(word), "{word}: {published}");
        }
        assert!(published.contains("在屋顶搭建"), "{published}");
    }
}
