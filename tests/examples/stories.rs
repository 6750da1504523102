//! The four modes and an app's own rules.
use super::{coalition, community, end, expert_jury, map, own_rule, paid, threadless};
use cocreate::{
    contest::{Next, Ownership},
    count::DecidedBy,
    num::{Exact, Votes},
    select::SelectNote,
};

fn ids(entries: &[cocreate::id::EntryId]) -> Vec<&str> {
    entries.iter().map(cocreate::id::EntryId::as_str).collect()
}

/// Gate: fox (4+3)/2, owl (2+2)/2, bee (3+3)/2, eel (1+2)/2 = 1.5 exactly pass; cat (1+1+2)/3 is below 1.5; yak has one mark.
/// Scores: fox (5+4+4+5)/4 = 9/2; owl, whose first mark of 2 was changed to 4, (4+4+3)/3, bee (5+3+3)/3: both 11/3; eel has two
/// marks of three. The bee is picked, level with owl at place 2.
///
/// Prize of 2,500.01 in two halves, the odd cent to the first: 1,250.01 and 1,250.00, which is 833.33 and 416.67 by 2 to 1.
/// Royalty of 5%: fox 8,000.00 gives 400.00; bee 3,333.33 gives 166.66 and less than the floor of 200.00: 133.33 and 66.67.
#[test]
fn a_crowd_picks_two_shirts() {
    let s = end!(threadless::story());
    let gate =
        map([("yak", "5"), ("fox", "7/2"), ("bee", "3"), ("owl", "2"), ("eel", "3/2"), ("cat", "4/3")]);
    assert_eq!(s.scores(0), gate);
    let Next::Round { entries } = &s.round(0).next else { panic!("{:?}", s.round(0).next) };
    assert_eq!(ids(entries), ["fox", "owl", "bee", "eel"]);
    assert_eq!(s.scores(1), map([("fox", "9/2"), ("owl", "11/3"), ("bee", "11/3")]));
    assert_eq!(s.winners, [["fox"], ["bee"]]);
    assert_eq!(s.paid(0), paid([("ann", 125_001), ("dee", 83_333), ("eve", 41_667)], 0));
    assert_eq!(s.paid(1), paid([("ann", 40_000), ("dee", 13_333), ("eve", 6_667)], 40_000));
    assert_eq!(s.settlement.rights, Ownership::Host);
    s.tells(&[
        "`ann` may not judge `fox`, their own entry",
        "cat has 4/3 (1.33..), 3/2 (1.50..) is needed",
        "yak is named on 1 ballots, 2 are needed",
        "bee was picked by host; the votes had it at place 2",
    ]);
    s.replays();
}

/// Without lee's 100, which is of a former student: atlas (90+84+90)/3 = 88. boreas (88+86+90+88)/4 = 88, ceres (86+84+88+86)/4 =
/// 86, delos (60+70+50+60)/4 = 60. With it atlas would be at 91 and have the first prize.
///
/// Nobody has 90: 1,000.00 go back. atlas and boreas, above 85, pool 500.00 and 250.00; ceres has the fourth prize.
#[test]
fn a_jury_withholds_the_first_prize() {
    let s = end!(expert_jury::story());
    assert_eq!(s.scores(0), map([("atlas", "88"), ("boreas", "88"), ("ceres", "86"), ("delos", "60")]));
    assert_eq!(s.round(0).polls[0].own_left_out, 1);
    assert_eq!(s.winners, [vec!["atlas", "boreas"], vec!["ceres"]]);
    assert_eq!(s.paid(0), paid([("ann", 37_500), ("bea", 37_500), ("col", 10_000)], 100_000));
    s.tells(&[
        "`zoe` is not admitted to roster `jury`: not invited",
        "`enrol` is for the host: this roster is by invitation",
        "`lee` may not judge `atlas` by a conflict of interest",
        "level: 2 entries share the prizes of places 2 to 3",
        "the prize of place 1, 1000.00 EUR, is not given",
    ]);
    s.replays();
}

/// Shares of 50, 30, 15, 5 under a cap of two fifths: north has 40, and the 60 that are left go by 30 : 15 : 5 to the others, 36, 18
/// and 6. latch has 76 to 24 of the shares and 2 to 2 firms; cooling 3 to 1 and 60 to 40 (without the cap it would have 50); billing
/// 2 to 1 and 24 to 36; gateway all. 10,000.01 in halves, the odd cent to the first; gateway by 3 to 1.
#[test]
fn a_coalition_needs_firms_and_shares() {
    let s = end!(coalition::story());
    let poll = &s.round(0).polls[0];
    let votes = |yes, no, abstain, eligible| Votes { yes, no, abstain, eligible };
    let of = |e: &str| e.parse().unwrap();
    assert_eq!(poll.votes[&of("latch")], votes(2, 2, 0, 4));
    let shares = &poll.counts["shares"];
    assert_eq!(shares[&of("latch")], votes(76, 24, 0, 100));
    assert_eq!(shares[&of("cooling")], votes(60, 40, 0, 100));
    assert_eq!(shares[&of("billing")], votes(24, 36, 40, 100));
    assert_eq!(shares[&of("gateway")], votes(100, 0, 0, 100));
    assert_eq!(s.winners, [["cooling", "gateway"]]);
    assert_eq!(s.paid(0), paid([("sue", 500_001), ("ned", 375_000), ("eli", 125_000)], 0));
    assert_eq!(s.settlement.rights, Ownership::Contributors);
    s.tells(&["the plan has no party `office`", "billing does not carry by shares: 24 of 60 are in favour"]);
    s.replays();
}

