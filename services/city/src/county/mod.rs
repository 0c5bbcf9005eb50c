//! `shiyu county new`: what a cluster needs for one more county, or for the city's desk: an account on the bus, roles and
//! databases, secrets, and the values of its chart. All of it is written beside the manifests; nothing is sent anywhere.

mod database;
mod files;
mod keys;
mod register;
#[cfg(test)]
mod tests;
mod values;

use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde_json::json;
use shiyu_kit::config::County;

use crate::failure::{Ending, Failure};
use crate::output::Printer;
use register::{Entry, Place, Register};

/// The services a county has, unless others are named.
const SERVICES: [&str; 5] = ["petition", "mediation", "enforcement", "grid", "assessment"];

/// What to do with the counties of a cluster.
#[derive(Debug, Subcommand)]
pub enum Order {
    /// Write down a county, or the city's desk (a code that ends in 00): its account, databases, secrets and values.
    New(NewOptions),
}

/// Which county, and where it is written down.
#[derive(Debug, Args)]
pub struct NewOptions {
    /// Six digits of the administrative division (GB/T 2260).
    #[arg(value_parser = code)]
    pub code: String,
    /// What people call it.
    #[arg(long, default_value = "")]
    pub name: String,
    /// Folder of the counties, beside the manifests that use it.
    #[arg(long, default_value = "k8s/overlays/city/counties")]
    pub into: PathBuf,
    /// Who keeps the databases: `CloudNativePG`, or a plain server that is given the roles as SQL.
    #[arg(long, value_enum, default_value_t = Keeper::Cnpg)]
    pub database: Keeper,
    /// Host of the database server; empty: the one of the manifests.
    #[arg(long, default_value = "")]
    pub host: String,
    /// What its streams may take on the bus, in GiB, copies counted.
    #[arg(long, default_value_t = 6, value_parser = clap::value_parser!(u64).range(1..=1024))]
    pub storage: u64,
    /// Services it has; all five without.
    #[arg(long, value_delimiter = ',', value_parser = SERVICES)]
    pub services: Vec<String>,
}

/// Who keeps the databases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Keeper {
    /// `CloudNativePG`: roles and databases are objects of the cluster.
    Cnpg,
    /// A plain PostgreSQL: roles and databases are SQL for its administrator.
    Plain,
}

fn code(text: &str) -> Result<String, String> {
    let county: County = text.parse().map_err(|error: shiyu_kit::config::NotACounty| error.to_string())?;
    Ok(county.to_string())
}

/// Carries out an order.
///
/// # Errors
/// [`Failure::Usage`] when the county is written down already, [`Failure::File`] when a file cannot be read or written; what was
/// written before that stays, and the order may be given again.
pub fn run(out: Printer, order: &Order) -> Result<Ending, Failure> {
    let Order::New(options) = order;
    let mut register = Register::open(&options.into)?;
    if register.has(&options.code) {
        return Err(Failure::Usage(format!(
            "{} is written down already in {}",
            options.code,
            options.into.display()
        )));
    }
    let place = Place::of(options);
    let drawn = keys::Drawn::draw(&place)?;
    register.add(Entry {
        nkey: drawn.nkey.clone(),
        place: place.clone(),
    });
    register.accounts()?;
    files::secrets(&options.into, &place, &drawn)?;
    let written = files::write(&options.into, &register, Some((&options.code, &drawn)))?;
    let result = json!({ "county": options.code, "written": written });
    out.show(&result, || files::next_steps(&options.into, &options.code, &written));
    Ok(Ending::Clean)
}
