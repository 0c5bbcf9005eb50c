//! What is merged (S8): taken apart again, put away, and kept for those who brought it when the matter it went into is withdrawn.

use std::collections::BTreeSet;

use shiyu_kit::case::{Actor, Filed};
use shiyu_kit::fault::Fault;
use shiyu_kit::ledger::Done;
use shiyu_kit::party::{Identity, restriction};
use shiyu_kit::rpc::caller;
use shiyu_proto::petition::v1 as pb;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use super::desk::{Desk, shown};
use crate::domain::{Command, Petition, Refusal};
use crate::wire::{self, Order};

impl Desk {
    /// Takes a merge back; the matter it was merged into notes it too.
    pub(super) async fn unmerge(&self, request: Request<pb::UnmergePetitionRequest>) -> Result<Response<pb::Petition>, Status> {
        let (by, request) = caller(request)?;
        let mut order = wire::unmerge_petition(request, self.county())?;
        let filed = self.seen(&by, order.case).await?;
        if let Command::Unmerge { from, .. } = &mut order.command {
            *from = filed.case.merged_into();
        }
        let done = self.execute(by, order).await?;
        Ok(shown(&done))
    }

    /// Into the archive, but no merged matter while the one goes on that has its place: until then it may come apart again.
    pub(super) async fn put_away(&self, request: Request<pb::ArchivePetitionRequest>) -> Result<Response<pb::Petition>, Status> {
        let (by, request) = caller(request)?;
        let order = wire::archive_petition(request, self.county())?;
        let filed = self.seen(&by, order.case).await?;
        if let Some(into) = filed.case.merged_into().filter(|_| !filed.case.is_archived()) {
            let main = self.ledger.get(into).await.map_err(Fault::<Refusal>::from)?;
            if main.is_some_and(|main| !main.case.stage.name().is_end()) {
                return Err(Fault::Refused(Refusal::LinkedMatterOpen(into)).into());
            }
        }
        let done = self.execute(by, order).await?;
        Ok(shown(&done))
    }

    /// Carries an order out; with a withdrawal, what others brought comes apart first and goes on by itself. Whatever fails in between,
    /// nothing of theirs is withdrawn: the matter ends only once none of it is left in it.
    pub(super) async fn withdrawing(&self, by: Actor, mut order: Order) -> Result<Done<Petition>, Fault<Refusal>> {
        let case = order.case;
        let Command::Withdraw(withdraw) = &mut order.command else {
            return self.execute(by, order).await;
        };
        let Some(main) = self.ledger.get(case).await? else {
            return self.execute(by, order).await;
        };
        let (own, others) = self.merged_into(&main).await?;
        withdraw.own = own;
        let done = self.execute(by.clone(), order.clone()).await;
        if !matches!(&done, Err(Fault::Refused(Refusal::OthersMerged))) {
            return done;
        }
        for petition in others {
            self.part(order.id, petition, case).await?;
        }
        // What the caller insisted on held a moment ago; only what came apart has moved it on.
        self.execute(by, Order { expected: None, ..order }).await
    }

    /// The matters merged into one: of nobody but those who brought that one, and of others.
    async fn merged_into(&self, main: &Filed<Petition>) -> Result<(BTreeSet<Uuid>, Vec<Uuid>), Fault<Refusal>> {
        let (mut own, mut others) = (BTreeSet::new(), Vec::new());
        if main.case.course.joined.is_empty() {
            return Ok((own, others));
        }
        let bringing = self.asking(main).await?;
        for petition in &main.case.course.joined {
            let Some(filed) = self.ledger.get(*petition).await? else { continue };
            let alone = filed.case.course.joined.is_empty();
            if alone && are_all_among(&self.asking(&filed).await?, &bringing) {
                own.insert(*petition);
            } else {
                others.push(*petition);
            }
        }
        Ok((own, others))
    }

    /// Those who brought a matter and have not withdrawn it.
    pub(super) async fn asking(&self, filed: &Filed<Petition>) -> Result<Vec<Identity>, Fault<Refusal>> {
        let mut identities = self.identities(filed.id).await?;
        identities.retain(|(id, _)| {
            let asks = filed.case.party(*id).is_some_and(|party| party.role.asks());
            asks && !filed.case.course.has_withdrawn(*id)
        });
        Ok(identities.into_iter().map(|(_, identity)| identity).collect())
    }

