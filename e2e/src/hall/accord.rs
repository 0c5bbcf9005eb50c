//! One dispute on its way through the hall, each step by whoever takes it.
#![expect(clippy::expect_used, reason = "a harness that breaks must fail its test")]

use shiyu_kit::calendar::local_date;
use shiyu_kit::clock::new_id;
use shiyu_kit::operations::timestamp;
use shiyu_proto::common::v1 as common;
use shiyu_proto::mediation::v1 as pb;
use time::{Duration, OffsetDateTime};

use super::{CENTRE_CLERK, COMMITTEE_CLERK, HALL_AUDITOR, Hall, MEDIATOR, MEDIATOR_ID, ROOM, Talks};
use crate::people::Post;
use crate::sample::{PLACE, parent, person};

/// Every word of the parties' and of the mediation's. None of them may travel.
pub const SAID: [&str; 6] = [
    "Water drips from the bathroom above",
    "The ceiling is spoilt since January",
    "Repair it and pay for the ceiling",
    "He said he would pay half",
    "Fifteen hundred and no more",
    "Two thousand yuan by the end of the month",
];

/// A dispute of the hall.
#[derive(Debug, Clone)]
pub struct Accord {
    /// Its name.
    pub name: String,
    /// Who asks.
    pub applicant: String,
    /// Who answers.
    pub respondent: String,
    /// Whose dispute it is.
    clerk: Post,
}

/// Somebody in a dispute.
#[must_use]
pub fn somebody(role: pb::DisputePartyRole, identity: common::Identity) -> pb::DisputeParty {
    pb::DisputeParty {
        id: new_id().to_string(),
        role: role.into(),
        speaks_for: String::new(),
        identity: Some(identity),
    }
}

/// What two neighbours bring to the committee.
#[must_use]
pub fn opening() -> pb::OpenDisputeRequest {
    let [title, facts, claims, ..] = SAID.map(str::to_owned);
    pb::OpenDisputeRequest {
        parent: parent(),
        request_id: new_id().to_string(),
        submission: Some(pb::DisputeSubmission {
            source: pb::DisputeSource::Parties.into(),
            category: pb::DisputeCategory::Neighbour.into(),
            title,
            facts,
            claims,
            place: PLACE.to_owned(),
            people: 2,
            ..pb::DisputeSubmission::default()
        }),
        procedure: pb::DisputeProcedure::People.into(),
        parties: vec![
            somebody(pb::DisputePartyRole::Applicant, person("沈小满", 501)),
            somebody(pb::DisputePartyRole::Respondent, person("裘大海", 502)),
        ],
    }
}

