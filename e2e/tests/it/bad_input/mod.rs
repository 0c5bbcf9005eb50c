//! What a caller may get wrong: each with its exact code and reason, and the town as it was before.

mod asking;
mod malformed;
mod people;
mod reference;
mod tokens;
mod unlawful;

use futures::future::BoxFuture;
use shiyu_e2e::people::{Caller, HANDLER, HEAD, OFFICER};
use shiyu_e2e::{Backends, Matter, Orders, Storage, Town, sample};
use shiyu_kit::fault::{allowed, reason, violations};
use shiyu_proto::petition::v1 as pb;
use tonic::{Code, Response, Status};

use crate::picture::Picture;
use crate::saying::{at, kind, with_roles};

on_both_storages! {
    a_malformed_request_changes_nothing;
    an_unlawful_request_changes_nothing;
    what_is_wrong_with_people_changes_nothing;
    what_is_wrong_with_units_and_letters_changes_nothing;
    what_is_wrong_with_a_token_changes_nothing;
}

async fn a_malformed_request_changes_nothing(backends: Backends, storage: Storage) {
    Scene::on(&backends, storage).await.refuses(malformed::table()).await;
}

async fn an_unlawful_request_changes_nothing(backends: Backends, storage: Storage) {
    Scene::on(&backends, storage).await.refuses(unlawful::table()).await;
}

async fn what_is_wrong_with_people_changes_nothing(backends: Backends, storage: Storage) {
    Scene::on(&backends, storage).await.refuses(people::table()).await;
}

async fn what_is_wrong_with_units_and_letters_changes_nothing(backends: Backends, storage: Storage) {
    Scene::on(&backends, storage).await.refuses(reference::table()).await;
}

async fn what_is_wrong_with_a_token_changes_nothing(backends: Backends, storage: Storage) {
    Scene::on(&backends, storage).await.refuses(tokens::table()).await;
}

/// A town with a petition in each of a few stages.
pub struct Scene {
    town: Town,
    registered: Matter,
    forwarded: Matter,
    handling: Matter,
    drafted: Matter,
    served: Matter,
    contested: Matter,
    studied: Matter,
    accusing: Matter,
    closed: Matter,
}

type Ask = for<'a> fn(&'a Scene) -> BoxFuture<'a, Status>;

/// Something a caller gets wrong.
pub struct Wrong {
    what: &'static str,
    ask: Ask,
    code: Code,
    reason: &'static str,
    violations: &'static [(&'static str, &'static str)],
    allowed: &'static [&'static str],
}

pub fn wrong(what: &'static str, code: Code, reason: &'static str, ask: Ask) -> Wrong {
    Wrong {
        what,
        ask,
        code,
        reason,
        violations: &[],
        allowed: &[],
    }
}

/// A malformed request; the reason of one violation is the reason of all.
pub fn malformed(what: &'static str, violations: &'static [(&'static str, &'static str)], ask: Ask) -> Wrong {
    let reason = if let [(_, only)] = violations { only } else { "INVALID_REQUEST" };
    Wrong {
        violations,
        ..wrong(what, Code::InvalidArgument, reason, ask)
    }
}

/// What was refused, or nothing to go on with.
pub fn refusal<T: std::fmt::Debug>(answer: Result<Response<T>, Status>) -> Status {
    answer.expect_err("a refusal")
}

impl Scene {
    async fn on(backends: &Backends, storage: Storage) -> Self {
        let town = Town::open(backends, storage).await;
        let closed = at(&town, pb::Stage::OpinionServed).await;
        town.advance_past(closed.due(&town, "review_window").await).await;
        town.settled().await;
        Self {
            registered: at(&town, pb::Stage::Registered).await,
            forwarded: at(&town, pb::Stage::Forwarded).await,
            handling: at(&town, pb::Stage::Handling).await,
            drafted: drafted(&town).await,
            served: at(&town, pb::Stage::OpinionServed).await,
            contested: contested(&town).await,
            studied: studied(&town).await,
            accusing: accusing(&town).await,
            closed,
            town,
        }
    }

    fn caller(&self, post: &shiyu_e2e::people::Post) -> Caller {
        self.town.caller(post)
    }

    async fn refuses(&self, table: Vec<Wrong>) {
        self.town.settled().await;
        let db = self.town.connect().await;
        let before = Picture::of(&self.town, &db).await;
        for Wrong {
            what,
            ask,
            code,
            reason: expected,
            violations: fields,
            allowed: commands,
        } in table
        {
            let status = ask(self).await;
            assert_eq!(
                (status.code(), reason(&status).as_deref()),
                (code, Some(expected)),
                "{what}: {status:?}"
            );
            let fields: Vec<_> = fields
                .iter()
                .map(|(field, reason)| ((*field).to_owned(), (*reason).to_owned()))
                .collect();
            assert_eq!(violations(&status), fields, "{what}");
            assert_eq!(allowed(&status), commands, "{what}");
            assert_eq!(Picture::of(&self.town, &db).await, before, "{what} changed something");
        }
        db.close().await;
    }
}

/// With more time, and an opinion that waits for the head, who wrote it.
async fn drafted(town: &Town) -> Matter {
    let matter = at(town, pb::Stage::Handling).await;
    let head = matter.by(town, &HEAD);
    head.extend(30, "A survey", pb::DeliveryMethod::Mail).await.unwrap();
    let both = Orders::new(&matter.name, with_roles(town, &HEAD, &["unit_head", "unit_handler"]));
    both.draft(sample::opinion()).await.unwrap();
    matter
}

/// Its petitioner asked for review.
async fn contested(town: &Town) -> Matter {
    let matter = at(town, pb::Stage::OpinionServed).await;
    let officer = matter.by(town, &OFFICER);
    officer.request_remedy(matter.petitioner.clone(), "It leaks").await.unwrap();
    matter
}

/// A suggestion.
async fn studied(town: &Town) -> Matter {
    let matter = at(town, pb::Stage::Accepted).await;
    let handler = matter.by(town, &HANDLER);
    handler.classify(kind(pb::MatterKind::Suggestion)).await.unwrap();
    matter
}

/// Against the housing bureau.
async fn accusing(town: &Town) -> Matter {
    let against = pb::Accused {
        units: vec![sample::BUREAU.to_owned()],
        subjects: Vec::new(),
    };
    Matter::register_as(&town.caller(&OFFICER), |petition| petition.accused = Some(against)).await
}
