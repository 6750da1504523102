//! The log on disk: what is refused, what is read, and what a crash or a damaged file does.
mod crash;
mod log;

use crate::audit::{events, genesis, withdraw};
use std::{
    path::PathBuf,
    sync::atomic::{AtomicU32, Ordering},
};

/// A file of its own for each test, removed at its end.
pub(crate) struct File(pub(crate) PathBuf);
impl File {
    pub(crate) fn new() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let file = std::env::temp_dir().join(format!("cocreate-{}-{number}.redb", std::process::id()));
        let _ = std::fs::remove_file(&file);
        Self(file)
    }
}
impl Drop for File {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}
