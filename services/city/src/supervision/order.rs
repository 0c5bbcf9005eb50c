//! The steps of a supervision, each an order with an id of its own.

use clap::Args;
use shiyu_kit::clock::new_id;
use shiyu_proto::assessment::v1 as pb;
use uuid::Uuid;

use super::words;
use crate::desk::Desk;
use crate::failure::Failure;

/// The collection they are named in.
const SUPERVISIONS: &str = "supervisions";

/// Which unit, about which case, and why.
#[derive(Debug, Args)]
pub struct OpenOptions {
    /// Code of the unit.
    pub unit: String,
    /// Id of the case.
    pub case: Uuid,
    /// Whose case it is, as in `petition`.
    #[arg(long = "of", value_parser = words::parse_service)]
    pub service: pb::SupervisedService,
    /// Why, as in `delay`.
    #[arg(long, value_parser = words::parse_ground)]
    pub ground: pb::SupervisionGround,
}

/// Which one.
#[derive(Debug, Args)]
pub struct OneOptions {
    /// Its name or its id.
    pub supervision: String,
}

/// Which one, and what is said.
#[derive(Debug, Args)]
pub struct WordsOptions {
    /// Its name or its id.
    pub supervision: String,
    /// In words, without a person's data.
    pub words: String,
}

/// Which one, by which document.
#[derive(Debug, Args)]
pub struct DocumentOptions {
    /// Its name or its id.
    pub supervision: String,
    /// Number of the document.
    pub document: String,
}

/// Which one, and whether it is put right.
#[derive(Debug, Args)]
pub struct VerifyOptions {
    /// Its name or its id.
    pub supervision: String,
    /// It is not: it goes on being put right.
    #[arg(long)]
    pub not_done: bool,
}

type Answered = Result<pb::Supervision, Failure>;

fn id() -> String {
    new_id().to_string()
}

pub async fn get(desk: &Desk, options: &OneOptions) -> Answered {
    let request = pb::GetSupervisionRequest {
        name: desk.name(SUPERVISIONS, &options.supervision),
    };
    Ok(desk.supervisions().get_supervision(request).await?.into_inner())
}

/// How one begins: which method, with which message.
macro_rules! beginnings {
    ($($order:ident $call:ident $request:ident),+ $(,)?) => {$(
        pub async fn $order(desk: &Desk, options: &OpenOptions) -> Answered {
            let request = pb::$request {
                parent: desk.parent(),
                request_id: id(),
                service: options.service.into(),
                case: options.case.to_string(),
                unit: options.unit.clone(),
                ground: options.ground.into(),
            };
            Ok(desk.supervisions().$call(request).await?.into_inner())
        }
    )+};
}

/// A step of one that is there: which method, with which message, and what it says beside the name.
macro_rules! steps {
    ($($order:ident($options:ident: $of:ident) $call:ident $request:ident { $($field:ident: $said:expr)? }),+ $(,)?) => {$(
        pub async fn $order(desk: &Desk, $options: &$of) -> Answered {
            let request = pb::$request {
                name: desk.name(SUPERVISIONS, &$options.supervision),
                request_id: id(),
                $($field: $said,)?
                ..pb::$request::default()
            };
            Ok(desk.supervisions().$call(request).await?.into_inner())
        }
    )+};
}

beginnings! {
    urge urge_unit UrgeUnitRequest,
    supervise supervise_unit SuperviseUnitRequest,
}

steps! {
    urge_again(options: OneOptions) urge_again UrgeAgainRequest {},
    acknowledge(options: OneOptions) acknowledge_supervision AcknowledgeSupervisionRequest {},
    begin(options: WordsOptions) begin_rectification BeginRectificationRequest { measures: options.words.clone() },
    report(options: WordsOptions) report_rectification ReportRectificationRequest { result: options.words.clone() },
    verify(options: VerifyOptions) verify_rectification VerifyRectificationRequest { done: !options.not_done },
    close(options: OneOptions) close_supervision CloseSupervisionRequest {},
    withdraw(options: DocumentOptions) withdraw_supervision WithdrawSupervisionRequest { document: options.document.clone() },
}
