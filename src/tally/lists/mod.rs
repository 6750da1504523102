//! Seats for lists of entries, by their votes.
pub mod list_seats;
pub use list_seats::ListSeats;
