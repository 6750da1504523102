//! What is known of a rule without running it.
use crate::id::MAX_ENTRIES;
use serde::Serialize;

/// How exact a rule's numbers are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Grade {
    /// Integers and fractions throughout.
    #[default]
    Rational,
    /// Square roots, decided by squaring, in integers.
    Root,
    /// Interval arithmetic; what is not separated at the stated limit is a tie.
    Enclosed,
    /// Floats in a fixed order, ranked after rounding to stated decimals.
    Estimate,
}

/// One parameter of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Param {
    /// Its key in a plan.
    pub name: &'static str,
    /// Its type in words: `integer`, `exact`, `boolean`, or the words that it may be, `a | b`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// What it does, in one sentence with units.
    pub about: &'static str,
}

/// Another name of a rule: it stands for the rule together with these parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alias {
    /// The name.
    pub name: &'static str,
    /// Parameters that the name sets, each value as JSON text.
    pub set: &'static [(&'static str, &'static str)],
}
impl Alias {
    /// A name for the rule with its defaults.
    pub const fn plain(name: &'static str) -> Self {
        Self { name, set: &[] }
    }
    /// A name for the rule with these parameters.
    pub const fn with(name: &'static str, set: &'static [(&'static str, &'static str)]) -> Self {
        Self { name, set }
    }
}

/// What most rules keep to. A rule that does not says so in its [`About`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Law {
    /// The order in which ballots are cast changes nothing; nor does that of members or of entries.
    Order,
    /// If entries change places on the slate, so do they in the outcome; nor do names of persons or entries decide anything.
    Names,
    /// If every ballot is cast so many times more, nothing changes.
    Copies,
}
/// A law that a rule with its defaults breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Exception {
    /// Which.
    pub law: Law,
    /// Why, in one sentence.
    pub why: &'static str,
}
impl Exception {
    /// This law, for this reason.
    pub const fn new(law: Law, why: &'static str) -> Self {
        Self { law, why }
    }
}

/// A rule's names, literature and parameters.
///
/// # Examples
/// ```
/// use cocreate::count::{About, Alias};
/// const A: About = About::new("borda", "Borda count").aliases(&[Alias::plain("borda-count")]);
/// assert_eq!(A.id, "borda");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct About {
    /// kebab-case; what a plan says.
    pub id: &'static str,
    /// The common name.
    pub name: &'static str,
    /// Names under which other programs and people know it.
    pub aliases: &'static [Alias],
    /// Papers and statutes, with section.
    pub references: &'static [&'static str],
    /// Parameters, in the order of the struct.
    pub params: &'static [Param],
    /// How exact its numbers are.
    pub grade: Grade,
    /// The definition speaks of a number of seats, so that the rule cannot be asked without one.
    pub needs_number: bool,
    /// Laws that it breaks, with its defaults.
    pub exceptions: &'static [Exception],
    /// Most entries that it is sure to count, whatever the ballots say, if the ballots themselves allow more.
    pub most_entries: usize,
    /// What it takes at most besides, in words with numbers; beyond it refuses, or says so in its outcome.
    pub limit: Option<&'static str>,
    /// Why ten thousand ballots of ten entries can take it more than a tenth of a second, if they can.
    pub slow: Option<&'static str>,
}
impl About {
    /// The rest is added by the methods below.
    pub const fn new(id: &'static str, name: &'static str) -> Self {
        Self {
            id,
            name,
            aliases: &[],
            references: &[],
            params: &[],
            grade: Grade::Rational,
            needs_number: false,
            exceptions: &[],
            most_entries: MAX_ENTRIES,
            limit: None,
            slow: None,
        }
    }
    /// Other names.
    pub const fn aliases(mut self, a: &'static [Alias]) -> Self {
        self.aliases = a;
        self
    }
    /// Literature.
    pub const fn references(mut self, r: &'static [&'static str]) -> Self {
        self.references = r;
        self
    }
    /// Parameters.
    pub const fn params(mut self, p: &'static [Param]) -> Self {
        self.params = p;
        self
    }
    /// The grade of its numbers, if not rational.
    pub const fn grade(mut self, g: Grade) -> Self {
        self.grade = g;
        self
    }
    /// Laws that it breaks, with its defaults.
    pub const fn breaks(mut self, e: &'static [Exception]) -> Self {
        self.exceptions = e;
        self
    }
    /// It counts at most so many entries.
    pub const fn most_entries(mut self, most: usize) -> Self {
        self.most_entries = most;
        self
    }
    /// It takes at most so much besides.
    pub const fn limit(mut self, what: &'static str) -> Self {
        self.limit = Some(what);
        self
    }
    /// Ten thousand ballots of ten entries can take it more than a tenth of a second, for this reason.
    pub const fn slow(mut self, why: &'static str) -> Self {
        self.slow = Some(why);
        self
    }
    /// It must be told how many seats there are.
    pub const fn needs_number(mut self) -> Self {
        self.needs_number = true;
        self
    }
}
