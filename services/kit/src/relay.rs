//! Stub.
/// Wakes the relay after a commit.
#[derive(Debug, Clone, Default)]
pub struct Wake(std::sync::Arc<tokio::sync::Notify>);
impl Wake {
    /// Wakes it.
    pub fn wake(&self) {
        self.0.notify_one();
    }
}
