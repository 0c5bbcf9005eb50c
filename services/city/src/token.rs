//! Tokens: the one that was given, or one that the development issuer of a running city signs. The only room that knows how
//! tokens are made.

use std::fs;

use clap::Args;
use serde_json::{Value, json};
use shiyu_kit::auth::{DevelopmentIssuer, Environment, Kind, Principal, role};
use time::{Duration, OffsetDateTime};

use crate::city_file::CityFile;
use crate::cli::{Global, Service};
use crate::desk::Bearer;
use crate::durations;
use crate::failure::{Ending, Failure};
use crate::output::Printer;
use crate::times;

/// What the command may do in a development city when no role is named.
const USUAL_ROLES: [&str; 4] = ["operator", "auditor", "petition_officer", "intake_clerk"];
/// And what it may do with the grids.
const GRID_ROLES: [&str; 3] = ["command_chief", "dispatcher", "auditor"];
/// And with disputes.
const DISPUTE_ROLES: [&str; 4] = ["committee_clerk", "intake_clerk", "unit_handler", "auditor"];
/// And what it may do with enforcement.
const ENFORCEMENT_ROLES: [&str; 3] = ["agency_head", "legal_reviewer", "auditor"];
/// And with assessment.
const ASSESSMENT_ROLES: [&str; 2] = ["assessor", "auditor"];
/// Subject of the command's own tokens.
const SUBJECT: &str = "shiyu";
/// How long the command's own tokens hold: a long import must not outlive its token.
pub const TTL: Duration = Duration::hours(24);

/// Which token to print.
#[derive(Debug, Args)]
pub struct TokenOptions {
    /// A role it gives; may be given several times.
    #[arg(long, required = true)]
    pub role: Vec<String>,
    /// Code of the unit its holder works in; none for a service.
    #[arg(long)]
    pub unit: Option<String>,
    /// Who holds it.
    #[arg(long, default_value = SUBJECT)]
    pub subject: String,
    /// For how long it holds, as in `8h`.
    #[arg(long, default_value = "8h", value_parser = durations::parse)]
    pub ttl: Duration,
    /// The holder is a program, not a person.
    #[arg(long)]
    pub program: bool,
}

/// Whom a development token is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// Six-digit code of the county.
    pub county: String,
    /// Subject.
    pub subject: String,
    /// Code of the unit, if any.
    pub unit: Option<String>,
    /// Roles.
    pub roles: Vec<String>,
    /// A person or a program.
    pub kind: Kind,
}

/// Signs development tokens of a running city.
#[derive(Debug)]
pub struct Signer(DevelopmentIssuer);

impl Signer {
    /// The issuer of a folder.
    ///
    /// # Errors
    /// [`Failure::Usage`] when there is none that can be used.
    pub fn open(folder: &std::path::Path) -> Result<Self, Failure> {
        let issuer = DevelopmentIssuer::open(folder, Environment::Development);
        issuer
            .map(Self)
            .map_err(|error| Failure::Usage(format!("the development issuer in {}: {error}", folder.display())))
    }

    /// A token that proves the holder from `now` (real time) on.
    ///
    /// # Errors
    /// [`Failure::Usage`] for a role that nobody can have, or when it cannot be signed.
    pub fn sign(&self, holder: &Holder, ttl: Duration, now: OffsetDateTime) -> Result<String, Failure> {
        if let Some(unknown) = holder.roles.iter().find(|one| !role::is_known(one)) {
            let known: Vec<&str> = role::all().collect();
            return Err(Failure::Usage(format!("`{unknown}` is no role: {}", known.join(", "))));
        }
        let principal = Principal {
            subject: holder.subject.clone(),
            county: holder.county.clone(),
            unit: holder.unit.clone(),
            roles: holder.roles.iter().cloned().collect(),
            kind: holder.kind,
        };
        let token = self.0.issue(&principal, ttl, now);
        token.map_err(|error| Failure::Usage(error.to_string()))
    }
}