    /// Those who brought a matter and have not withdrawn it, to be compared with others: nobody who serves their case alone (PIPL art. 47).
    pub(super) async fn comparable(&self, filed: &Filed<Petition>) -> Result<Comparable, Fault<Refusal>> {
        let asks = filed.case.parties.iter().filter(|party| party.role.asks());
        let bringing: Vec<Uuid> = asks
            .map(|party| party.id)
            .filter(|party| !filed.case.course.has_withdrawn(*party))
            .collect();
        let restricted = restriction::among(&self.ledger.database().writer, &bringing).await?;
        let mut identities = self.identities(filed.id).await?;
        let is_kept = |party: &Uuid| identities.iter().any(|(id, _)| id == party);
        let gone = bringing.iter().any(|party| !is_kept(party));
        identities.retain(|(id, _)| bringing.contains(id) && !restricted.contains(id));
        Ok(Comparable {
            identities: identities.into_iter().map(|(_, identity)| identity).collect(),
            restricted: !restricted.is_empty(),
            gone,
        })
    }

    async fn part(&self, withdrawal: Uuid, petition: Uuid, from: Uuid) -> Result<(), Fault<Refusal>> {
        let order = Order {
            id: Uuid::new_v5(&withdrawal, petition.as_bytes()),
            case: petition,
            expected: None,
            command: Command::Part { from },
        };
        let by = Actor::Service {
            name: "petition".to_owned(),
        };
        self.execute(by, order).await.map(drop)
    }
}

/// Those who brought a matter, as far as they are compared with others.
#[derive(Debug, Clone, Default)]
pub(super) struct Comparable {
    identities: Vec<Identity>,
    /// Somebody of them serves this case alone.
    restricted: bool,
    /// The identity of somebody of them was destroyed, its time being over.
    gone: bool,
}

impl Comparable {
    /// Whether this earlier matter may be that of whoever brings another: where nobody can be told apart any more, the clerk's word stands.
    pub(super) fn may_be_of(&self, bringing: &Self) -> bool {
        let untold = [self, bringing].iter().any(|one| one.gone || one.restricted);
        untold || bringing.identities.is_empty() || is_any_among(&bringing.identities, &self.identities)
    }

    /// Whether what these bring may follow this earlier matter: no link reaches whoever is restricted.
    pub(super) fn may_follow(&self, bringing: &[Identity]) -> bool {
        self.gone || is_any_among(bringing, &self.identities)
    }
}

fn are_all_among(some: &[Identity], all: &[Identity]) -> bool {
    !some.is_empty() && some.iter().all(|one| all.iter().any(|other| is_same(one, other)))
}

/// Whether one of them is also among the others.
fn is_any_among(some: &[Identity], others: &[Identity]) -> bool {
    some.iter().any(|one| others.iter().any(|other| is_same(one, other)))
}

/// By the document; without one by name and telephone.
fn is_same(one: &Identity, other: &Identity) -> bool {
    match (&one.document, &other.document) {
        (Some(_), Some(_)) => one.has_the_document_of(other),
        _ => one.name == other.name && one.phone.is_some() && one.phone == other.phone,
    }
}

#[cfg(test)]
mod tests {
    use shiyu_kit::testkit::party::person;

    use super::*;

    #[test]
    fn whoever_cannot_be_told_to_be_the_same_is_another() {
        let (one, two) = (person("张三", 7), person("张三", 8));
        assert!(is_same(&one, &one) && !is_same(&one, &two));
        let phone_alone = |phone: Option<&str>| Identity {
            document: None,
            phone: phone.map(str::to_owned),
            ..one.clone()
        };
        assert!(is_same(&one, &phone_alone(one.phone.as_deref())));
        assert!(!is_same(&phone_alone(None), &phone_alone(None)));
        assert!(are_all_among(std::slice::from_ref(&one), &[two.clone(), one.clone()]));
        assert!(!are_all_among(&[one.clone(), two], &[one]));
        assert!(!are_all_among(&[], &[]) && !is_any_among(&[], &[]));
    }

    #[test]
    fn who_cannot_be_told_apart_any_more_is_whom_the_clerk_says() {
        let of = |identity: &Identity| Comparable {
            identities: vec![identity.clone()],
            ..Comparable::default()
        };
        let (one, two) = (person("张三", 7), person("张三", 8));
        assert!(of(&one).may_be_of(&of(&one)) && !of(&two).may_be_of(&of(&one)));
        assert!(of(&one).may_follow(std::slice::from_ref(&one)) && !of(&two).may_follow(std::slice::from_ref(&one)));
        let gone = Comparable {
            gone: true,
            ..Comparable::default()
        };
        assert!(gone.may_be_of(&of(&one)) && of(&two).may_be_of(&gone) && gone.may_follow(std::slice::from_ref(&one)));
        let restricted = Comparable {
            restricted: true,
            ..Comparable::default()
        };
        assert!(restricted.may_be_of(&of(&one)) && of(&two).may_be_of(&restricted));
        assert!(!restricted.may_follow(&[one]), "no link reaches who serves their case alone");
    }
}
