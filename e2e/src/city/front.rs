//! One address for all replicas of a service, as a cluster gives it: whoever comes anew is led to one that is in rotation; who is inside
//! stays there.
#![expect(clippy::expect_used, reason = "a harness that breaks must fail its test")]

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio_util::task::AbortOnDropHandle;
use tonic::transport::Channel;

/// The replicas that are in rotation. Clones are the same.
#[derive(Debug, Clone, Default)]
pub struct Rotation {
    members: Arc<RwLock<Vec<(SocketAddr, Channel)>>>,
    next: Arc<AtomicUsize>,
}

impl Rotation {
    /// Takes one in.
    pub fn join(&self, address: SocketAddr, channel: Channel) {
        let mut members = self.members.write().unwrap_or_else(PoisonError::into_inner);
        members.push((address, channel));
    }

    /// Leads nobody to this one any more.
    pub fn leave(&self, address: SocketAddr) {
        let mut members = self.members.write().unwrap_or_else(PoisonError::into_inner);
        members.retain(|(member, _)| *member != address);
    }

    /// The next in turn; `None` where all are closed.
    pub fn next(&self) -> Option<(SocketAddr, Channel)> {
        let members = self.members.read().unwrap_or_else(PoisonError::into_inner);
        let turn = self.next.fetch_add(1, Ordering::Relaxed);
        members.get(turn.checked_rem(members.len())?).cloned()
    }
}

/// The address. It is closed with this value.
#[derive(Debug)]
pub struct Front {
    /// Where it is.
    pub address: SocketAddr,
    _task: AbortOnDropHandle<()>,
}

impl Front {
    /// Opens it.
    pub async fn open(rotation: Rotation) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        Self {
            address,
            _task: AbortOnDropHandle::new(tokio::spawn(lead(listener, rotation))),
        }
    }
}

async fn lead(listener: TcpListener, rotation: Rotation) {
    while let Ok((mut caller, _)) = listener.accept().await {
        let Some((address, _)) = rotation.next() else { continue };
        tokio::spawn(async move {
            if let Ok(mut replica) = TcpStream::connect(address).await {
                // Either side may hang up whenever it likes.
                let _ = copy_bidirectional(&mut caller, &mut replica).await;
            }
        });
    }
}
