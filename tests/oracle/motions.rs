//! Consent, and the chances of a random dictator.
use super::{
    Cast, Frac, cast,
    ranked::{order, strict},
};
use cocreate::{
    ballot::{Consent as Says, ConsentForm, Position, RankingForm},
    count::{TiePolicy, Verdict, run},
    id::EntryIx,
    num::{Abstain, Base, Exact, Quorum, Threshold},
    tally::{
        consensus::{Consent, Unreasoned},
        lottery::RandomDictator,
    },
};
use proptest::prelude::*;

const M: usize = 3;
type Said = Vec<Option<Position>>;
fn said() -> impl Strategy<Value = Said> {
    prop::collection::vec(prop::option::weighted(0.8, prop::sample::select(Position::ALL.to_vec())), M)
}
/// The verdict on one motion: silence, block, quorum, majority, in this order.
fn verdict(rule: &Consent, c: &Cast<Said>, x: usize) -> Verdict {
    let counts = |p: Position| {
        let bare = matches!(p, Position::No { reasoned: false } | Position::Block { reasoned: false });
        rule.unreasoned == Unreasoned::Counts || !bare
    };
    let on = || c.ballots.iter().filter_map(|(s, w)| Some((s[x]?, *w)));
    if rule.silence_carries && on().count() == 0 {
        return Verdict::Carried;
    }
    let heads = |f: fn(Position) -> bool| on().filter(|(p, _)| counts(*p) && f(*p)).count() as u64;
    let weight =
        |f: fn(Position) -> bool| on().filter(|(p, _)| counts(*p) && f(*p)).map(|(_, w)| w).sum::<u64>();
    let yes = |p: Position| matches!(p, Position::Yes | Position::YesWithComments);
    let no = |p: Position| matches!(p, Position::No { .. } | Position::Block { .. });
    let neither = |p: Position| p == Position::Abstain;
    if rule.blocks > 0 && heads(|p| matches!(p, Position::Block { .. })) >= rule.blocks {
        return Verdict::Blocked;
    }
    let eligible = rule.eligible.unwrap_or(c.ballots.len() as u64);
    let present = heads(yes) + heads(no) + if rule.abstain == Abstain::Ignored { 0 } else { heads(neither) };
    let reaches = |t: Threshold, part: u64, whole: u64| {
        let (a, b) = (part * u64::from(t.den()), whole * u64::from(t.num()));
        whole > 0 && (a > b || (a == b && !t.strict()))
    };
    for q in &rule.quorum {
        let met = match q {
            Quorum::Votes(n) => present >= *n,
            Quorum::InFavour(n) => heads(yes) >= *n,
            Quorum::Share(t) => reaches(*t, present, eligible),
            // Of all who may vote at most so many say nothing.
            Quorum::Missing(n) => eligible - (heads(yes) + heads(no) + heads(neither)) <= *n,
            q => panic!("{q:?}"),
        };
        if !met {
            return Verdict::NoQuorum;
        }
    }
    let whole = |sides: u64, abstaining: u64, all: u64| match (rule.base, rule.abstain) {
        (Base::Eligible, _) => all,
        (Base::Cast, _) | (_, Abstain::Base | Abstain::Against) => sides + abstaining,
        _ => sides,
    };
    // By heads: a share of its own, a ceiling for those against, and a minority that is too small to block.
    let base = whole(heads(yes) + heads(no), heads(neither), eligible);
    if rule.heads.is_some_and(|t| !reaches(t, heads(yes), base)) {
        return Verdict::Failed;
    }
    let above = |t: Threshold| {
        let (a, b) = (heads(no) * u64::from(t.den()), base * u64::from(t.num()));
        a > b || (a == b && t.strict())
    };
    if rule.against.is_some_and(above) {
        return Verdict::Failed;
    }
    if heads(yes) > 0 && base - heads(yes) < rule.blocking {
        return Verdict::Carried;
    }
    let stake = rule.stake.as_ref().map(|s| s.to_u64().unwrap());
    let all = stake.or(rule.eligible).map_or(c.total(), |n| n * c.units);
    let whole = whole(weight(yes) + weight(no), weight(neither), all);
    if reaches(rule.threshold, weight(yes), whole) { Verdict::Carried } else { Verdict::Failed }
}
fn quorum() -> impl Strategy<Value = Quorum> {
    prop_oneof![
        (0u64..8).prop_map(Quorum::Votes),
        (0u64..6).prop_map(Quorum::InFavour),
        Just(Quorum::Share(Threshold::new(1, 2, false).unwrap())),
        (0u64..8).prop_map(Quorum::Missing),
    ]
}
fn rule() -> impl Strategy<Value = Consent> {
    let thresholds = [(1, 2, true), (2, 3, false), (1, 4, false), (1, 1, false)];
    let threshold =
        prop::sample::select(thresholds.map(|(n, d, s)| Threshold::new(n, d, s).unwrap()).to_vec());
    let besides = (
        prop::option::weighted(0.3, threshold.clone()),
        prop::option::weighted(0.3, threshold.clone()),
        prop_oneof![2 => Just(0u64), 1 => 1u64..4],
        prop::option::weighted(0.3, 40u64..60),
    );
    let base = prop::sample::select(vec![Base::Votes, Base::Cast, Base::Eligible]);
    let abstain =
        prop::sample::select(vec![Abstain::Ignored, Abstain::Quorum, Abstain::Base, Abstain::Against]);
    let many = prop::option::of(40u64..60);
    (
        threshold,
        base,
        abstain,
        prop::collection::vec(quorum(), 0..2),
        many,
        0u64..3,
        any::<(bool, bool)>(),
        besides,
    )
        .prop_map(|(threshold, base, abstain, quorum, eligible, blocks, flags, besides)| {
            let ((left_out, silence_carries), (heads, against, blocking, stake)) = (flags, besides);
            Consent {
                threshold,
                base,
                abstain,
                quorum,
                eligible,
                blocks,
                unreasoned: if left_out { Unreasoned::LeftOut } else { Unreasoned::Counts },
                silence_carries,
                heads,
                against,
                blocking,
                stake: stake.map(Exact::from),
            }
        })
}
proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]
    #[test]
    fn consent_agrees(c in cast(M, said()), rule in rule()) {
        let form = ConsentForm { reason_for_no: false, reason_for_block: false, block: true };
        let p = c.profile(form, |s| {
            Says::new(s.iter().enumerate().filter_map(|(i, p)| Some((EntryIx::from(i), (*p)?)))).unwrap()
        });
        let t = run(&rule, &p, (), &TiePolicy::REPORT).unwrap();
        let got: Vec<Verdict> = t.answer().unwrap().iter().map(|(_, v)| v).collect();
        let expected: Vec<Verdict> = (0..M).map(|x| verdict(&rule, &c, x)).collect();
        prop_assert_eq!(got, expected);
    }
    #[test]
    fn random_dictator_agrees(c in cast(M, order(M))) {
        let p = c.profile(RankingForm::default(), |o| strict(o));
        let t = run(&RandomDictator {}, &p, (), &TiePolicy::REPORT).unwrap();
        let drawn: u64 = c.ballots.iter().filter(|(o, _)| !o.is_empty()).map(|(_, w)| w).sum();
        for x in 0..M {
            let first: u64 = c.ballots.iter().filter(|(o, _)| o.first() == Some(&x)).map(|(_, w)| w).sum();
            if drawn == 0 {
                prop_assert!(t.answer().is_none());
            } else {
                let chance = t.answer().unwrap().chance(EntryIx::from(x)).to_string();
                prop_assert_eq!(chance, Frac::new(first.into(), drawn.into()).to_string());
            }
        }
    }
}
