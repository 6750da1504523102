//! The serde forms: random and broken JSON is refused or gives what a constructor would have made.
use super::config;
use cocreate::{
    ballot::{
        Approval, ApprovalForm, Choice, ChoiceForm, Consent, ConsentForm, Pairs, PairsForm, Points,
        PointsForm, Ranking, RankingForm, ScoreForm, Scores, Spend, SpendForm,
    },
    count::{Lottery, RuleSpec, TiePolicy},
    id::{EntryId, EntrySet},
    num::{Currency, Exact, Money, Places, Threshold},
    profile::{
        ApprovalCounts, ChoiceCounts, ConsentCounts, FirstPreferences, PairCounts, PairwiseCounts,
        PointTotals, Profile, ScoreHistogram, Slate, SpendSupport, Summary,
    },
};
use proptest::{collection::vec, prelude::*, sample::Index};
use serde::{Serialize, de::DeserializeOwned};
use std::{fmt::Debug, sync::LazyLock};

/// Reads a value if it is one; then it writes and reads the same again.
fn same<T: Serialize + DeserializeOwned + PartialEq + Debug>(text: &str) {
    if let Ok(x) = serde_json::from_str::<T>(text) {
        let written = serde_json::to_string(&x).unwrap();
        assert_eq!(serde_json::from_str::<T>(&written).unwrap(), x, "{text} written as {written}");
    }
}
type Read = fn(&str);
const READ: &[Read] = &[
    same::<Choice>,
    same::<Approval>,
    same::<Ranking>,
    same::<Scores>,
    same::<Points>,
    same::<Pairs>,
    same::<Spend>,
    same::<Consent>,
    same::<ChoiceForm>,
    same::<ApprovalForm>,
    same::<RankingForm>,
    same::<ScoreForm>,
    same::<PointsForm>,
    same::<PairsForm>,
    same::<SpendForm>,
    same::<ConsentForm>,
    same::<EntrySet>,
    same::<EntryId>,
    same::<Exact>,
    same::<Places>,
    same::<Currency>,
    same::<Money>,
    same::<Threshold>,
    same::<Slate>,
    same::<Lottery>,
    same::<RuleSpec>,
    same::<TiePolicy>,
    same::<ApprovalCounts>,
    same::<ChoiceCounts>,
    same::<ConsentCounts>,
    same::<FirstPreferences>,
    same::<PairCounts>,
    same::<PairwiseCounts>,
    same::<PointTotals>,
    same::<ScoreHistogram>,
    same::<SpendSupport>,
];
fn json<T: Serialize>(x: T) -> String {
    serde_json::to_string(&x).unwrap()
}
/// Whole values of every form.
static WHOLE: LazyLock<Vec<String>> = LazyLock::new(|| {
    let ranking = Ranking::tiers([[0, 2].into(), [1].into()]);
    let scores = Scores::from([(0, 5), (2, 0)]);
    let points = Points::from([(0, 5), (1, 2)]);
    let rankings = Profile::of(3, &[ranking.clone(), Ranking::strict([1])]).unwrap();
    vec![
        json(Choice::of(1u32.into())),
        json(Approval::from([0, 2])),
        json(ranking),
        json(scores.clone()),
        json(points.clone()),
        json(Exact::ratio(13, 3).unwrap()),
        json(ScoreForm::default()),
        json(PointsForm::default()),
        json(SpendForm::with_costs([1, 2])),
        json(ConsentForm::default()),
        json(RankingForm::default()),
        json(Currency::iso("EUR").unwrap()),
        json("12.50 EUR".parse::<Money>().unwrap()),
        json(Threshold::MAJORITY),
        json(Slate::with_id(3, 9)),
        json(TiePolicy::Order { order: vec![0u32.into()] }),
        json(RuleSpec::new("irv").with("x", 1)),
        json(PairwiseCounts::of(&rankings).unwrap()),
        json(FirstPreferences::of(&rankings).unwrap()),
        json(ScoreHistogram::of(&Profile::of(3, &[scores]).unwrap()).unwrap()),
        json(PointTotals::of(&Profile::of(3, &[points]).unwrap()).unwrap()),
        json(ApprovalCounts::of(&Profile::of(3, &[Approval::from([0, 2])]).unwrap()).unwrap()),
    ]
});
const TOKENS: &[&str] = &[
    "0",
    "1",
    "-1",
    "4294967295",
    "18446744073709551615",
    "1e9",
    "0.5",
    "null",
    "true",
    "\"\"",
    "\"1/3\"",
    "\"2/4\"",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "\"entries\"",
    "\"top\"",
    "\"lowest\"",
    "\"weight\"",
];

proptest! {
    #![proptest_config(config(4000))]
    #[test]
    fn broken_values(of in any::<Index>(), edits in vec((any::<Index>(), any::<Index>(), 0..TOKENS.len(), any::<bool>()), 0..5)) {
        let mut text = WHOLE[of.index(WHOLE.len())].clone();
        for (i, j, token, digits) in edits {
            // Numbers are exchanged for numbers more often than bytes for anything.
            let from = i.index(text.len() + 1);
            let to = if digits {
                from + text[from..].bytes().take_while(u8::is_ascii_digit).count()
            } else {
                (from + j.index(4)).min(text.len())
            };
            text.replace_range(from..to, TOKENS[token]);
        }
        for read in READ {
            read(&text);
        }
    }
    #[test]
    fn random_text(text in "[\\[\\]{}:,0-9\"a-z/.-]{0,60}") {
        for read in READ {
            read(&text);
        }
    }
}
/// So that the test above breaks something: whole values are read as what they are.
#[test]
fn whole_values_are_read() {
    assert!(serde_json::from_str::<Ranking>(&WHOLE[2]).is_ok());
    assert!(serde_json::from_str::<PairwiseCounts>(&WHOLE[17]).is_ok());
    assert!(serde_json::from_str::<ScoreHistogram>(&WHOLE[19]).is_ok());
}