impl Accord {
    /// Brought by two neighbours.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn opened(hall: &Hall) -> Self {
        Self::opened_as(hall, opening()).await
    }

    /// Brought so.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn opened_as(hall: &Hall, request: pb::OpenDisputeRequest) -> Self {
        let done = hall.caller(&COMMITTEE_CLERK).disputes().open_dispute(request).await;
        let dispute = done.expect("opened").into_inner().dispute.expect("a dispute");
        Self::of(&dispute, COMMITTEE_CLERK)
    }

    /// What another service offered, with these parties in it.
    ///
    /// # Panics
    /// When a party is missing.
    #[must_use]
    pub fn offered(dispute: &pb::Dispute) -> Self {
        Self::of(dispute, CENTRE_CLERK)
    }

    fn of(dispute: &pb::Dispute, clerk: Post) -> Self {
        let who = |role| {
            let party = dispute.parties.iter().find(|party| party.role() == role);
            party.expect("a party").id.clone()
        };
        Self {
            name: dispute.name.clone(),
            applicant: who(pb::DisputePartyRole::Applicant),
            respondent: who(pb::DisputePartyRole::Respondent),
            clerk,
        }
    }

    /// Whoever holds this post, with the dispute before them.
    #[must_use]
    pub fn by(&self, hall: &Hall, post: &Post) -> Talks {
        Talks::new(&self.name, hall.caller(post))
    }

    /// The clerk whose dispute it is.
    #[must_use]
    pub fn clerk(&self, hall: &Hall) -> Talks {
        self.by(hall, &self.clerk)
    }

    /// The dispute as it stands.
    ///
    /// # Panics
    /// When it cannot be read.
    pub async fn get(&self, hall: &Hall) -> pb::Dispute {
        self.by(hall, &HALL_AUDITOR).get().await.expect("a dispute")
    }

    /// Both parties.
    #[must_use]
    pub fn both(&self) -> Vec<String> {
        vec![self.applicant.clone(), self.respondent.clone()]
    }

    /// What a party says of the mediation, now.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn says(&self, hall: &Hall, party: &str, given: bool) -> pb::Dispute {
        let said = self
            .clerk(hall)
            .consent(party, given, pb::WordChannel::Phone, timestamp(hall.now()));
        said.await.expect("a word")
    }

    /// Accepted: every party is asked.
    ///
    /// # Panics
    /// When a step is refused.
    pub async fn accepted(&self, hall: &Hall) {
        self.clerk(hall).take_up().await.expect("taken up");
        self.clerk(hall).accept().await.expect("accepted");
    }

    /// In mediation, from its opening.
    ///
    /// # Panics
    /// When a step is refused.
    pub async fn mediating(&self, hall: &Hall) {
        self.accepted(hall).await;
        for party in self.both() {
            self.says(hall, &party, true).await;
        }
        self.clerk(hall).appoint(vec![MEDIATOR_ID.to_string()]).await.expect("appointed");
        let mediator = self.by(hall, &MEDIATOR);
        mediator.disclose(MEDIATOR_ID.to_string()).await.expect("disclosed");
        mediator.begin().await.expect("begun");
    }

    /// A session in the room, an hour from now, held and recorded.
    ///
    /// # Panics
    /// When a step is refused.
    pub async fn session(&self, hall: &Hall) {
        let mediator = self.by(hall, &MEDIATOR);
        let from = hall.now() + Duration::HOUR;
        let (starts, ends) = (timestamp(from), timestamp(from + Duration::HOUR));
        let planned = mediator.plan(
            vec![MEDIATOR_ID.to_string()],
            ROOM.to_string(),
            starts,
            ends,
            pb::SessionForm::InPerson,
        );
        let course = planned.await.expect("planned").course.expect("a course");
        let session = course.sessions.last().expect("a session").id.clone();
        hall.advance_past(from).await;
        let [.., said, offered, _] = SAID;
        mediator.record(&session, self.both(), said).await.expect("recorded");
        mediator.make_offer(&self.respondent, offered).await.expect("offered");
    }

    /// A written agreement over two thousand yuan, due that many days from now, in effect.
    ///
    /// # Panics
    /// When a step is refused.
    pub async fn agreed(&self, hall: &Hall, days: i64) -> pb::Dispute {
        let [.., terms] = SAID;
        let owed = self.owed(hall, days);
        let drafted = self
            .by(hall, &MEDIATOR)
            .draft(pb::AgreementForm::Written, SAID[1], terms, vec![owed]);
        drafted.await.expect("drafted");
        self.signed(hall).await
    }

    /// The same about part of it, which leaves this open.
    ///
    /// # Panics
    /// When a step is refused.
    pub async fn agreed_in_part(&self, hall: &Hall, days: i64, rest: &str) -> pb::Dispute {
        let [.., terms] = SAID;
        let owed = self.owed(hall, days);
        let drafted = self
            .by(hall, &MEDIATOR)
            .draft_part(pb::AgreementForm::Written, SAID[1], terms, vec![owed], true, rest);
        drafted.await.expect("drafted");
        self.signed(hall).await
    }

    fn owed(&self, hall: &Hall, days: i64) -> pb::MediationObligation {
        let [.., terms] = SAID;
        pb::MediationObligation {
            debtor: self.respondent.clone(),
            creditor: self.applicant.clone(),
            kind: pb::ObligationKind::Payment.into(),
            content: terms.to_owned(),
            amount_fen: 200_000,
            due_date: day(hall.now() + Duration::days(days)),
            ..pb::MediationObligation::default()
        }
    }

    async fn signed(&self, hall: &Hall) -> pb::Dispute {
        let mediator = self.by(hall, &MEDIATOR);
        for party in self.both() {
            self.clerk(hall).sign(&party, pb::SigningMethod::Fingerprint).await.expect("signed");
        }
        mediator.sign_as_mediator().await.expect("signed");
        self.clerk(hall).seal("SEAL-2026-7").await.expect("sealed")
    }

    /// All of it paid, today.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn paid(&self, hall: &Hall) -> pb::Dispute {
        let paid = self.clerk(hall).perform(1, 200_000, day(hall.now()), "RECEIPT-9");
        paid.await.expect("performed")
    }
}

fn day(at: OffsetDateTime) -> String {
    local_date(at).to_string()
}
