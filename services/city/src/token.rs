//! Tokens: the one that was given, or one that the development issuer of a running city signs. The only room that knows how
//! tokens are made.

use std::fs;

use clap::Args;
use serde_json::{Value, json};
use shiyu_kit::auth::{DevelopmentIssuer, Environment, Kind, Principal, role};
use time::{Duration, OffsetDateTime};

use crate::city_file::CityFile;
use crate::cli::Global;
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
    /// The token to show: the one given, else one of the running city's, else none.
    ///
    /// # Errors
    /// [`Failure::File`] when the token's file cannot be read; otherwise as [`Signer::sign`].
    pub fn bearer(&self, city: Option<&CityFile>, now: OffsetDateTime) -> Result<Bearer, Failure> {
        if let Some(token) = &self.token {
            return Bearer::new(token);
        }
        if let Some(path) = &self.token_file {
            return Bearer::new(&fs::read_to_string(path).map_err(|error| Failure::file(path, error))?);
        }
        if city.is_none() {
            return Ok(Bearer::default());
        }
        let token = self.signer(city)?.sign(&self.holder(), TTL, now)?;
        Bearer::new(&token)
    }

    /// The token to show for what is done with the grids: as [`Global::bearer`], but by the county's command centre (`-ZHZ`).
    ///
    /// # Errors
    /// As [`Global::bearer`].
    pub fn grid_bearer(&self, city: Option<&CityFile>, now: OffsetDateTime) -> Result<Bearer, Failure> {
        self.bearer_of(("ZHZ", &GRID_ROLES), city, now)
    }

    /// The token to show for what is done with disputes: as [`Global::bearer`], but by the county's mediation centre (`-TJZX`).
    ///
    /// # Errors
    /// As [`Global::bearer`].
    pub fn disputes_bearer(&self, city: Option<&CityFile>, now: OffsetDateTime) -> Result<Bearer, Failure> {
        self.bearer_of(("TJZX", &DISPUTE_ROLES), city, now)
    }

    /// The token to show for what is done with enforcement: as [`Global::bearer`], but by the county's bureau (`-ZHZF`).
    ///
    /// # Errors
    /// As [`Global::bearer`].
    pub fn enforcement_bearer(&self, city: Option<&CityFile>, now: OffsetDateTime) -> Result<Bearer, Failure> {
        self.bearer_of(("ZHZF", &ENFORCEMENT_ROLES), city, now)
    }

    /// The token to show for what is done with assessment: as [`Global::bearer`], but by the county, or the city, itself.
    ///
    /// # Errors
    /// As [`Global::bearer`].
    pub fn assessment_bearer(&self, city: Option<&CityFile>, now: OffsetDateTime) -> Result<Bearer, Failure> {
        self.bearer_of(("", &ASSESSMENT_ROLES), city, now)
    }

    fn bearer_of(&self, (office, roles): (&str, &[&str]), city: Option<&CityFile>, now: OffsetDateTime) -> Result<Bearer, Failure> {
        if self.token.is_some() || self.token_file.is_some() || city.is_none() {
            return self.bearer(city, now);
        }
        let mut holder = self.holder();
        if self.as_unit.is_none() {
            let dash = if office.is_empty() { "" } else { "-" };
            holder.unit = Some(format!("{}{dash}{office}", self.county));
        }
        if self.as_role.is_empty() {
            holder.roles = roles.iter().copied().map(str::to_owned).collect();
        }
        Bearer::new(&self.signer(city)?.sign(&holder, TTL, now)?)
    }

    /// The signer of the running city.
    ///
    /// # Errors
    /// [`Failure::Usage`] when no city was started in the data folder.
    pub fn signer(&self, city: Option<&CityFile>) -> Result<Signer, Failure> {
        let city = city.ok_or_else(|| self.no_city())?;
        Signer::open(&city.issuer_dir)
    }

    fn holder(&self) -> Holder {
        let usual = || USUAL_ROLES.map(str::to_owned).to_vec();
        Holder {
            county: self.county.clone(),
            subject: SUBJECT.to_owned(),
            unit: Some(self.as_unit.clone().unwrap_or_else(|| format!("{}-XFJ", self.county))),
            roles: if self.as_role.is_empty() { usual() } else { self.as_role.clone() },
            kind: Kind::Person,
        }
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
        assert!(
            USUAL_ROLES
                .iter()
                .chain(&GRID_ROLES)
                .chain(&DISPUTE_ROLES)
                .chain(&ENFORCEMENT_ROLES)
                .all(|role| role::is_known(role))
        );
    }
}
