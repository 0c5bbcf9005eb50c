//! The people and companies of the stories. Their numbers are made in code and belong to nobody: 330699 is no division, and
//! 161 is no prefix of telephone numbers.

use serde::Deserialize;
use shiyu_proto::common::v1::{DocumentKind, Identity, PartyKind};
use shiyu_proto::petition::v1::{Party, PartyRole};
use uuid::Uuid;

use super::spoken::Word;

/// A division that was never one: no identity number was ever given out under it.
const NOWHERE: &str = "330699";

/// Somebody in a story.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    name: String,
    #[serde(default = "petitioner")]
    role: Word<PartyRole>,
    /// Day of birth, as in `19780312`; of whom has an identity card.
    born: Option<String>,
    /// Number of a passport.
    passport: Option<String>,
    /// Body of a credit code, eight digits; of a company.
    company: Option<String>,
    #[serde(default)]
    address: String,
}

fn petitioner() -> Word<PartyRole> {
    Word(PartyRole::Petitioner)
}

impl Person {
    /// As they stand in a petition, under an id. Their numbers follow from their name, so that who comes again is known.
    pub fn party(&self, id: Uuid) -> Party {
        let number = self.name.chars().fold(0, |sum, letter| (sum * 31 + u32::from(letter)) % 10_000);
        let (kind, document_kind, document_number) = self.document(number);
        Party {
            id: id.to_string(),
            role: self.role.0.into(),
            identity: Some(Identity {
                kind: kind.into(),
                name: self.name.clone(),
                document_kind: document_kind.into(),
                document_number,
                phone: format!("1610000{number:04}"),
                address: self.address.clone(),
            }),
        }
    }

    fn document(&self, number: u32) -> (PartyKind, DocumentKind, String) {
        match (&self.born, &self.passport, &self.company) {
            (Some(born), _, _) => (PartyKind::Person, DocumentKind::IdentityCard, identity_number(born, number)),
            (None, Some(passport), _) => (PartyKind::Person, DocumentKind::Passport, passport.clone()),
            (None, None, Some(body)) => (PartyKind::Organisation, DocumentKind::CreditCode, credit_code(body)),
            (None, None, None) => (PartyKind::Person, DocumentKind::Unspecified, String::new()),
        }
    }
}

/// The second factor of a party at the public door: the last four characters of the telephone number.
pub fn factor(party: &Party) -> String {
    let phone = party.identity.as_ref().map(|identity| identity.phone.as_str()).unwrap_or_default();
    phone.get(phone.len().saturating_sub(4)..).unwrap_or_default().to_owned()
}

/// A number of GB 11643 with its check digit (ISO 7064 MOD 11-2).
fn identity_number(born: &str, number: u32) -> String {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let body = format!("{NOWHERE}{born}{:03}", number % 1000);
    let digits = body.chars().filter_map(|digit| digit.to_digit(10));
    let sum: u32 = digits.zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    let check = "10X98765432".chars().nth((sum % 11) as usize).unwrap_or('0');
    format!("{body}{check}")
}

/// A code of GB 32100 with its own check character and that of the body code in it (GB 11714).
fn credit_code(body: &str) -> String {
    const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    const WEIGHTS: [usize; 8] = [3, 7, 9, 10, 5, 8, 4, 2];
    let value = |letter: char| ALPHABET.find(letter).unwrap_or_default();
    let sum: usize = body.chars().map(value).zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
    let check = match 11 - sum % 11 {
        11 => '0',
        10 => 'X',
        digit => char::from_digit(u32::try_from(digit).unwrap_or_default(), 10).unwrap_or('0'),
    };
    let code = format!("91{NOWHERE}{body}{check}");
    let weights = std::iter::successors(Some(1), |weight| Some(weight * 3 % 31));
    let sum: usize = code.chars().map(value).zip(weights).map(|(value, weight)| value * weight).sum();
    let last = ALPHABET.chars().nth((31 - sum % 31) % 31).unwrap_or('0');
    format!("{code}{last}")
}

#[cfg(test)]
mod tests {
    use shiyu_kit::party::{is_credit_code, is_identity_number};

    use super::*;

    #[test]
    fn made_up_numbers_have_the_right_check_digits() {
        for number in 0..60 {
            let of = identity_number("19780312", number);
            assert!(is_identity_number(&of) && of.starts_with(NOWHERE), "{of}");
            let of = credit_code(&format!("{:08}", 31_415_926 + number * 7_919));
            assert!(is_credit_code(&of), "{of}");
        }
    }
}
