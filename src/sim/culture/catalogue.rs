//! The one list of built-in cultures.
use super::{Culture, Euclidean, Impartial, Mallows};
use crate::count::{About, Entry, Plug, Registry};
use serde::{Serialize, de::DeserializeOwned};

impl<C> Plug<Box<dyn Culture>> for C
where
    C: Culture + Default + Serialize + DeserializeOwned + 'static,
{
    fn about(&self) -> About {
        Culture::about(self)
    }
    fn plug(self) -> Box<dyn Culture> {
        Box::new(self)
    }
}

/// One line a culture, in order of ids.
pub static CULTURES: &[Entry<Box<dyn Culture>>] =
    &[Entry::of::<Euclidean>(), Entry::of::<Impartial>(), Entry::of::<Mallows>()];

/// All of them by name; an app adds its own with [`Registry::add`].
///
/// # Panics
/// Never: a guard test shows that names are not taken twice.
pub fn registry() -> Registry<Box<dyn Culture>> {
    Registry::of(CULTURES).expect("built-in names are distinct")
}
