//! Known ways of deciding a motion, as parameters of the one rule. Numbers of members are not in them: `eligible` and `stake` are
//! told with the vote.
//!
//! Not here: a majority in each class or several counts at once (the selection rule `majority-vote`), conviction and boosts,
//! which depend on time, and Debian's order of several options, which is a rule of its own.
use crate::count::Alias;

/// Names with their parameters.
pub(super) const PRESETS: &[Alias] = &[
    // More than half of the votes for and against.
    Alias::with("majority-vote", &[("blocks", "0")]),
    // Silence carries, an objection stops (Apache's lazy consensus).
    Alias::with("lazy-consensus", &[("silence_carries", "true")]),
    Alias::with("apache-lazy", &[("silence_carries", "true")]),
    // ISO: two thirds, and at most a quarter against; negatives without reasons are left out. Where observers vote for the
    // quarter only, that is a second count of the selection rule.
    Alias::with(
        "iso-draft",
        &[
            ("threshold", "{\"num\":2,\"den\":3,\"strict\":false}"),
            ("against", "{\"num\":1,\"den\":4,\"strict\":false}"),
            ("unreasoned", "\"left-out\""),
            ("blocks", "0"),
        ],
    ),
    // IEEE: three quarters return the ballot, fewer than 30% of those abstain, three quarters approve.
    Alias::with(
        "ieee-ballot",
        &[
            ("threshold", "{\"num\":3,\"den\":4,\"strict\":false}"),
            (
                "quorum",
                "[{\"share\":{\"num\":3,\"den\":4,\"strict\":false}},{\"abstain-below\":{\"num\":3,\"den\":10,\"strict\":true}}]",
            ),
            ("blocks", "0"),
        ],
    ),
    // SEMI: 60% of the letters come back.
    Alias::with(
        "semi-letter-ballot",
        &[("quorum", "[{\"share\":{\"num\":3,\"den\":5,\"strict\":false}}]"), ("blocks", "0")],
    ),
    // EU Council: 55% (without a proposal of the Commission 72%) of the states with 65% of the population, by weight; fewer than four states cannot block; an abstention is against.
    Alias::with(
        "eu-council",
        &[
            ("threshold", "{\"num\":65,\"den\":100,\"strict\":false}"),
            ("heads", "{\"num\":55,\"den\":100,\"strict\":false}"),
            ("base", "\"cast\""),
            ("abstain", "\"against\""),
            ("blocking", "4"),
            ("blocks", "0"),
        ],
    ),
    Alias::with(
        "eu-council-without-proposal",
        &[
            ("threshold", "{\"num\":65,\"den\":100,\"strict\":false}"),
            ("heads", "{\"num\":72,\"den\":100,\"strict\":false}"),
            ("base", "\"cast\""),
            ("abstain", "\"against\""),
            ("blocking", "4"),
            ("blocks", "0"),
        ],
    ),
    // OASIS: two thirds of all members for it and at most a quarter against; more than half of all.
    Alias::with(
        "oasis-special-majority",
        &[
            ("threshold", "{\"num\":2,\"den\":3,\"strict\":false}"),
            ("base", "\"eligible\""),
            ("against", "{\"num\":1,\"den\":4,\"strict\":false}"),
            ("blocks", "0"),
        ],
    ),
    Alias::with("oasis-full-majority", &[("base", "\"eligible\""), ("blocks", "0")]),
    // Apache: three in favour and no veto for code; three in favour and a majority for a release; a majority for procedure.
    Alias::with("apache-code", &[("quorum", "[{\"in-favour\":3}]")]),
    Alias::with("apache-release", &[("quorum", "[{\"in-favour\":3}]"), ("blocks", "0")]),
    Alias::with("apache-procedural", &[("blocks", "0")]),
    // Debian, a motion against the default option: three halves of the root of all in favour; with a ratio of three to one besides.
    Alias::with("debian-quorum", &[("quorum", "[{\"root\":{\"num\":3,\"den\":2}}]"), ("blocks", "0")]),
    Alias::with(
        "debian-three-to-one",
        &[
            ("threshold", "{\"num\":3,\"den\":4,\"strict\":true}"),
            ("quorum", "[{\"root\":{\"num\":3,\"den\":2}}]"),
            ("blocks", "0"),
        ],
    ),
    // rfcbot: no open concern (a block), more reviewed than not, fewer than three missing.
    Alias::with(
        "rfcbot",
        &[("quorum", "[{\"share\":{\"num\":1,\"den\":2,\"strict\":true}},{\"missing\":2}]")],
    ),
    // `LiquidFeedback`: more than half, or more than two thirds, of the votes for and against.
    Alias::with("liquidfeedback", &[("blocks", "0")]),
    Alias::with(
        "liquidfeedback-two-thirds",
        &[("threshold", "{\"num\":2,\"den\":3,\"strict\":true}"), ("blocks", "0")],
    ),
    // No confidence in a council (PEP 13): two thirds of the votes.
    Alias::with(
        "pep13-no-confidence",
        &[("threshold", "{\"num\":2,\"den\":3,\"strict\":false}"), ("blocks", "0")],
    ),
    // Shares of all power (`DAO DAO`), of all members (AWS Managed Blockchain), of those who came.
    Alias::with("dao-dao-all-power", &[("base", "\"eligible\""), ("blocks", "0")]),
    Alias::with("aws-greater-than", &[("base", "\"eligible\""), ("blocks", "0")]),
    Alias::with(
        "aws-greater-than-or-equal-to",
        &[("threshold", "{\"num\":1,\"den\":2,\"strict\":false}"), ("base", "\"eligible\""), ("blocks", "0")],
    ),
    Alias::with("majority-of-cast", &[("base", "\"cast\""), ("blocks", "0")]),
    Alias::with("snapshot-quorum-with-abstentions", &[("abstain", "\"quorum\""), ("blocks", "0")]),
    // Two thirds of the votes; all who say anything.
    Alias::with(
        "two-thirds-vote",
        &[("threshold", "{\"num\":2,\"den\":3,\"strict\":false}"), ("blocks", "0")],
    ),
    Alias::with("unanimity", &[("threshold", "{\"num\":1,\"den\":1,\"strict\":false}"), ("blocks", "0")]),
];
