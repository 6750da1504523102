//! The stories of `examples/`: who wins, why, and who is paid what, worked by hand; and the same from files alone.
#[allow(dead_code, reason = "an example's `main` is run by cargo")]
#[path = "../../examples/coalition.rs"]
mod coalition;
#[allow(dead_code, reason = "an example's `main` is run by cargo")]
#[path = "../../examples/community.rs"]
mod community;
#[allow(dead_code, reason = "an example's `main` is run by cargo")]
#[path = "../../examples/expert_jury.rs"]
mod expert_jury;
#[allow(dead_code, reason = "an example's `main` is run by cargo")]
#[path = "../../examples/own_rule.rs"]
mod own_rule;
#[allow(dead_code, reason = "an example's `main` is run by cargo")]
#[path = "../../examples/server.rs"]
mod server;
#[allow(dead_code, reason = "an example's `main` is run by cargo")]
#[path = "../../examples/threadless.rs"]
mod threadless;

#[cfg(feature = "cli")]
mod files;
mod stories;
mod two_servers;

use cocreate::contest::{Contest, Event, RoundRecord, Settlement, ValidPlan};
use std::collections::BTreeMap;

/// What `App` of `examples/common` is here, whichever example it came from.
macro_rules! end {
    ($story:expr) => {{
        let app = $story.unwrap();
        let winners: Vec<Vec<String>> =
            app.winners().iter().map(|t| t.iter().map(ToString::to_string).collect()).collect();
        $crate::examples::End {
            plan: app.contest.valid_plan().clone(),
            log: app.log.clone(),
            settlement: app.settlement().clone(),
            winners,
            account: app.account(&cocreate::report::Ids),
        }
    }};
}
use end;

/// How a story ended.
struct End {
    plan: ValidPlan,
    log: Vec<Event>,
    settlement: Settlement,
    winners: Vec<Vec<String>>,
    account: String,
}
impl End {
    fn round(&self, n: usize) -> &RoundRecord {
        &self.settlement.rounds[n]
    }
    /// The scores of a round's first poll, as text.
    fn scores(&self, round: usize) -> BTreeMap<String, String> {
        let scores = &self.round(round).polls[0].counted.scores;
        scores.iter().map(|(e, x)| (e.to_string(), x.to_string())).collect()
    }
    /// What each is paid from a pot, in minor units, in the order of the lines; what goes back.
    fn paid(&self, pot: usize) -> (Vec<(String, u128)>, u128) {
        let p = &self.settlement.payouts[pot];
        let lines = p.lines.iter().map(|l| (l.person.to_string(), l.amount.minor())).collect();
        let back = p.returned.minor();
        assert_eq!(p.paid().minor() + back, p.pot.amount.minor(), "every unit is paid or goes back");
        (lines, back)
    }
    /// Whether all of these stand in the account.
    fn tells(&self, all: &[&str]) {
        for text in all {
            assert!(self.account.contains(text), "`{text}` is not told:\n{}", self.account);
        }
    }
    /// The log alone gives the same settlement, byte for byte.
    fn replays(&self) {
        let again = Contest::replay(&self.plan, &self.log).unwrap();
        let json = |s: &Settlement| serde_json::to_string(s).unwrap();
        assert_eq!(json(again.settlement().unwrap()), json(&self.settlement));
    }
}
fn map<const N: usize>(pairs: [(&str, &str); N]) -> BTreeMap<String, String> {
    pairs.map(|(a, b)| (a.to_owned(), b.to_owned())).into()
}
fn paid<const N: usize>(lines: [(&str, u128); N], back: u128) -> (Vec<(String, u128)>, u128) {
    (lines.map(|(who, n)| (who.to_owned(), n)).to_vec(), back)
}
