//! Known systems as plans: each is a function that returns a [`Plan`](crate::contest::Plan) to start from.
mod threadless;
pub use threadless::threadless;
