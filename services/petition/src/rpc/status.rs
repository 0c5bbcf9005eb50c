//! The public door: a petitioner with the code of the receipt and a second factor (arts. 18, 21; G-25). Whether the code is
//! unknown or the factor wrong cannot be told from the answer, nor from the time it takes.

use std::net::{IpAddr, Ipv4Addr};
use std::num::{NonZeroU32, NonZeroUsize};
use std::sync::Arc;
use std::time::Duration;

use shiyu_kit::calendar::local_date;
use shiyu_kit::case::{Actor, Filed};
use shiyu_kit::desk::masked;
use shiyu_kit::fault::{Fault, rate_limited};
use shiyu_kit::look;
use shiyu_kit::party::{Identity, PartyKind, Sealed, read_code, same_factor};
use shiyu_kit::rpc::answer;
use shiyu_kit::throttle::Throttle;
use shiyu_proto::petition::v1 as pb;
use shiyu_proto::petition::v1::status_service_server::StatusService;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use super::desk::Desk;
use crate::domain::{Petition, Refusal};
use crate::store;
use crate::wire::status::{self, Credentials, Submitted};
use crate::wire::{self, Order};

/// How often strangers may knock, each by itself and one code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Calls a minute from one address.
    pub per_address: NonZeroU32,
    /// Calls a minute with one code, wrong ones too.
    pub per_code: NonZeroU32,
}

/// Keys remembered of each kind.
const REMEMBERED: NonZeroUsize = NonZeroUsize::new(20_000).unwrap();

/// The public door of one county's petitions.
#[derive(Debug, Clone)]
pub struct Public {
    desk: Desk,
    addresses: Arc<Throttle<IpAddr>>,
    codes: Arc<Throttle<String>>,
    decoy: Arc<Sealed>,
}

/// A petitioner who was found: their petition, everybody in it, and which of them it is.
struct Found {
    filed: Filed<Petition>,
    identities: Vec<(Uuid, Identity)>,
    party: Uuid,
}

impl Public {
    /// The public door of a desk.
    #[must_use]
    pub fn new(desk: Desk, limits: Limits) -> Self {
        let minute = Duration::from_mins(1);
        let nobody = Identity {
            kind: PartyKind::Person,
            name: "nobody".to_owned(),
            document: None,
            phone: Some("00000000000".to_owned()),
            address: None,
        };
        let decoy = desk.vault.seal(Uuid::nil(), Uuid::nil(), &nobody, desk.clock.now());
        Self {
            desk,
            addresses: Arc::new(Throttle::new(limits.per_address, minute, REMEMBERED)),
            codes: Arc::new(Throttle::new(limits.per_code, minute, REMEMBERED)),
            decoy: Arc::new(decoy),
        }
    }

    /// The petition of a code, if the second factor is that of somebody who may act in it.
    async fn find(&self, from: Option<IpAddr>, credentials: &Credentials) -> Result<Found, Status> {
        let code = read_code(&credentials.code).unwrap_or_default();
        let address = from.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
        self.addresses.check(&address).map_err(rate_limited)?;
        self.codes.check(&code).map_err(rate_limited)?;
        let index = self.desk.vault.code_index(&code);
        let filed = store::by_query_index(self.desk.reader(), &index)
            .await
            .map_err(Fault::<Refusal>::from)?;
        let case = filed.as_ref().map_or(Uuid::nil(), |filed| filed.id);
        let identities = self.desk.identities(case).await?;
        let party = self.matching(case, &identities, &credentials.factor)?;
        match (filed, party) {
            (Some(filed), Some(party)) if filed.case.party(party).is_some_and(|party| party.role.acts()) => {
                Ok(Found { filed, identities, party })
            }
            _ => Err(Fault::Refused(Refusal::StatusUnknown).into()),
        }
    }

    /// Who of them has this factor. Everybody is compared, and where there is nobody the decoy is opened and compared.
    fn matching(&self, case: Uuid, identities: &[(Uuid, Identity)], factor: &str) -> Result<Option<Uuid>, Fault<Refusal>> {
        let decoy;
        let compared = if identities.is_empty() {
            decoy = [(Uuid::nil(), self.desk.unseal(self.decoy.row())?)];
            &decoy
        } else {
            identities
        };
        let given = self.desk.vault.factor(case, factor);
        let mut found = None;
        for (party, identity) in compared {
            let factors = self.desk.vault.factors(case, identity);
            let same = factors.iter().fold(false, |same, factor| same | same_factor(factor, &given));
            found = found.or(same.then_some(*party));
        }
        Ok(found.filter(|party| !party.is_nil()))
    }

    /// What a petitioner is shown. A merged matter shows the one it was merged into.
    async fn shown(&self, filed: &Filed<Petition>, identities: &[(Uuid, Identity)]) -> Result<pb::QueryStatusResponse, Status> {
        let main = self.merged_into(filed).await?;
        let units = self.desk.ledger.reference().units();
        let main = main.as_ref().unwrap_or(filed);
        let now = self.desk.clock.now();
        let unit = units.get(main.case.responsible(), local_date(now));
        let name = unit.map(|unit| unit.name.as_str()).unwrap_or_default();
        let mut shown = status::answer(&main.case, name, &masked(identities), now);
        if main.id != filed.id {
            shown.number.clone_from(&filed.case.number.text);
            shown.parties.clear();
            // What others of the main matter wrote, and what they are told of it, is theirs; this one has a thread of its own.
            shown.dismissal_reason.clear();
            shown.messages = status::thread(&filed.case);
        }
        Ok(shown)
    }

