//! Linux as a tree of maintainers: every hop from the author to the root signs off, and any of them can refuse.
use super::{Note, Preset, written};
use crate::{
    contest::{Plan, When},
    id::ContestId,
};
use serde_json::json;

pub(super) const PRESET: Preset = Preset {
    number: "P20",
    id: "linux-kernel",
    system: "Linux",
    plan: linux_kernel,
    notes: NOTES,
    next: "the next release; maintainers change by the file that names them",
    examples: &["M40"],
};
const NOTES: &[Note] = &[
    Note::outside(
        "Code, mail and the file of maintainers lie outside; entering a patch is its author's sign-off, which certifies where it comes from. Release candidates are other contests.",
    ),
    Note::fact("rosters.contributors", "seed-001", "Anybody may post, review and test."),
    Note::assumed(
        "rosters.net.admit",
        "Maintainers of a subsystem, by the file: put their ids here; the subsystems are examples.",
    ),
    Note::assumed("entries.window", "The merge window of two weeks."),
    Note::assumed("rounds.0.deliberation", "A week of reviews and new versions."),
    Note::assumed(
        "rounds.0.polls.0",
        "Tags beside the chain: who reviewed and who tested; their numbers are the credit.",
    ),
    Note::fact(
        "rounds.0.select.gate",
        "seed-001",
        "Every hop signs, one who refuses is enough to stop it: a yes and no no in each poll of the path, which is this crate's reading of the tree.",
    ),
    Note::fact(
        "rounds.0.select.paths",
        "seed-001",
        "From the subsystem to the root, by the category of the patch.",
    ),
];

/// A merge window: patches by subsystem, tags, and the chain of sign-offs.
///
/// Anybody posts patches, reviews and tests; the maintainers of the patch's subsystem and the root sign or refuse, each in a poll. Those patches
/// win that are signed along their whole path; the most reviewed come first. Nobody is paid; the counts of tags are the credit. Rosters:
/// `contributors`, `net`, `fs` and `root`; polls: `reviewed`, `tested`, `net`, `fs` and `root`.
///
/// # Examples
/// ```
/// use cocreate::{contest::When, preset::linux_kernel};
/// let plan = linux_kernel(&"v7-1".parse()?, &When::Offset("2026-12-01T12:00:00Z".to_owned()));
/// assert_eq!(plan.categories.len(), 3);
/// # Ok::<(), cocreate::id::IdError>(())
/// ```
///
/// # References
/// Linux, Submitting patches; the cycle of releases as commonly known.
pub fn linux_kernel(contest: &ContestId, starts: &When) -> Plan {
    let tag = |poll: &str| {
        json!({
            "poll": poll, "voters": "contributors", "parts": true,
            "ballot": { "kind": "approval" }, "tally": { "rule": "approval" }
        })
    };
    // A maintainer signs their own patches as well.
    let hop = |poll: &str| {
        json!({
            "poll": poll, "voters": poll, "self_vote": "allowed",
            "ballot": { "kind": "consent", "block": false, "reason_for_no": true },
            "tally": { "rule": "consent", "blocks": 0 }
        })
    };
    let file = |persons: [&str; 2]| json!({ "admit": [{ "rule": "invitation", "persons": persons }] });
    written(json!({
        "contest": contest, "mode": "community", "starts": starts,
        "rosters": {
            "contributors": {}, "net": file(["net-1", "net-2"]), "fs": file(["fs-1", "fs-2"]),
            "root": { "admit": [{ "rule": "invitation", "persons": ["root-1"] }] }
        },
        "categories": ["net", "fs", "core"],
        "entries": { "by": "contributors", "window": "14d" },
        "rounds": [{
            "deliberation": "7d", "balloting": "14d",
            "polls": [tag("reviewed"), tag("tested"), hop("net"), hop("fs"), hop("root")],
            "select": {
                "rule": "every-gate",
                "gate": { "majority": { "threshold": { "num": 1, "den": 1, "strict": false } } },
                "paths": { "net": ["net", "root"], "fs": ["fs", "root"], "core": ["root"] }
            }
        }]
    }))
}
