//! Ballots of all eight kinds: what enters, what is refused and in which words, and ballots that come in parts.
use Comparison::{Draw, First, Second, Skip};
use cocreate::{
    ballot::{
        Approval, ApprovalForm, ApprovalMark, Ballot, BallotError, Choice, ChoiceForm, Comparison, Consent,
        ConsentForm, Cost, Marked, PairMark, Pairs, PairsForm, Points, PointsForm, Position, Ranking,
        RankingForm, ScoreForm, ScoreMark, Scores, Spend, SpendForm,
    },
    id::EntryIx,
    num::Exact,
    profile::{Profile, Slate},
};
use proptest::prelude::*;

fn e(i: u32) -> EntryIx {
    EntryIx::new(i)
}
/// The words in which the second ballot is refused, the first being taken; the third is taken again.
fn refusal<B: Ballot>(form: B::Form, good: &B, bad: &B) -> String {
    let mut profile = Profile::<B>::builder(Slate::anonymous(3), form).unwrap();
    profile.push(good).unwrap();
    let refused = profile.push(bad).unwrap_err();
    assert_eq!(refused.at, 2);
    profile.push(good).unwrap();
    let profile = profile.finish();
    assert_eq!(profile.ballots().map(|(b, _)| b).collect::<Vec<_>>(), [good.clone(), good.clone()]);
    refused.to_string()
}

