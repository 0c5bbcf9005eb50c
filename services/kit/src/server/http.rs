//! The plain HTTP door beside the gRPC one: for probes that cannot speak gRPC or TLS, and for operators.

use std::net::SocketAddr;

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use serde::Serialize;
use tokio::net::TcpListener;
use tokio_util::sync::{CancellationToken, DropGuard};

use super::ServerError;
use super::standing::{Board, Standing};
use crate::build::COMMIT;
use crate::config::Need;
use crate::telemetry::Origin;

/// What `/healthz` says.
#[derive(Clone, Debug, Serialize)]
struct About {
    service: &'static str,
    version: &'static str,
    commit: &'static str,
    county: String,
}

/// What `/readyz` says.
#[derive(Debug, Serialize)]
struct Report {
    ready: bool,
    #[serde(flatten)]
    standing: Standing,
}

#[derive(Clone, Debug)]
struct Office {
    about: About,
    board: Board,
    needs: Vec<Need>,
}

/// A plain door that is open; it is closed when this is dropped.
#[derive(Debug)]
pub(super) struct Plain {
    pub address: SocketAddr,
    _open: DropGuard,
}

/// Opens it, with a service's own routes beside the probes'.
pub(super) async fn open(address: SocketAddr, origin: &Origin, board: (Board, Vec<Need>), own: Router) -> Result<Plain, ServerError> {
    let bind = |source| ServerError::Bind { address, source };
    let listener = TcpListener::bind(address).await.map_err(bind)?;
    let address = listener.local_addr().map_err(bind)?;
    let about = About {
        service: origin.service,
        version: origin.version,
        commit: COMMIT,
        county: origin.county.to_string(),
    };
    let (board, needs) = board;
    let probes = Router::new()
        .route("/healthz", get(healthz))
        .route("/readyz", get(readyz))
        .with_state(Office { about, board, needs });
    let open = CancellationToken::new();
    let closed = open.clone().cancelled_owned();
    tokio::spawn(async move {
        if let Err(error) = axum::serve(listener, probes.merge(own)).with_graceful_shutdown(closed).await {
            tracing::error!(error = &error as &dyn std::error::Error, "the plain door failed");
        }
    });
    Ok(Plain {
        address,
        _open: open.drop_guard(),
    })
}

async fn healthz(State(office): State<Office>) -> Json<About> {
    Json(office.about)
}

async fn readyz(State(office): State<Office>) -> (StatusCode, Json<Report>) {
    let standing = office.board.now();
    let ready = standing.is_ready(&office.needs);
    let code = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (code, Json(Report { ready, standing }))
}
