//! Stopping a long count from outside.
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

/// A flag that another thread may raise: the count then ends with `CountError::Cancelled` and nothing is changed.
///
/// Clones share the flag.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// A flag that is down.
    pub fn new() -> Self {
        Self::default()
    }
    /// Raises the flag.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
    /// Whether it is up.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