#[test]
fn a_refusal_names_the_ballot_the_entry_and_what_would_be_right() {
    let stranger = "ballot 2: entry #3 is not on the slate, which has 3 entries, counted from 0";
    let choice = Choice::of(e(0));
    assert_eq!(refusal(ChoiceForm::default(), &choice, &Choice::of(e(3))), stranger);
    let asked = ChoiceForm { blank: false };
    assert_eq!(refusal(asked, &choice, &Choice::BLANK), "ballot 2: is blank; the form asks for one entry");

    let approval = Approval::from([0, 2]);
    assert_eq!(refusal(ApprovalForm::default(), &approval, &Approval::from([0, 3])), stranger);
    let two = ApprovalForm { most: Some(2) };
    let many = "ballot 2: names 3 entries, the form allows at most 2";
    assert_eq!(refusal(two, &approval, &Approval::from([0, 1, 2])), many);

    let ranking = Ranking::strict([2, 0]);
    assert_eq!(refusal(RankingForm::default(), &ranking, &Ranking::strict([0, 3])), stranger);
    let twice = "ballot 2: entry #0 is named twice; name it once";
    assert_eq!(refusal(RankingForm::default(), &ranking, &Ranking::strict([0, 1, 0])), twice);
    let gap = Ranking::tiers([[0].into(), [].into(), [1].into()]);
    let empty = "ballot 2: rank 2, counted from 1, is empty; leave it out";
    assert_eq!(refusal(RankingForm::default(), &ranking, &gap), empty);
    let strict = RankingForm { strict: true, most: None };
    let level = refusal(strict, &ranking, &Ranking::tiers([[0, 1].into()]));
    assert!(level.ends_with("equally; the form asks for one entry a rank"), "{level}");
    let short = RankingForm { strict: false, most: Some(2) };
    assert_eq!(refusal(short, &ranking, &Ranking::strict([0, 1, 2])), many);

    let scores = Scores::from([(0, 5), (1, 0)]);
    assert_eq!(refusal(ScoreForm::default(), &scores, &Scores::from([(3, 1)])), stranger);
    let off = "ballot 2: level 6 of entry #1 is beyond the scale's levels 0 to 5";
    assert_eq!(refusal(ScoreForm::default(), &scores, &Scores::from([(1, 6)])), off);

    let form = || PointsForm { budget: 9, cost: Cost::Quadratic, negative: false, most: 3 };
    let points = Points::from([(0, 3)]);
    assert_eq!(refusal(form(), &points, &Points::from([(3, 1)])), stranger);
    assert_eq!(
        refusal(form(), &points, &Points::from([(0, 2), (1, 3)])),
        "ballot 2: the votes cost 13, the budget is 9"
    );
    assert_eq!(
        refusal(form(), &points, &Points::from([(1, -1)])),
        "ballot 2: gives -1 votes to entry #1; the form allows no negative votes"
    );
    for votes in [4, i64::MAX] {
        let said =
            format!("ballot 2: gives {votes} votes to entry #1; at most 3 are allowed, for or against");
        assert_eq!(refusal(form(), &points, &Points::from([(1, votes)])), said);
    }
    let against = PointsForm { negative: true, ..form() };
    let least =
        format!("ballot 2: gives {} votes to entry #1; at most 3 are allowed, for or against", i64::MIN);
    assert_eq!(refusal(against, &points, &Points::from([(1, i64::MIN)])), least);

    let pairs = Pairs::new([(e(0), e(1), First)]).unwrap();
    let pair = |a, b, c| Pairs::new([(e(a), e(b), c)]).unwrap();
    assert_eq!(refusal(PairsForm::default(), &pairs, &pair(0, 3, First)), stranger);
    let plain = || PairsForm { draw: false, skip: false };
    let said = refusal(plain(), &pairs, &pair(0, 1, Draw));
    assert_eq!(said, "ballot 2: calls #0 against #1 a draw; the form asks for a winner");
    let said = refusal(plain(), &pairs, &pair(2, 1, Skip));
    assert_eq!(said, "ballot 2: skips #1 against #2; the form asks for an answer");

    let form = || SpendForm {
        most: Some(2),
        most_cost: Some(100),
        most_utility: Some(5),
        most_total: Some(6),
        ..SpendForm::with_costs([60, 50, 40])
    };
    let spend = Spend::from([(0, 1), (2, 4)]);
    assert_eq!(refusal(form(), &spend, &Spend::from([(3, 1)])), stranger);
    assert_eq!(
        refusal(form(), &spend, &Spend::from([(0, 1), (1, 1)])),
        "ballot 2: the entries named cost 110 together, the form allows at most 100"
    );
    assert_eq!(
        refusal(form(), &spend, &Spend::from([(1, 6)])),
        "ballot 2: utility 6 of entry #1 is above the most that is allowed, 5"
    );
    assert_eq!(
        refusal(form(), &spend, &Spend::from([(1, 5), (2, 2)])),
        "ballot 2: the utilities add up to 7, the form allows at most 6"
    );
    assert_eq!(refusal(form(), &spend, &Spend::from([(0, 0), (1, 0), (2, 0)])), many);

    let consent = Consent::from([(0, Position::Yes), (2, Position::Abstain)]);
    let say = |i, p| Consent::from([(i, p)]);
    assert_eq!(refusal(ConsentForm::default(), &consent, &say(3, Position::Yes)), stranger);
    let reasons = || ConsentForm { reason_for_no: true, reason_for_block: true, block: false };
    let bare = refusal(reasons(), &consent, &say(1, Position::No { reasoned: false }));
    assert_eq!(bare, "ballot 2: says no to entry #1 without a reason; the form asks for one");
    let block = refusal(reasons(), &consent, &say(1, Position::Block { reasoned: true }));
    assert_eq!(block, "ballot 2: blocks entry #1; the form has no block, say no");
}
#[test]
fn a_form_that_cannot_be_is_refused_when_it_is_made_or_read() {
    let new = |top, step| {
        Profile::<Scores>::builder(Slate::anonymous(2), ScoreForm { lowest: Exact::from(-5), step, top })
    };
    assert!(new(40_000, Exact::ONE).unwrap_err().to_string().contains("at most 32766"));
    assert!(new(5, Exact::ZERO).unwrap_err().to_string().contains("above 0"));
    assert!(new(10, Exact::ratio(1, 2).unwrap()).is_ok());
    let e = Profile::<Spend>::builder(Slate::anonymous(2), SpendForm::with_costs([1])).unwrap_err();
    assert_eq!(e.to_string(), "the form has 1 costs for 2 entries; give one for each");
    let e = Profile::<Choice>::builder(Slate::anonymous(65_537), ChoiceForm::default()).unwrap_err();
    assert_eq!(e.to_string(), "a slate has at most 32766 entries, this one has 65537");
    for bad in [r#"{"step":"0"}"#, r#"{"top":40000}"#, r#"{"tops":4}"#, r#"{"lowest":1.5}"#] {
        assert!(serde_json::from_str::<ScoreForm>(bad).is_err(), "{bad}");
    }
    assert!(serde_json::from_str::<PointsForm>(r#"{"budget":65537}"#).is_err());
    assert!(serde_json::from_str::<SpendForm>(r#"{"costs":[1],"most_utility":65537}"#).is_err());
}
#[test]
fn a_scale_reads_values_and_names_the_nearest() {
    // -5 to 5 by halves.
    let form = ScoreForm { lowest: Exact::from(-5), step: Exact::ratio(1, 2).unwrap(), top: 20 };
    for (text, level) in [("-5", 0), ("-4.50", 1), ("0", 10), ("9/2", 19), ("5", 20)] {
        assert_eq!(form.level_of_text(text), Ok(level), "{text}");
        assert_eq!(form.level_of(&form.value(level)), Ok(level));
    }
    let said = |text| form.level_of_text(text).unwrap_err().to_string();
    assert_eq!(said("5.5"), "score 11/2 is off the scale, which goes from -5 to 5");
    assert_eq!(said("0.2"), "score 1/5 is between the steps 0 and 1/2 of the scale");
    for text in ["NaN", "inf", "1e3", "", "-", "4,5", "1/0"] {
        assert!(matches!(form.level_of_text(text), Err(BallotError::NotANumber(_))), "{text}");
    }
}
#[test]
fn data_that_no_constructor_would_make_is_not_read() {
    fn refused<T: serde::de::DeserializeOwned>(json: &str) {
        assert!(serde_json::from_str::<T>(json).is_err(), "{json}");
    }
    refused::<Scores>(r#"{"0":1,"0":2}"#);
    refused::<Points>(r#"{"0":1,"0":2}"#);
    refused::<Consent>(r#"{"0":"yes","0":"abstain"}"#);
    refused::<Ranking>("[[0],[0]]");
    refused::<Ranking>("[[0],[]]");
    refused::<Pairs>(r#"[[0,1,"first"],[1,0,"second"]]"#);
    refused::<Pairs>(r#"[[1,1,"draw"]]"#);
    refused::<Consent>(r#"{"0":"maybe"}"#);
    refused::<Choice>("-1");
    refused::<Approval>("[1,0]");
}
#[test]
fn absent_blank_zero_abstain_and_skip_stay_apart() {
    let p = Profile::of(2, &[Scores::from([(0, 0)])]).unwrap();
    assert_eq!((p.rows().level(0, e(0)), p.rows().level(0, e(1))), (Some(0), None));
    let p = Profile::of(2, &[Points::from([(0, 0)])]).unwrap();
    assert_eq!((p.rows().votes(0, e(0)), p.rows().votes(0, e(1))), (Some(0), None));
    let p = Profile::of(2, &[Consent::from([(0, Position::Abstain)])]).unwrap();
    assert_eq!((p.rows().position(0, e(0)), p.rows().position(0, e(1))), (Some(Position::Abstain), None));
    let skip = Pairs::new([(e(1), e(0), Comparison::Skip)]).unwrap();
    assert_eq!((skip.answer(e(0), e(1)), skip.answer(e(0), e(2))), (Some(Comparison::Skip), None));
    let blank = Profile::of(2, &[Choice::BLANK]).unwrap();
    assert_eq!((blank.len(), blank.total_weight(), blank.rows().chosen(0)), (1, 1, None));
}

/// The ballot that marks given one by one leave is the ballot of those that stand, in whatever order they came; and the mark
/// that each gave back, applied in reverse, leads back to nothing.
fn union_of_marks<B: Marked + Default>(
    form: &B::Form,
    marks: &[B::Mark],
    key: impl Fn(&B::Mark) -> (u32, u32),
) {
    let mut ballot = B::default();
    let mut back = vec![];
    for m in marks {
        back.push(ballot.apply(*m, form, 4).unwrap());
    }
    let last: std::collections::BTreeMap<(u32, u32), B::Mark> = marks.iter().map(|m| (key(m), *m)).collect();
    let mut whole = B::default();
    for m in last.values().rev().filter(|m| B::stands(**m)) {
        whole.apply(*m, form, 4).unwrap();
    }
    assert_eq!(ballot, whole);
    assert_eq!(ballot.marks().count(), last.values().filter(|m| B::stands(**m)).count());
    for undo in back.into_iter().rev() {
        ballot.apply(undo, form, 4).unwrap();
    }
    assert_eq!(ballot, B::default());
}
proptest! {
    #[test]
    fn scores_come_in_parts(marks in prop::collection::vec((0u32..4, prop::option::of(0u16..6)), 0..12)) {
        let marks: Vec<ScoreMark> = marks.into_iter().map(|(i, level)| ScoreMark { entry: e(i), level }).collect();
        union_of_marks::<Scores>(&ScoreForm::default(), &marks, |m| (m.entry.ix() as u32, 0));
    }
    #[test]
    fn approvals_come_in_parts(marks in prop::collection::vec((0u32..4, any::<bool>()), 0..12)) {
        let of = |(i, approve)| ApprovalMark { entry: e(i), approve };
        let marks: Vec<ApprovalMark> = marks.into_iter().map(of).collect();
        union_of_marks::<Approval>(&ApprovalForm::default(), &marks, |m| (m.entry.ix() as u32, 0));
    }
    #[test]
    fn pairs_come_in_parts(marks in prop::collection::vec((0u32..4, 1u32..4, prop::option::of(0usize..4)), 0..12)) {
        let of = |(a, d, c): (u32, u32, Option<usize>)| {
            PairMark { a: e(a), b: e((a + d) % 4), answer: c.map(|c| [First, Second, Draw, Skip][c]) }
        };
        let marks: Vec<PairMark> = marks.into_iter().map(of).collect();
        let key = |m: &PairMark| (m.a.min(m.b).ix() as u32, m.a.max(m.b).ix() as u32);
        union_of_marks::<Pairs>(&PairsForm::default(), &marks, key);
    }
}

/// A position with a reason is written with the word whether there is one; the bare word is refused with that form.
#[test]
fn a_position_without_the_word_of_its_reason_is_told_the_form() {
    let read = |text: &str| serde_json::from_str::<Consent>(text).map_err(|e| e.to_string());
    for word in ["no", "block"] {
        let err = read(&format!(r#"{{"0": "{word}"}}"#)).unwrap_err();
        let form = format!(r#"`{word}` says whether a reason was given: {{"{word}": {{"reasoned": true}}}}"#);
        assert!(err.starts_with(&form), "{err}");
    }
    let err = read(r#"{"0": "maybe"}"#).unwrap_err();
    assert!(err.contains("unknown variant `maybe`"), "{err}");
    assert!(read(r#"{"0": {"no": {"reason": true}}}"#).unwrap_err().contains("unknown field `reason`"));
    let err = read(r#"{"0": 7}"#).unwrap_err();
    assert!(err.contains("expected a position"), "{err}");
    for p in Position::ALL {
        let one = Consent::from([(3, p)]);
        assert_eq!(read(&serde_json::to_string(&one).unwrap()), Ok(one.clone()));
        let value = serde_json::to_value(&one).unwrap();
        assert_eq!(serde_json::from_value::<Consent>(value).unwrap(), one);
    }
}
