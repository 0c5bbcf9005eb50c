//! The steps of an indicator's versions, each an order with an id of its own.

use std::path::PathBuf;

use clap::Args;
use shiyu_kit::clock::new_id;
use shiyu_proto::assessment::v1 as pb;

use super::sheet;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::rows;

/// The collection they are named in.
const INDICATORS: &str = "indicators";

/// Which one.
#[derive(Debug, Args)]
pub struct ShowOptions {
    /// Its name or its code.
    pub indicator: String,
    /// Its version; without one the latest.
    #[arg(id = "number", value_name = "VERSION", default_value_t = 0)]
    pub version: i64,
}

/// By which document.
#[derive(Debug, Args)]
pub struct AdoptOptions {
    /// The document of the rules that the county adopts them by.
    #[arg(long)]
    pub document: String,
}

/// Which drafts.
#[derive(Debug, Args)]
pub struct PutOptions {
    /// A TOML file with a table for each indicator, named by its code: `title`, `family`, `direction`, `formula`, `sources`, and where
    /// there are any `weight`, `bands` and `excluded_categories`.
    pub file: PathBuf,
    /// Code of the unit that answers for them.
    #[arg(long)]
    pub owner: String,
    /// The document of the rules they belong to.
    #[arg(long)]
    pub document: String,
}

/// Which version, and where its consultation is documented.
#[derive(Debug, Args)]
pub struct ConsultOptions {
    /// Which version.
    #[command(flatten)]
    pub of: VersionOptions,
    /// The document of the consultation.
    #[arg(long)]
    pub document: String,
}

/// Which version.
#[derive(Debug, Args)]
pub struct VersionOptions {
    /// The indicator's name or its code.
    pub indicator: String,
    /// Its version.
    #[arg(id = "number", value_name = "VERSION")]
    pub version: i64,
}

type Answered = Result<pb::Indicator, Failure>;

pub async fn get(desk: &Desk, options: &ShowOptions) -> Answered {
    let request = pb::GetIndicatorRequest {
        name: desk.name(INDICATORS, &options.indicator),
        version: options.version,
    };
    Ok(desk.indicators().get_indicator(request).await?.into_inner())
}

pub async fn adopt(desk: &Desk, options: &AdoptOptions) -> Result<pb::AdoptDefaultIndicatorsResponse, Failure> {
    let request = pb::AdoptDefaultIndicatorsRequest {
        parent: desk.parent(),
        document: options.document.clone(),
        request_id: new_id().to_string(),
    };
    Ok(desk.indicators().adopt_default_indicators(request).await?.into_inner())
}

/// One after the other: what stands before the first that is refused is put.
pub async fn put(desk: &Desk, options: &PutOptions) -> Result<Vec<pb::Indicator>, Failure> {
    let drafts = rows::read(&options.file, sheet::parse)?;
    let mut put = Vec::with_capacity(drafts.len());
    for (code, draft) in drafts {
        let indicator = pb::Indicator {
            name: desk.name(INDICATORS, &code),
            owner: options.owner.clone(),
            document: options.document.clone(),
            ..draft
        };
        let request = pb::PutIndicatorRequest {
            parent: desk.parent(),
            indicator: Some(indicator),
            request_id: new_id().to_string(),
        };
        put.push(desk.indicators().put_indicator(request).await?.into_inner());
    }
    Ok(put)
}

pub async fn consult(desk: &Desk, options: &ConsultOptions) -> Answered {
    let request = pb::ConsultIndicatorRequest {
        name: desk.name(INDICATORS, &options.of.indicator),
        version: options.of.version,
        consultation: options.document.clone(),
        request_id: new_id().to_string(),
    };
    Ok(desk.indicators().consult_indicator(request).await?.into_inner())
}

/// A step that only names a version: which method, with which message.
macro_rules! steps {
    ($($order:ident $call:ident $request:ident),+ $(,)?) => {$(
        pub async fn $order(desk: &Desk, options: &VersionOptions) -> Answered {
            let request = pb::$request {
                name: desk.name(INDICATORS, &options.indicator),
                version: options.version,
                request_id: new_id().to_string(),
            };
            Ok(desk.indicators().$call(request).await?.into_inner())
        }
    )+};
}

steps! {
    publish publish_indicator PublishIndicatorRequest,
    activate activate_indicator ActivateIndicatorRequest,
    retire retire_indicator RetireIndicatorRequest,
}
