//! What a caller may get wrong: each with its exact code and reason, and the town as it was before.

mod petitions;
mod reference;
mod tokens;

use futures::future::BoxFuture;
use shiyu_e2e::people::Caller;
use shiyu_e2e::{Backends, Matter, Storage, Town};
use shiyu_kit::fault::{allowed, reason, violations};
use shiyu_proto::petition::v1 as pb;
use tonic::{Code, Response, Status};

use crate::picture::Picture;

on_both_storages! {
    what_is_wrong_with_a_petition_changes_nothing;
    what_is_wrong_with_units_and_letters_changes_nothing;
    what_is_wrong_with_a_token_changes_nothing;
}

async fn what_is_wrong_with_a_petition_changes_nothing(backends: Backends, storage: Storage) {
    Scene::on(&backends, storage).await.refuses(petitions::table()).await;
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
    served: Matter,
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
            served: at(&town, pb::Stage::OpinionServed).await,
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

async fn at(town: &Town, stage: pb::Stage) -> Matter {
    let matter = Matter::register(town).await;
    matter.bring_to(town, stage).await;
    matter
}
