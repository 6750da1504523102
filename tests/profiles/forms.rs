//! A summary takes just the ballots that a profile takes, and goes only with summaries on the same form.
use cocreate::{
    ballot::{
        Approval, ApprovalForm, Ballot, BallotError, Choice, ChoiceForm, Comparison, Consent, ConsentForm,
        Pairs, PairsForm, Points, PointsForm, Position, Ranking, RankingForm, ScoreForm, Scores, Spend,
        SpendForm,
    },
    id::{EntryIx, EntrySet},
    profile::{
        ApprovalCounts, BallotLengths, ChoiceCounts, ConsentCounts, FirstPreferences, Mismatch, PairCounts,
        PairwiseCounts, PointTotals, Profile, ScoreHistogram, ScorePairs, Slate, SpendSupport, Summary,
    },
};

type FormOf<S> = <<S as Summary>::Ballot as Ballot>::Form;

fn set(of: &[u32]) -> EntrySet {
    of.iter().map(|e| EntryIx::new(*e)).collect()
}
fn ranking(tiers: &[&[u32]]) -> Ranking {
    Ranking(tiers.iter().map(|t| set(t)).collect())
}
/// Three entries; each ballot is refused by the profile and the summary for the same cause, and nothing changes.
fn refuse<S: Summary>(form: &FormOf<S>, ballots: &[(S::Ballot, BallotError)]) {
    let mut s = S::empty(Slate::anonymous(3), form, 1).unwrap();
    let empty = s.clone();
    for (ballot, want) in ballots {
        let mut b = Profile::<S::Ballot>::builder(Slate::anonymous(3), form.clone()).unwrap();
        assert_eq!(&b.push(ballot).unwrap_err().cause, want);
        assert_eq!(ballot.check(form, 3).as_ref(), Err(want));
        assert_eq!(s.add(ballot, 1), Err(Mismatch::Ballot(want.clone())), "{ballot:?}");
        assert_eq!(s.remove(ballot, 1), Err(Mismatch::Ballot(want.clone())), "{ballot:?}");
        assert_eq!(s, empty);
    }
}
/// One is not merged with, nor taken out of, the other.
fn apart<S: Summary>(a: &FormOf<S>, b: &FormOf<S>) {
    let mut s = S::empty(Slate::anonymous(3), a, 1).unwrap();
    let other = S::empty(Slate::anonymous(3), b, 1).unwrap();
    assert_eq!((s.merge(&other), s.subtract(&other)), (Err(Mismatch::Form), Err(Mismatch::Form)));
    assert_eq!((s.merge(&s.clone()), s.form()), (Ok(()), a));
}
fn stranger(e: u32) -> BallotError {
    BallotError::UnknownEntry { entry: EntryIx::new(e), slate: 3 }
}

#[test]
fn summaries_of_rankings() {
    let strict = RankingForm { strict: true, most: Some(2) };
    let ballots = [
        (ranking(&[&[0, 1]]), BallotError::EqualRanks(set(&[0, 1]))),
        (ranking(&[&[0], &[1], &[2]]), BallotError::TooMany { named: 3, most: 2 }),
        (ranking(&[&[0], &[77]]), stranger(77)),
        (ranking(&[&[0], &[]]), BallotError::EmptyTier(2)),
        (ranking(&[&[0], &[0]]), BallotError::Repeated(EntryIx::new(0))),
    ];
    refuse::<FirstPreferences>(&strict, &ballots);
    refuse::<BallotLengths>(&strict, &ballots);
    refuse::<PairwiseCounts>(&strict, &ballots);
    apart::<FirstPreferences>(&strict, &RankingForm::default());
    apart::<BallotLengths>(&strict, &RankingForm::default());
    apart::<PairwiseCounts>(&strict, &RankingForm::default());
}
#[test]
fn summaries_of_choices_approvals_and_comparisons() {
    let told = ChoiceForm { blank: false };
    refuse::<ChoiceCounts>(
        &told,
        &[(Choice::BLANK, BallotError::Blank), (Choice(Some(EntryIx::new(3))), stranger(3))],
    );
    apart::<ChoiceCounts>(&told, &ChoiceForm::default());
    let two = ApprovalForm { most: Some(2) };
    let all = Approval(set(&[0, 1, 2]));
    refuse::<ApprovalCounts>(
        &two,
        &[(all, BallotError::TooMany { named: 3, most: 2 }), (Approval(set(&[9])), stranger(9))],
    );
    apart::<ApprovalCounts>(&two, &ApprovalForm::default());
    let sharp = PairsForm { draw: false, skip: false };
    let (a, b) = (EntryIx::new(0), EntryIx::new(1));
    let pair = |b: u32, answer| Pairs::new([(a, EntryIx::new(b), answer)]).unwrap();
    refuse::<PairCounts>(
        &sharp,
        &[
            (pair(1, Comparison::Draw), BallotError::DrawRefused(a, b)),
            (pair(5, Comparison::First), stranger(5)),
        ],
    );
    apart::<PairCounts>(&sharp, &PairsForm::default());
}
#[test]
fn summaries_of_scores() {
    let (three, five) = (ScoreForm { top: 3, ..ScoreForm::default() }, ScoreForm::default());
    let off = BallotError::OffScale { entry: EntryIx::new(1), level: 5, top: 3 };
    let ballots = [(Scores::from([(1, 5)]), off), (Scores::from([(4, 1)]), stranger(4))];
    refuse::<ScoreHistogram>(&three, &ballots);
    refuse::<ScorePairs>(&three, &ballots);
    apart::<ScoreHistogram>(&three, &five);
    apart::<ScorePairs>(&three, &five);
}
#[test]
fn summaries_of_points_budgets_and_motions() {
    let three = PointsForm { budget: 3, ..PointsForm::default() };
    let ballots = [
        (Points::from([(0, 2), (1, 2)]), BallotError::OverBudget { spent: 4, budget: 3 }),
        (Points::from([(0, -1)]), BallotError::Negative { entry: EntryIx::new(0), votes: -1 }),
    ];
    refuse::<PointTotals>(&three, &ballots);
    apart::<PointTotals>(&three, &PointsForm::default());
    let costs = SpendForm { most: Some(1), ..SpendForm::with_costs([1, 2, 3]) };
    refuse::<SpendSupport>(
        &costs,
        &[
            (Spend::from([(0, 1), (1, 1)]), BallotError::TooMany { named: 2, most: 1 }),
            (Spend::from([(7, 1)]), stranger(7)),
        ],
    );
    apart::<SpendSupport>(&costs, &SpendForm::with_costs([1, 2, 3]));
    let mild = ConsentForm { block: false, ..ConsentForm::default() };
    let block = Consent::from([(0, Position::Block { reasoned: true })]);
    refuse::<ConsentCounts>(
        &mild,
        &[
            (block, BallotError::BlockRefused(EntryIx::new(0))),
            (Consent::from([(3, Position::Yes)]), stranger(3)),
        ],
    );
    apart::<ConsentCounts>(&mild, &ConsentForm::default());
}