impl Global {
    /// The token to show to a service: the one given, else one of the running city's, else none.
    ///
    /// # Errors
    /// [`Failure::File`] when the token's file cannot be read; otherwise as [`Signer::sign`].
    pub fn bearer(&self, service: Service, city: Option<&CityFile>, now: OffsetDateTime) -> Result<Bearer, Failure> {
        if let Some(token) = &self.token {
            return Bearer::new(token);
        }
        if let Some(path) = &self.token_file {
            return Bearer::new(&fs::read_to_string(path).map_err(|error| Failure::file(path, error))?);
        }
        if city.is_none() {
            return Ok(Bearer::default());
        }
        let token = self.signer(city)?.sign(&self.holder(service), TTL, now)?;
        Bearer::new(&token)
    }

    /// The signer of the running city.
    ///
    /// # Errors
    /// [`Failure::Usage`] when no city was started in the data folder.
    pub fn signer(&self, city: Option<&CityFile>) -> Result<Signer, Failure> {
        let city = city.ok_or_else(|| self.no_city())?;
        Signer::open(&city.issuer_dir)
    }

    fn holder(&self, service: Service) -> Holder {
        let (office, roles) = usual(service);
        let roles = || roles.iter().copied().map(str::to_owned).collect();
        Holder {
            county: self.county.clone(),
            subject: SUBJECT.to_owned(),
            unit: Some(self.as_unit.clone().unwrap_or_else(|| format!("{}{office}", self.county))),
            roles: if self.as_role.is_empty() { roles() } else { self.as_role.clone() },
            kind: Kind::Person,
        }
    }
}

/// Who asks a service when nobody is named: how the code of their unit goes on after the county's, and their roles. Petitions are the
/// petition office's, grids the command centre's, disputes the mediation centre's, cases the bureau's; assessment is the county's, or the
/// city's, itself.
fn usual(service: Service) -> (&'static str, &'static [&'static str]) {
    match service {
        Service::Petition => ("-XFJ", &USUAL_ROLES),
        Service::Grid => ("-ZHZ", &GRID_ROLES),
        Service::Mediation => ("-TJZX", &DISPUTE_ROLES),
        Service::Enforcement => ("-ZHZF", &ENFORCEMENT_ROLES),
        Service::Assessment => ("", &ASSESSMENT_ROLES),
    }
}

/// `shiyu token`.
///
/// # Errors
/// As [`Global::signer`] and [`Signer::sign`].
pub fn print(global: &Global, out: Printer, options: &TokenOptions, now: OffsetDateTime) -> Result<Ending, Failure> {
    let holder = Holder {
        county: global.county.clone(),
        subject: options.subject.clone(),
        unit: options.unit.clone(),
        roles: options.role.clone(),
        kind: if options.program { Kind::Service } else { Kind::Person },
    };
    let token = global.signer(global.city()?.as_ref())?.sign(&holder, options.ttl, now)?;
    out.show(&document(&token, &holder, now.saturating_add(options.ttl)), || token.clone());
    Ok(Ending::Clean)
}

fn document(token: &str, holder: &Holder, expires: OffsetDateTime) -> Value {
    json!({
        "token": token,
        "county": holder.county,
        "subject": holder.subject,
        "unit": holder.unit,
        "roles": holder.roles,
        "expire_time": times::json(Some(&times::to_stamp(expires))),
    })
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum;
    use time::macros::datetime;

    use super::*;

    #[test]
    fn only_roles_that_exist_are_signed() {
        let folder = tempfile::tempdir().unwrap();
        let signer = Signer::open(folder.path()).unwrap();
        let holder = |role: &str| Holder {
            county: "330602".into(),
            subject: "clerk".into(),
            unit: Some("330602-XFJ".into()),
            roles: vec![role.into()],
            kind: Kind::Person,
        };
        let now = datetime!(2026-01-05 09:00 UTC);
        assert_eq!(signer.sign(&holder("intake_clerk"), TTL, now).unwrap().split('.').count(), 3);
        assert!(matches!(signer.sign(&holder("mayor"), TTL, now), Err(Failure::Usage(_))));
        for service in Service::value_variants() {
            assert!(usual(*service).1.iter().all(|role| role::is_known(role)), "{service:?}");
        }
    }
}
