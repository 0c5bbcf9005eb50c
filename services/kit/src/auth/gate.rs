//! The gate: a layer around the whole server, so that no handler can forget to ask who calls and whether they may.

use std::num::{NonZeroU32, NonZeroUsize};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use http::header::AUTHORIZATION;
use http::{HeaderMap, Request, Response};
use time::OffsetDateTime;
use tonic::Status;
use tower::{Layer, Service};

use super::policy::Policy;
use super::principal::Principal;
use super::refusal::{Refusal, TokenError};
use super::tokens::Tokens;
use crate::look;
use crate::throttle::Throttle;

/// Where the gate reads the time. Real time, even when a development moved its clock: tokens come from outside.
pub type Now = Arc<dyn Fn() -> OffsetDateTime + Send + Sync>;

/// Until when the token of a call holds, beside its [`Principal`]: whoever answers for longer stops then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Until(pub OffsetDateTime);

/// Lets a call through when its token is valid, its county is ours and a policy permits it; the handler then finds the
/// [`Principal`] in the request's extensions, and the token itself is gone.
#[derive(Clone)]
pub struct Gate {
    desk: Arc<Desk>,
}

struct Desk {
    tokens: Arc<Tokens>,
    policy: Arc<Policy>,
    county: String,
    now: Now,
    /// How often one person may have identities shown in the clear.
    reveals: Option<Throttle<String>>,
}

/// What shows an identity in the clear, in whichever service: a reason is asked for, it is on record, and it is not done by the hundred.
const REVEALS: [&str; 3] = ["/Reveal", "/ReadComplainant", "/FindHeldCases"];

/// Over which time reveals are counted.
const HOUR: Duration = Duration::from_hours(1);

/// How many persons' reveals are remembered.
const REVEALERS: NonZeroUsize = NonZeroUsize::MIN.saturating_add(9_999);

impl Gate {
    /// A gate for the deployment of one county (six-digit division code).
    pub fn new(tokens: Arc<Tokens>, policy: Arc<Policy>, county: impl Into<String>, now: Now) -> Self {
        Self {
            desk: Arc::new(Desk {
                tokens,
                policy,
                county: county.into(),
                now,
                reveals: None,
            }),
        }
    }

    /// The same, where one person is shown so many identities in the clear in an hour, and no more (G-05).
    #[must_use]
    pub fn revealing(self, per_hour: NonZeroU32) -> Self {
        let Desk {
            tokens,
            policy,
            county,
            now,
            ..
        } = &*self.desk;
        Self {
            desk: Arc::new(Desk {
                tokens: tokens.clone(),
                policy: policy.clone(),
                county: county.clone(),
                now: now.clone(),
                reveals: Some(Throttle::new(per_hour, HOUR, REVEALERS)),
            }),
        }
    }

    /// Decides on one call by its headers and its path, `/package.Service/Method`. `None` is a permitted caller without
    /// a token.
    ///
    /// # Errors
    /// The [`Refusal`] to answer with.
    pub async fn admit(&self, headers: &HeaderMap, path: &str) -> Result<Option<(Principal, Until)>, Refusal> {
        let desk = &*self.desk;
        let (principal, until) = match bearer(headers)? {
            Some(token) => {
                let (principal, until) = desk.tokens.verify_until(token, (desk.now)()).await?;
                (Some(principal), Some(Until(until)))
            }
            None => (None, None),
        };
        if principal.as_ref().is_some_and(|known| known.county != desk.county) {
            return Err(Refusal::CountyMismatch);
        }
        let action = path.strip_prefix('/').unwrap_or(path);
        if desk.policy.allows(principal.as_ref(), action, &desk.county) {
            desk.may_reveal(principal.as_ref(), action)?;
            return Ok(principal.zip(until));
        }
        Err(match principal {
            Some(_) => Refusal::NotPermitted { action: action.to_owned() },
            None => Refusal::Token(TokenError::Missing),
        })
    }
}

impl Desk {
    fn may_reveal(&self, principal: Option<&Principal>, action: &str) -> Result<(), Refusal> {
        let (Some(reveals), Some(known)) = (&self.reveals, principal) else {
            return Ok(());
        };
        if REVEALS.iter().any(|reveal| action.contains(reveal)) {
            reveals.check(&known.subject).map_err(|wait| Refusal::TooManyReveals { wait })?;
        }
        Ok(())
    }
}

/// The token of the `authorization` header, if there is a header. What is there but not one bearer token is refused.
fn bearer(headers: &HeaderMap) -> Result<Option<&str>, TokenError> {
    let mut values = headers.get_all(AUTHORIZATION).iter();
    let Some(value) = values.next() else { return Ok(None) };
    let text = value.to_str().map_err(|_| TokenError::Malformed)?;
    match (text.split_once(' '), values.next()) {
        (Some((scheme, token)), None) if scheme.eq_ignore_ascii_case("bearer") => Ok(Some(token.trim())),
        _ => Err(TokenError::Malformed),
    }
}

impl<S> Layer<S> for Gate {
    type Service = Gated<S>;

    fn layer(&self, inner: S) -> Gated<S> {
        Gated { inner, gate: self.clone() }
    }
}

/// A service behind a [`Gate`].
#[derive(Clone)]
pub struct Gated<S> {
    inner: S,
    gate: Gate,
}

impl<S, B, R> Service<Request<B>> for Gated<S>
where
    S: Service<Request<B>, Response = Response<R>> + Clone + Send + 'static,
    S::Future: Send,
    B: Send + 'static,
    R: Default,
{
    type Response = Response<R>;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Response<R>, S::Error>> + Send>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        // The service that was polled ready must be the one that is called.
        let next = self.inner.clone();
        let mut inner = std::mem::replace(&mut self.inner, next);
        let gate = self.gate.clone();
        Box::pin(async move {
            let (mut parts, body) = request.into_parts();
            match gate.admit(&parts.headers, parts.uri.path()).await {
                Ok(admitted) => {
                    parts.headers.remove(AUTHORIZATION);
                    parts.extensions.remove::<Principal>();
                    parts.extensions.remove::<Until>();
                    if let Some((principal, until)) = admitted {
                        parts.extensions.insert(principal);
                        parts.extensions.insert(until);
                    }
                    let door = look::Door::of(parts.uri.path(), &parts.headers);
                    look::scoped(door, inner.call(Request::from_parts(parts, body))).await
                }
                Err(refusal) => {
                    tracing::info!(
                        rpc.path = parts.uri.path(),
                        auth.reason = refusal.reason(),
                        "a call was refused at the gate"
                    );
                    Ok(Status::from(refusal).into_http())
                }
            }
        })
    }
}