/// fin votes for dan, eve and himself: penguin over puffin by fin (3) and ada, puffin over penguin by ben, cat, ivy and jon: 4 to 4,
/// and both above none and gnu. Of the four entries in the order of receipt (none, penguin, puffin, gnu) the lot with the seed
/// `SEED/logo-2026/0.0/select` and the label `cut` gives the order 1, 0, 3, 2 (computed apart from this crate, from the page
/// on reproducibility): penguin. Then 1 + 1 + 3 say yes, 1 says no: 5 of 6 are above two thirds, and 5 of 10 took part.
#[test]
fn a_community_draws_lots_and_consents() {
    let s = end!(community::story());
    let poll = &s.round(0).polls[0];
    assert_eq!(poll.counted.weight, Exact::from(8u32));
    let cycles: Vec<Vec<&str>> = poll.cycles.iter().map(|c| c.iter().map(|p| p.as_str()).collect()).collect();
    assert_eq!(cycles, [["gus", "hal"]]);
    let standing: Vec<Vec<&str>> = poll.counted.standing.iter().map(|t| ids(t)).collect();
    assert_eq!(standing, [vec!["penguin", "puffin"], vec!["none"], vec!["gnu"]]);
    let selection = s.round(0).selection.as_ref().unwrap();
    let broken = selection.notes.iter().find_map(|n| match n {
        SelectNote::Broken { tied, chosen, by } => Some((ids(tied), ids(chosen), *by)),
        _ => None,
    });
    assert_eq!(broken, Some((vec!["penguin", "puffin"], vec!["penguin"], DecidedBy::Lot)));
    let consent = &s.round(1).polls[0].votes[&"penguin".parse().unwrap()];
    assert_eq!((consent.yes, consent.no, consent.abstain), (5, 1, 1));
    assert_eq!(s.winners, [["penguin"]]);
    assert_eq!(s.paid(0), paid([("ada", 50_000)], 0));
    s.tells(&[
        "cycle 1 of delegations: gus to hal to gus",
        "level at the cut: penguin, puffin; the published lot decided: penguin",
        "SHA-256 of this seed is not 7607b41d",
    ]);
    s.replays();
}

/// ula lives with uma, who asked first: no vote, and strudel's 10 is not counted. vic, a chef, counts as two.
///
/// torte 10 8 8 7 7 0 without 10 and 0 is 30/4 = 15/2; strudel 7; plum has two marks, of which none is left. strudel is just 1/2 behind,
/// which is near enough: both win. With vic as one, torte would have 23/3 and win alone; by the plain mean strudel would.
///
/// 60.00 for the first, 15.00 for strudel, 25.00 back.
#[test]
fn an_apps_own_rules_admit_weigh_count_select_and_pay() {
    let s = end!(own_rule::story());
    assert_eq!(s.scores(0), map([("torte", "15/2"), ("strudel", "7")]));
    assert_eq!(s.winners, [["torte"], ["strudel"]]);
    assert_eq!(s.paid(0), paid([("ann", 6_000), ("bob", 1_500)], 2_500));
    s.tells(&["Rule: without-extremes (drop = 1).", "consolation", "`ula` is not on roster `tasters`"]);
    s.replays();
}
/// With `vic` as one vote, as the plan would say without its rule of weights, strudel is 2/3 behind and out.
#[test]
fn without_an_apps_own_weights_the_story_ends_otherwise() {
    let text = include_str!("../../examples/plans/own-rule.toml").replace("votes = 2", "votes = 1");
    let s = end!(own_rule::told(&text));
    assert_eq!(s.scores(0), map([("torte", "23/3"), ("strudel", "7")]));
    assert_eq!(s.winners, [["torte"]]);
}
/// What the app's own tests do: each of its rules is asked for the laws of its verb, and for what plans rely on.
#[cfg(feature = "testing")]
#[test]
fn an_apps_own_rules_keep_the_laws() {
    use cocreate::{
        count::RuleSpec,
        testing::{self, Trial},
    };
    let (rules, trial) = (own_rule::rules().unwrap(), Trial::default());
    macro_rules! keep {
        ($($verb:ident $id:literal [$($of:tt)*];)*) => {$(
            testing::parameters(rules.$verb.get($id).unwrap()).unwrap();
            let (rule, _) = rules.$verb.build(&RuleSpec::new($id)).unwrap();
            testing::$verb(&$($of)* rule, trial).unwrap();
        )*};
    }
    keep! {
        admit "one-a-household" [*];
        weigh "chefs" [*];
        tally "without-extremes" [];
        select "near-the-best" [*];
        reward "consolation" [*];
    }
}
