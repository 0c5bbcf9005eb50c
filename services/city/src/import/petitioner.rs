//! Who brought a row's matter, where the columns tell.

use serde::Deserialize;
use shiyu_proto::common::v1::{DocumentKind, Identity, PartyKind};
use shiyu_proto::petition::v1::{Party, PartyRole};
use uuid::Uuid;

use super::field::Field;
use super::sheet::Cells;
use super::verdict::Reason;
use crate::words;

/// Which columns tell of the petitioner.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Petitioner {
    /// The name.
    name: Field,
    /// `person` or `organisation`; a person if absent.
    kind: Option<Field>,
    /// The number of the document.
    document: Option<Field>,
    /// Which document, as in `passport`; an identity card if absent.
    document_kind: Option<Field>,
    /// A telephone number.
    phone: Option<Field>,
    /// An address.
    address: Option<Field>,
}

impl Petitioner {
    /// The columns it needs.
    pub fn columns(&self) -> Vec<&str> {
        let more = [&self.kind, &self.document, &self.document_kind, &self.phone, &self.address];
        let fields = std::iter::once(&self.name).chain(more.into_iter().flatten());
        fields.flat_map(Field::columns).collect()
    }

    /// That the words that can be told beforehand are words.
    ///
    /// # Errors
    /// The words there are.
    pub fn check(&self) -> Result<(), String> {
        let choices = |field: &Option<Field>| field.iter().flat_map(Field::choices).map(str::to_owned).collect::<Vec<_>>();
        choices(&self.kind)
            .iter()
            .try_for_each(|word| words::parse_party_kind(word).map(drop))?;
        choices(&self.document_kind)
            .iter()
            .try_for_each(|word| words::parse_document_kind(word).map(drop))
    }

    /// The petitioner of a row; nobody where every cell is empty. Nobody is made up: the city says what is missing.
    ///
    /// # Errors
    /// Every reason why there is none.
    pub fn party(&self, cells: &Cells, request: Uuid) -> Result<Option<Party>, Vec<Reason>> {
        let identity = self.identity(cells)?;
        Ok(identity.map(|identity| Party {
            id: Uuid::new_v5(&request, b"petitioner").to_string(),
            role: PartyRole::Petitioner.into(),
            identity: Some(identity),
        }))
    }

    /// Who it is; nobody where every cell is empty.
    ///
    /// # Errors
    /// As [`Petitioner::party`].
    pub fn identity(&self, cells: &Cells) -> Result<Option<Identity>, Vec<Reason>> {
        let mut reasons = Vec::new();
        let mut text = |name: &str, field: Option<&Field>| {
            let filled = field.map(|field| field.fill(name, cells)).transpose();
            filled.map_err(|reason| reasons.push(reason)).ok().flatten().unwrap_or_default()
        };
        let name = text("petitioner.name", Some(&self.name));
        let document_number = text("petitioner.document", self.document.as_ref());
        let phone = text("petitioner.phone", self.phone.as_ref());
        let address = text("petitioner.address", self.address.as_ref());
        let kind = text("petitioner.kind", self.kind.as_ref());
        let document_kind = text("petitioner.document_kind", self.document_kind.as_ref());
        let mut known = |field: &str, what| reasons.push(Reason::new("VALUE_UNKNOWN", field, what));
        let kind = or(&kind, PartyKind::Person, words::parse_party_kind).unwrap_or_else(|what| {
            known("petitioner.kind", what);
            PartyKind::Unspecified
        });
        let document_kind = or(&document_kind, DocumentKind::IdentityCard, words::parse_document_kind).unwrap_or_else(|what| {
            known("petitioner.document_kind", what);
            DocumentKind::Unspecified
        });
        if !reasons.is_empty() {
            return Err(reasons);
        }
        if [&name, &document_number, &phone, &address].iter().all(|text| text.is_empty()) {
            return Ok(None);
        }
        let documented = !document_number.is_empty();
        Ok(Some(Identity {
            kind: kind.into(),
            name,
            document_kind: if documented { document_kind } else { DocumentKind::Unspecified }.into(),
            document_number,
            phone,
            address,
        }))
    }
}

fn or<T>(text: &str, usual: T, parse: fn(&str) -> Result<T, String>) -> Result<T, String> {
    if text.is_empty() { Ok(usual) } else { parse(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn petitioner() -> Petitioner {
        let text = "name = \"{who}\"\ndocument = \"{card}\"\ndocument_kind = \"{which}\"\nphone = \"{call}\"";
        toml::from_str(text).unwrap()
    }

    fn party(cells: [&str; 4]) -> Result<Option<Party>, Vec<Reason>> {
        let names = ["who", "card", "which", "call"];
        let cells: Vec<(&str, &str)> = names.into_iter().zip(cells).collect();
        petitioner().party(&Cells::of(&cells), Uuid::nil())
    }

    #[test]
    fn a_row_tells_who_brought_it() {
        let told = party(["沈知远", "XZ700193", "passport", "16100001234"]).unwrap().unwrap();
        let identity = told.identity.unwrap();
        assert_eq!(identity.name, "沈知远");
        assert_eq!(identity.document_kind(), DocumentKind::Passport);
        assert_eq!(identity.kind(), PartyKind::Person);
        let without = party(["沈知远", "", "", ""]).unwrap().unwrap().identity.unwrap();
        assert_eq!(without.document_kind(), DocumentKind::Unspecified);
        assert_eq!(told.id, party(["沈知远", "", "", ""]).unwrap().unwrap().id);
    }

    #[test]
    fn nobody_is_made_up() {
        assert_eq!(party(["", " ", "", ""]).unwrap(), None);
        let reasons = party(["沈知远", "1", "library-card", ""]).unwrap_err();
        assert_eq!(reasons[0].code, "VALUE_UNKNOWN");
        assert_eq!(petitioner().columns(), ["who", "card", "which", "call"]);
    }
}
