//! The erased edge: criteria and witnesses that are known at run time only.
use super::{Criterion, Elects, Found, Limits, SearchError, Small, Witness, search};
use crate::{
    ballot::Ballot,
    count::{About, CountError},
    profile::Profile,
};
use rand::Rng;
use serde_json::Value;
use std::fmt::Debug;

/// Some criterion for rules that count ballots of a kind.
#[derive(Debug)]
pub struct AnyCriterion<B: Ballot>(Box<dyn Erased<B>>);
impl<B: Small> AnyCriterion<B> {
    /// Without its type.
    pub fn new<C: Criterion<Ballot = B> + 'static>(criterion: C) -> Self {
        Self(Box::new(criterion))
    }
    /// Names, literature, parameters.
    pub fn about(&self) -> About {
        self.0.about()
    }
    /// See [`Criterion::violation`].
    ///
    /// # Errors
    /// If the rule cannot count these ballots.
    pub fn violation(
        &self,
        profile: &Profile<B>,
        rule: &dyn Elects<B>,
    ) -> Result<Option<AnyWitness<B>>, CountError> {
        self.0.violation(profile, rule)
    }
    /// See [`search`].
    ///
    /// # Errors
    /// As there.
    pub fn search(
        &self,
        rule: &dyn Elects<B>,
        limits: &Limits,
        rng: &mut dyn Rng,
    ) -> Result<Found<AnyWitness<B>>, SearchError> {
        self.0.search(rule, limits, rng)
    }
    /// A witness of this criterion from its JSON form.
    ///
    /// # Errors
    /// If it is none.
    pub fn read(&self, json: Value) -> Result<AnyWitness<B>, serde_json::Error> {
        self.0.read(json)
    }
}
/// Some witness.
#[derive(Debug)]
pub struct AnyWitness<B: Ballot>(Box<dyn Shown<B>>);
impl<B: Ballot> AnyWitness<B> {
    /// See [`Witness::holds`].
    ///
    /// # Errors
    /// If the rule cannot count its ballots.
    pub fn holds(&self, rule: &dyn Elects<B>) -> Result<bool, CountError> {
        self.0.holds(rule)
    }
    /// As data.
    ///
    /// # Errors
    /// If an app's own witness cannot be written as JSON.
    pub fn to_json(&self) -> Result<Value, serde_json::Error> {
        self.0.to_json()
    }
}

trait Erased<B: Ballot>: Debug + Send + Sync {
    fn about(&self) -> About;
    fn violation(&self, p: &Profile<B>, rule: &dyn Elects<B>) -> Result<Option<AnyWitness<B>>, CountError>;
    fn search(
        &self,
        rule: &dyn Elects<B>,
        limits: &Limits,
        rng: &mut dyn Rng,
    ) -> Result<Found<AnyWitness<B>>, SearchError>;
    fn read(&self, json: Value) -> Result<AnyWitness<B>, serde_json::Error>;
}
fn shown<B: Ballot>(w: impl Witness<B>) -> AnyWitness<B> {
    AnyWitness(Box::new(w))
}
impl<B: Small, C: Criterion<Ballot = B>> Erased<B> for C {
    fn about(&self) -> About {
        Criterion::about(self)
    }
    fn violation(&self, p: &Profile<B>, rule: &dyn Elects<B>) -> Result<Option<AnyWitness<B>>, CountError> {
        Ok(Criterion::violation(self, p, rule)?.map(shown))
    }
    fn search(
        &self,
        rule: &dyn Elects<B>,
        limits: &Limits,
        rng: &mut dyn Rng,
    ) -> Result<Found<AnyWitness<B>>, SearchError> {
        Ok(search(self, rule, limits, rng)?.map(shown))
    }
    fn read(&self, json: Value) -> Result<AnyWitness<B>, serde_json::Error> {
        serde_json::from_value::<C::Witness>(json).map(shown)
    }
}
trait Shown<B: Ballot>: Debug + Send + Sync {
    fn holds(&self, rule: &dyn Elects<B>) -> Result<bool, CountError>;
    fn to_json(&self) -> Result<Value, serde_json::Error>;
}
impl<B: Ballot, W: Witness<B>> Shown<B> for W {
    fn holds(&self, rule: &dyn Elects<B>) -> Result<bool, CountError> {
        Witness::holds(self, rule)
    }
    fn to_json(&self) -> Result<Value, serde_json::Error> {
        serde_json::to_value(self)
    }
}