    /// The matter that goes on, for one that was merged, and merged again; nothing if it was not.
    async fn merged_into(&self, filed: &Filed<Petition>) -> Result<Option<Filed<Petition>>, Fault<Refusal>> {
        let mut main = None;
        let mut next = filed.case.merged_into();
        for _ in 0..LINKS {
            let Some(into) = next else { break };
            main = self.desk.ledger.get(into).await?;
            next = main.as_ref().and_then(|main: &Filed<Petition>| main.case.merged_into());
        }
        Ok(main)
    }

    /// What a petitioner does through the public door.
    async fn submit(&self, from: Option<IpAddr>, submitted: Submitted) -> Result<Response<pb::QueryStatusResponse>, Status> {
        let found = self.find(from, &submitted.credentials).await?;
        let by = Actor::Party { id: found.party };
        let order = Order {
            id: submitted.id,
            case: found.filed.id,
            expected: None,
            command: submitted.wish.by(submitted.party.unwrap_or(found.party)),
        };
        let done = self.desk.withdrawing(by, order).await?;
        let shown = self.shown(&done.filed, &found.identities).await?;
        Ok(answer(&done, |_| shown))
    }
}

/// How many merges are followed.
const LINKS: usize = 8;

fn from<T>(request: &Request<T>) -> Option<IpAddr> {
    request.remote_addr().map(|address| address.ip())
}

#[tonic::async_trait]
impl StatusService for Public {
    async fn query_status(&self, request: Request<pb::QueryStatusRequest>) -> Result<Response<pb::QueryStatusResponse>, Status> {
        let from = from(&request);
        let credentials = status::query(&request.into_inner())?;
        let found = self.find(from, &credentials).await?;
        Ok(Response::new(self.shown(&found.filed, &found.identities).await?))
    }

    async fn list_organs(&self, request: Request<pb::ListOrgansRequest>) -> Result<Response<pb::ListOrgansResponse>, Status> {
        let from = from(&request);
        let pb::ListOrgansRequest { query_code, second_factor } = request.into_inner();
        let credentials = status::query(&pb::QueryStatusRequest { query_code, second_factor })?;
        let found = self.find(from, &credentials).await?;
        let organs = look::organs(self.desk.reader(), found.filed.id).await;
        let units = self.desk.ledger.reference().units();
        let today = local_date(self.desk.clock.now());
        let organs = organs.map_err(Fault::<Refusal>::from)?;
        let organs = organs.into_iter().map(|organ| status::organ(organ, &units, today));
        Ok(Response::new(pb::ListOrgansResponse { organs: organs.collect() }))
    }

    async fn submit_supplement(&self, request: Request<pb::SubmitSupplementRequest>) -> Result<Response<pb::QueryStatusResponse>, Status> {
        let from = from(&request);
        self.submit(from, status::submit_supplement(request.into_inner(), self.desk.county())?)
            .await
    }

    async fn submit_withdrawal(&self, request: Request<pb::SubmitWithdrawalRequest>) -> Result<Response<pb::QueryStatusResponse>, Status> {
        let from = from(&request);
        self.submit(from, status::submit_withdrawal(request.into_inner(), self.desk.county())?)
            .await
    }

    async fn submit_remedy_request(
        &self,
        request: Request<pb::SubmitRemedyRequestRequest>,
    ) -> Result<Response<pb::QueryStatusResponse>, Status> {
        let from = from(&request);
        self.submit(from, status::submit_remedy_request(request.into_inner(), self.desk.county())?)
            .await
    }

    async fn submit_message(&self, request: Request<pb::SubmitMessageRequest>) -> Result<Response<pb::QueryStatusResponse>, Status> {
        let from = from(&request);
        self.submit(from, status::submit_message(request.into_inner(), self.desk.county())?)
            .await
    }

    async fn submit_evaluation(&self, request: Request<pb::SubmitEvaluationRequest>) -> Result<Response<pb::QueryStatusResponse>, Status> {
        let from = from(&request);
        self.submit(from, status::submit_evaluation(request.into_inner(), self.desk.county())?)
            .await
    }

    async fn list_published_rulings(
        &self,
        request: Request<pb::ListPublishedRulingsRequest>,
    ) -> Result<Response<pb::ListPublishedRulingsResponse>, Status> {
        let address = from(&request).unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
        self.addresses.check(&address).map_err(rate_limited)?;
        let paging = wire::listing::published(&request.into_inner(), self.desk.county())?;
        let rows = store::published(self.desk.reader(), paging.after(), paging.limit()).await;
        let rows = rows.map_err(Fault::<Refusal>::from)?;
        let page = paging.page(rows, |(key, _)| key.clone())?;
        Ok(Response::new(pb::ListPublishedRulingsResponse {
            rulings: page.items.iter().filter_map(|(_, filed)| wire::published(&filed.case)).collect(),
            next_page_token: page.next_page_token,
        }))
    }
}
