//! A wire between a service and its bus that can be cut, and joined again: what lies behind it stays as it is.
#![expect(clippy::expect_used, reason = "a harness that breaks must fail its test")]

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio_util::task::AbortOnDropHandle;

/// A wire.
#[derive(Debug)]
pub struct Wire {
    address: SocketAddr,
    whole: Arc<watch::Sender<bool>>,
    _carrying: AbortOnDropHandle<()>,
}

impl Wire {
    /// A wire to a bus, whole.
    ///
    /// # Panics
    /// When no port is free, or the url has no address.
    pub async fn to(url: &str) -> Self {
        let far = url.rsplit('/').next().expect("an address").to_owned();
        let near = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a free port");
        let address = near.local_addr().expect("its address");
        let whole = Arc::new(watch::Sender::new(true));
        let carrying = tokio::spawn(carry(near, far, whole.clone()));
        Self {
            address,
            whole,
            _carrying: AbortOnDropHandle::new(carrying),
        }
    }

    /// What to connect to at this end.
    #[must_use]
    pub fn url(&self) -> String {
        format!("nats://{}", self.address)
    }

    /// Cuts it: whoever speaks is cut off in the middle, and whoever calls is not heard.
    pub fn cut(&self) {
        self.whole.send_replace(false);
    }

    /// Joins it again.
    pub fn join(&self) {
        self.whole.send_replace(true);
    }
}

async fn carry(near: TcpListener, far: String, whole: Arc<watch::Sender<bool>>) {
    while let Ok((mut one, _)) = near.accept().await {
        let mut state = whole.subscribe();
        let far = far.clone();
        if !*state.borrow_and_update() {
            continue;
        }
        tokio::spawn(async move {
            let Ok(mut other) = TcpStream::connect(far).await else { return };
            tokio::select! {
                _ = copy_bidirectional(&mut one, &mut other) => {}
                _ = state.wait_for(|whole| !whole) => {}
            }
        });
    }
}
