//! Amazon's reviews of a product: stars of verified buyers count more, older ones less; both means are published side by side.
use super::{Note, Preset, written};
use crate::{
    contest::{Plan, When},
    id::ContestId,
};
use serde_json::json;

pub(super) const PRESET: Preset = Preset {
    number: "P04",
    id: "amazon-reviews",
    system: "Amazon reviews",
    plan: amazon_reviews,
    notes: NOTES,
    next: "each new review, always; a turn is a year",
    examples: &["C08", "C31"],
};
const NOTES: &[Note] = &[
    Note::outside(
        "The real weights are secret. The factor for helpful marks, which would hang on another poll's count, is left to the share that the host \
         states; a burst of reviews is reported by the app.",
    ),
    Note::assumed(
        "rosters.buyers",
        "Any account may review and counts one; a buyer whose purchase is verified is enrolled by the host with a share of 2; sellers and their kin are removed.",
    ),
    Note::assumed("rosters.readers", "Whoever reads may mark a review as helpful."),
    Note::assumed("entries.given", "The product itself, for the stars; reviews are the other entries."),
    Note::fact("entries.most_each", "amazon-stars", "One review an account and product."),
    Note::assumed("rounds.0.balloting", "Always open; a turn is a year."),
    Note::fact("rounds.0.polls.0.ballot", "amazon-stars", "One to five stars."),
    Note::fact(
        "rounds.0.polls.0.weigh",
        "amazon-stars",
        "Verified and recent reviews count more; how much is not published.",
    ),
    Note::assumed(
        "rounds.0.polls.0.weigh.half_life",
        "In days: what a ballot weighs halves each year since it last changed.",
    ),
    Note::assumed(
        "rounds.0.polls.1.ballots_of",
        "The same stars, all counted alike: the raw mean, beside the weighted one.",
    ),
    Note::assumed("rounds.0.polls.2.tally.z", "Reviews are sorted by the lower bound at 95%."),
    Note::assumed("rounds.0.select.k", "So many reviews are shown first."),
    Note::assumed("hidden.counts", "Means and marks are seen at any time."),
];

/// A year of a product's reviews.
///
/// The product is a given entry; `stars` and `raw` are the same ballots, with and without weights. Reviews are entries by their authors, and `helpful`
/// sorts them by the lower bound of the share of readers who found them helpful (1) or not (0). Nothing is paid. Rosters: `buyers`, `readers`.
///
/// # Examples
/// ```
/// use cocreate::{contest::When, preset::amazon_reviews};
/// let plan = amazon_reviews(&"kettle".parse()?, &When::Offset("2026-12-01T12:00:00Z".to_owned()));
/// assert_eq!(plan.rounds[0].polls[1].ballots_of.as_ref().unwrap().as_str(), "stars");
/// # Ok::<(), cocreate::id::IdError>(())
/// ```
///
/// # References
/// The press on the change of the stars' formula in 2015.
pub fn amazon_reviews(contest: &ContestId, starts: &When) -> Plan {
    let stars = json!({ "kind": "scores", "lowest": "1", "top": 4 });
    written(json!({
        "contest": contest, "mode": "crowd", "starts": starts,
        "rosters": { "buyers": {}, "readers": {} },
        "entries": { "by": "buyers", "window": "30d", "most_each": 1, "given": [{ "entry": "product" }] },
        "rounds": [{
            "balloting": "365d", "select": { "rule": "top-k", "poll": "helpful", "k": 10, "at_cut": "all" },
            "polls": [
                {
                    "poll": "stars", "voters": "buyers", "ballot": stars, "tally": { "rule": "mean-score" },
                    "weigh": { "rule": "decay", "half_life": 365, "shares": { "missing": "one" } }
                },
                { "poll": "raw", "voters": "buyers", "ballot": stars, "ballots_of": "stars", "tally": { "rule": "mean-score" } },
                {
                    "poll": "helpful", "voters": "readers", "parts": true,
                    "ballot": { "kind": "scores", "top": 1 }, "tally": { "rule": "wilson-lower", "z": "49/25" }
                }
            ]
        }],
        "hidden": { "counts": false }
    }))
}
