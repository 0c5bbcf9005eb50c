//! Registration, and what else looks at more than one petition or at the parties before it decides.

use shiyu_kit::case::Actor;
use shiyu_kit::fault::{Fault, Violations};
use shiyu_kit::number::{self, Issued};
use shiyu_kit::party::{Document, Identity, Masked};
use shiyu_kit::rpc::{answer, caller};
use shiyu_kit::unit::Code;
use shiyu_proto::petition::v1 as pb;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use super::desk::{Desk, shown};
use crate::domain::{Channel, Command, Number, Petition, Refusal};
use crate::store;
use crate::wire::{self, Order, Registration};

impl Desk {
    /// A channel's own id is taken once. The table is what holds it; asking first, and after a lost race again, is what
    /// gives the caller a reason.
    pub(super) async fn register(&self, by: Actor, registration: Registration) -> Result<Response<pb::RegisterPetitionResponse>, Status> {
        let path = |at: usize| format!("petition.parties[{at}].identity");
        let identities = registration.identities.iter().map(|(_, identity)| identity);
        self.born(identities.enumerate().map(|(at, identity)| (path(at), identity)))?;
        let case = registration.id;
        let source = registration.register.submission.source();
        let register = &registration.register;
        let mut warnings = wire::missing(&register.submission, &register.parties, &self.county);
        let identities: Vec<&Identity> = registration.identities.iter().map(|(_, identity)| identity).collect();
        warnings.extend(wire::warnings(&wire::texts(&register.submission), &identities));
        warnings.extend(wire::unreachable(&registration.identities));
        let shown: Vec<(Uuid, Masked)> = registration
            .identities
            .iter()
            .map(|(party, identity)| (party.id, identity.masked()))
            .collect();
        let code = self.vault.code(case);
        let identities = registration.identities.iter().map(|(party, identity)| (party.id, identity));
        let sealed = self.sealed(case, identities);
        let drawn = self.draw(&by).await?;
        let number = drawn.as_ref().map(|drawn| self.numbered(drawn)).unwrap_or_default();
        if let Some(earlier) = registration.register.follows {
            self.follows(&by, earlier, &registration).await?;
        }
        let order = registration.order(number, self.vault.code_index(&code), sealed);
        self.not_taken(&by, case, source.as_ref()).await?;
        let outcome = self.execute(by.clone(), order).await;
        if let Some(number) = drawn {
            number.settle(&outcome);
        }
        if let Err(Fault::Busy) = &outcome {
            self.not_taken(&by, case, source.as_ref()).await?;
        }
        Ok(answer(&outcome?, |filed| pb::RegisterPetitionResponse {
            petition: Some(wire::petition(filed, &shown)),
            query_code: code,
            warnings,
        }))
    }

