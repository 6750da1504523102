//! `apportionment`: seats by votes, as a rule by the names there. Its ties are refusals; the quota method breaks them unseen.
use super::{Score, cases};
use cocreate::{
    ballot::{Choice, ChoiceForm},
    count::{Options, RuleSpec, Seats, Task, TiePolicy},
    id::EntryIx,
    profile::{AnyProfile, Profile, Slate},
    tally::registry,
};

#[test]
fn apportionment() {
    let Some(all) = cases("apportionment.json", "cases") else { return };
    let mut score = Score::default();
    let task = Task::Seats(Seats::Open);
    for case in &all {
        let votes: Vec<u64> = case["votes"].as_array().unwrap().iter().map(|v| v.as_u64().unwrap()).collect();
        let name = format!("{votes:?} for {}", case["seats"]);
        let mut b = Profile::<Choice>::builder(Slate::anonymous(votes.len()), ChoiceForm::default()).unwrap();
        for (e, n) in votes.iter().enumerate() {
            b.push_many(&Choice::of(e.into()), *n).unwrap();
        }
        let profile = AnyProfile::from(b.finish());
        for (method, want) in case["results"].as_object().unwrap() {
            // The plain name is that of a committee rule.
            let known = if method == "adams" { "list-adams" } else { method.as_str() };
            let spec = RuleSpec::new(known).with("units", case["seats"].clone());
            let (rule, _) = registry().build(&spec).unwrap_or_else(|e| panic!("{method}: {e}"));
            // The order of the slate breaks what ties there are, as that program does where it tells none.
            let order = (0..votes.len()).map(EntryIx::from).collect();
            let ties = TiePolicy::Order { order };
            let t = rule.run(&profile, &task, &ties, &Options::default()).unwrap();
            let seats: Vec<u64> =
                t.standing().unwrap().scores().values().map(|s| s.to_u64().unwrap()).collect();
            assert_eq!(seats.iter().sum::<u64>(), case["seats"].as_u64().unwrap());
            if want == "TIE" {
                score.add(&format!("{method}, tied"), &name, &!t.ties().is_empty(), &true);
            } else {
                let want: Vec<u64> = want.as_array().unwrap().iter().map(|s| s.as_u64().unwrap()).collect();
                score.add(method, &name, &seats, &want);
                if method != "quota" {
                    score.add(&format!("{method}, not tied"), &name, &t.ties().is_empty(), &true);
                }
            }
        }
    }
    score.close(
        "apportionment.json",
        &[(1, 40), (2, 38), (4, 37), (6, 36), (2, 35), (1, 5), (3, 4), (2, 3), (1, 2)],
    );
}
