//! Who works in a town, and how they come in: a token each, and a client for every service.

mod doors;

use shiyu_kit::auth::{Kind, Principal};
use tonic::metadata::MetadataValue;
use tonic::service::Interceptor;
use tonic::service::interceptor::InterceptedService;
use tonic::transport::Channel;
use tonic::{Request, Status};

/// A post in an office, and the subject of whoever holds it.
#[derive(Debug, Clone, Copy)]
pub struct Post {
    /// The token's subject.
    pub subject: &'static str,
    /// The one role it gives.
    pub role: &'static str,
    /// The unit it is in.
    pub unit: Option<&'static str>,
    /// A person, or another service.
    pub kind: Kind,
}

/// Takes petitions in at the counter.
pub const CLERK: Post = post("clerk", "intake_clerk", Some("330602-XFJ"));
/// Registers, forwards and closes.
pub const OFFICER: Post = post("officer", "petition_officer", Some("330602-XFJ"));
/// Handles what was forwarded to the housing bureau.
pub const HANDLER: Post = post("handler", "unit_handler", Some("330602-ZJJ"));
/// Issues what the housing bureau answers.
pub const HEAD: Post = post("head", "unit_head", Some("330602-ZJJ"));
/// Handles in a unit that nobody asked: the transport bureau.
pub const STRANGER: Post = post("stranger", "unit_handler", Some("330602-JTJ"));
/// Reviews what the county's units answered.
pub const REVIEWER: Post = post("reviewer", "review_officer", Some("330602-XFJ"));
/// Reviews again, for the city.
pub const CITY_REVIEWER: Post = post("city-reviewer", "review_officer", Some("330600-XFJ"));
/// Answers for what is done with identities.
pub const PRIVACY: Post = post("privacy", "privacy_officer", Some("330602-XFJ"));
/// Reads what was done, in the petition office.
pub const AUDITOR: Post = post("auditor", "auditor", Some("330602-XFJ"));
/// Keeps units, calendars and dead letters in order.
pub const OPERATOR: Post = post("operator", "operator", None);
/// The service of mediations.
pub const MEDIATION: Post = service("mediation", "mediation_service");
/// The service of administrative enforcement.
pub const ENFORCEMENT: Post = service("enforcement", "enforcement_service");

/// A post of a person.
#[must_use]
pub const fn post(subject: &'static str, role: &'static str, unit: Option<&'static str>) -> Post {
    Post {
        subject,
        role,
        unit,
        kind: Kind::Person,
    }
}

const fn service(subject: &'static str, role: &'static str) -> Post {
    Post {
        subject,
        role,
        unit: None,
        kind: Kind::Service,
    }
}

impl Post {
    /// What a token of this post proves in a county.
    #[must_use]
    pub fn principal(&self, county: &str) -> Principal {
        Principal {
            subject: self.subject.to_owned(),
            county: county.to_owned(),
            unit: self.unit.map(str::to_owned),
            roles: [self.role.to_owned()].into(),
            kind: self.kind,
        }
    }
}

/// The way in, with what is shown at the door.
pub type Door = InterceptedService<Channel, Bearer>;

/// What a caller shows on every call.
#[derive(Debug, Clone, Default)]
pub struct Bearer {
    headers: Vec<(&'static str, String)>,
}

impl Interceptor for Bearer {
    fn call(&mut self, mut request: Request<()>) -> Result<Request<()>, Status> {
        for (name, value) in &self.headers {
            let value = MetadataValue::try_from(value).map_err(|_| Status::internal("not a header"))?;
            request.metadata_mut().insert(*name, value);
        }
        Ok(request)
    }
}

/// Somebody at the door.
#[derive(Debug, Clone)]
pub struct Caller {
    channel: Channel,
    bearer: Bearer,
}

impl Caller {
    /// Somebody who shows nothing.
    #[must_use]
    pub fn anonymous(channel: Channel) -> Self {
        Self {
            channel,
            bearer: Bearer::default(),
        }
    }

    /// The same with a header more.
    #[must_use]
    pub fn showing(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.bearer.headers.push((name, value.into()));
        self
    }

    /// The way in, for a client of one's own.
    #[must_use]
    pub fn door(&self) -> Door {
        InterceptedService::new(self.channel.clone(), self.bearer.clone())
    }
}