    /// Nobody was born after today: such a number is none. Violation: `IDENTITY_NUMBER_INVALID`.
    pub(super) fn born<'a>(&self, identities: impl Iterator<Item = (String, &'a Identity)>) -> Result<(), Violations> {
        let mut violations = Violations::new();
        for (path, identity) in identities {
            let born = identity.document.as_ref().and_then(Document::born);
            violations.require(
                born.is_none_or(|born| born <= self.today()),
                format!("{path}.document_number"),
                "IDENTITY_NUMBER_INVALID",
                "nobody was born after today",
            );
        }
        violations.finish()
    }

    /// The matter it follows is there for the caller, and was brought by one of those who bring this one.
    async fn follows(&self, by: &Actor, earlier: Uuid, registration: &Registration) -> Result<(), Fault<Refusal>> {
        let unknown = || Fault::Refused(Refusal::LinkedMatterUnknown(earlier));
        let filed = match self.seen(by, earlier).await {
            Ok(filed) => filed,
            Err(Fault::Refused(_)) => return Err(unknown()),
            Err(fault) => return Err(fault),
        };
        let asks = registration.identities.iter().filter(|(party, _)| party.role.asks());
        let bringing: Vec<Identity> = asks.map(|(_, identity)| identity.clone()).collect();
        let brought = self.comparable(&filed).await?;
        if brought.may_follow(&bringing) { Ok(()) } else { Err(unknown()) }
    }

    /// The next number of the caller's unit. Without a unit the registration will be refused, and needs none.
    async fn draw(&self, by: &Actor) -> Result<Option<Issued>, Fault<Refusal>> {
        let Some(unit) = by.unit() else { return Ok(None) };
        Ok(Some(self.numbers.take(unit, number::civil_year(self.clock.now())).await?))
    }

    pub(super) fn numbered(&self, drawn: &Issued) -> Number {
        let word = |unit: &str| self.number_words.get(unit).cloned().unwrap_or_else(|| number::default_word(unit));
        Number {
            text: drawn.text(word),
            year: drawn.year(),
            serial: drawn.number(),
        }
    }

    /// A petition that is kept from the caller takes nothing: that there is one would be told by the refusal (arts. 30, 46).
    async fn not_taken(&self, by: &Actor, case: Uuid, source: Option<&(Channel, String)>) -> Result<(), Fault<Refusal>> {
        let Some((channel, reference)) = source else { return Ok(()) };
        let viewer = self.viewer(by);
        let told = |petition: &Petition| petition.accused.is_empty() || viewer.sees(&petition.audience());
        let holders = store::by_source(self.reader(), *channel, reference).await?;
        if holders.iter().any(|filed| filed.id != case && told(&filed.case)) {
            return Err(Fault::Refused(Refusal::SourceReferenceTaken));
        }
        Ok(())
    }

    /// An order that points at another petition.
    pub(super) async fn link<R>(
        &self,
        request: Request<R>,
        read: impl FnOnce(R, &Code) -> Result<Order, Violations>,
    ) -> Result<Response<pb::Petition>, Status> {
        let (by, request) = caller(request)?;
        let order = read(request, &self.county)?;
        self.linked(&by, &order).await?;
        let done = self.execute(by, order).await?;
        Ok(shown(&done))
    }

    /// The other petition is there, and the caller sees it, and of one for whose sake this is not accepted it was the same petitioner's; the
    /// rest is for both to decide.
    async fn linked(&self, by: &Actor, order: &Order) -> Result<(), Fault<Refusal>> {
        let Some(other) = order.command.other() else {
            return Ok(());
        };
        let own = self.seen(by, order.case).await?;
        let unknown = || Fault::Refused(Refusal::LinkedMatterUnknown(other));
        let earlier = match self.seen(by, other).await {
            Ok(earlier) if other != order.case => earlier,
            Ok(_) | Err(Fault::Refused(_)) => return Err(unknown()),
            Err(fault) => return Err(fault),
        };
        if !matches!(order.command, Command::Decline { .. }) {
            return Ok(());
        }
        // Nobody is turned away for what somebody else brought (arts. 19, 36).
        let (bringing, brought) = (self.comparable(&own).await?, self.comparable(&earlier).await?);
        if brought.may_be_of(&bringing) { Ok(()) } else { Err(unknown()) }
    }

    /// A unit accepts, and tells in writing whoever brought it, unless nobody knows who or where they are (art. 23): without a notice there
    /// is neither an address nor a telephone of theirs. Violation: `REQUIRED`.
    pub(super) async fn accept(&self, request: Request<pb::AcceptPetitionRequest>) -> Result<Response<pb::Petition>, Status> {
        let (by, request) = caller(request)?;
        let order = wire::accept_petition(request, &self.county)?;
        if matches!(order.command, Command::Accept { notice: None }) {
            let filed = self.seen(&by, order.case).await?;
            let identities = self.identities(order.case).await?;
            let mut asking = identities.iter().filter(|(party, _)| {
                let party = filed.case.party(*party);
                party.is_some_and(|party| party.role.asks())
            });
            let is_told = asking.any(|(_, identity)| identity.address.is_some() || identity.phone.is_some());
            let mut violations = Violations::new();
            violations.require(!is_told, "notice_method", "REQUIRED", "whoever brought it can be told");
            violations.finish()?;
        }
        let done = self.execute(by, order).await?;
        Ok(shown(&done))
    }

    /// The gist that travels names nobody of the matter.
    pub(super) async fn offer(&self, request: Request<pb::OfferReferralRequest>) -> Result<Response<pb::Petition>, Status> {
        let (by, request) = caller(request)?;
        let order = wire::offer_referral(request, &self.county)?;
        if let Command::OfferReferral(offer) = &order.command {
            // Whether a name is in a matter is told to nobody who does not see it.
            self.seen(&by, order.case).await?;
            self.check_summary(order.case, "summary", &offer.summary).await?.finish()?;
        }
        self.nameless(&by, &order).await?;
        let done = self.execute(by, order).await?;
        Ok(shown(&done))
    }
}
