//! Rules that break their contract are caught, by name and deed.
use super::strict;
use cocreate::{
    ballot::Ranking,
    count::{
        About, Budget, CountError, Draft, Funding, Halt, Lottery, Outcome, Purchase, Seats, Standing,
        TallyRule, Teller, TieAt, TiePolicy, Verdict, Verdicts, Winners, run,
    },
    id::{EntryIx, EntrySet},
    num::Exact,
    profile::{Profile, Slate},
};

type Deed = fn(&Profile<Ranking>, &mut Teller) -> Result<Standing, Halt>;
#[derive(Debug)]
struct Does(Deed);
impl TallyRule for Does {
    type Input = Profile<Ranking>;
    type Answer = Standing;
    fn about(&self) -> About {
        About::new("does", "Does something")
    }
    fn count(&self, p: &Profile<Ranking>, _: &Seats, teller: &mut Teller) -> Result<Standing, Halt> {
        (self.0)(p, teller)
    }
}
fn deed(f: Deed) -> Result<Outcome, CountError> {
    let p = strict(3, &[(&[0, 1, 2], 1)]);
    run(&Does(f), &p, Seats::ONE, &TiePolicy::Report { explore: 0 }).map(|t| t.outcome().clone())
}
fn why(f: Deed) -> String {
    match deed(f).unwrap_err() {
        CountError::BrokenRule { rule: "does", why } => why,
        e => panic!("{e}"),
    }
}
#[test]
fn swallows_a_halt() {
    let swallows: Deed = |p, teller| {
        let all = p.slate().all();
        let first = teller.pick_entry(TieAt::win(1), &all).unwrap_or(EntryIx::new(0));
        Ok(Standing::of([first.into(), all.minus(&first.into())]))
    };
    assert_eq!(why(swallows), "it went on after the teller had stopped the count");
}
#[test]
fn names_a_stranger() {
    assert_eq!(
        why(|_, _| Ok(Standing::of([[0, 1, 2, 7].into()]))),
        "names entry #7, which is not on the slate of 3"
    );
}
/// In a tie that nobody breaks, and as the best that a search found.
#[test]
fn names_a_stranger_where_it_does_not_answer() {
    let ties: Deed = |p, t| {
        t.pick(TieAt::order(1), &[EntryIx::new(0), EntryIx::new(7)])?;
        Ok(Standing::of([p.slate().all()]))
    };
    assert_eq!(why(ties), "it asks about an entry that is not on the slate");
    let p = strict(3, &[(&[0, 1, 2], 1)]);
    for ties_by in [TiePolicy::Order { order: vec![] }, TiePolicy::Lot { seed: "s".into() }] {
        let e = run(&Does(ties), &p, Seats::ONE, &ties_by).unwrap_err();
        assert!(matches!(e, CountError::BrokenRule { rule: "does", .. }), "{e}");
    }
    assert_eq!(
        why(|_, t| Err(t.undecided(Winners::from(EntrySet::from([7])), "at least 5"))),
        "names entry #7, which is not on the slate of 3"
    );
}
#[test]
fn forgets_somebody() {
    assert_eq!(why(|_, _| Ok(Standing::of([[0, 2].into()]))), "entry #1 stands nowhere");
}
#[test]
fn places_one_twice() {
    assert_eq!(why(|_, _| Ok(Standing::of([[0, 1].into(), [1, 2].into()]))), "entry #1 stands in two tiers");
}
#[test]
fn elects_too_many() {
    let elects: Deed = |_, _| {
        let mut draft = Draft::new();
        draft.elect(EntrySet::from([0, 1]));
        Ok(draft.finish([2].into()))
    };
    assert_eq!(why(elects), "elected 2 for 1 seats");
}
#[test]
fn says_nobody_and_says_undecided_with_a_bound() {
    use cocreate::count::Reason;
    let nobody = deed(|_, t| Err(t.nobody(Reason::NobodyQualified))).unwrap();
    assert!(matches!(nobody, Outcome::None { reason: Reason::NobodyQualified, .. }));
    let undecided =
        deed(|_, t| Err(t.undecided(Winners::from(EntrySet::from([1])), "at least 5, found 7"))).unwrap();
    let Outcome::Undecided { best, bound, .. } = undecided else { panic!("{undecided:?}") };
    assert_eq!((best.set(), bound.as_str()), ([1].into(), "at least 5, found 7"));
}

#[derive(Debug)]
struct Spends(u64);
impl TallyRule for Spends {
    type Input = Profile<Ranking>;
    type Answer = Funding;
    fn about(&self) -> About {
        About::new("spends", "Spends")
    }
    fn count(&self, _: &Profile<Ranking>, _: &Budget, _: &mut Teller) -> Result<Funding, Halt> {
        let buy = |e| Purchase { entry: EntryIx::new(e), cost: self.0 };
        Ok(Funding::of([buy(0), buy(1)]))
    }
}
#[test]
fn spends_too_much_or_at_other_prices() {
    let p = strict(2, &[(&[0, 1], 1)]);
    let budget = Budget { total: 100, costs: vec![60, 60] };
    let e = run(&Spends(60), &p, budget.clone(), &TiePolicy::REPORT).unwrap_err();
    assert_eq!(e.to_string(), "rule `spends` is broken: spent 120 of a budget of 100");
    let e = run(&Spends(70), &p, budget, &TiePolicy::REPORT).unwrap_err();
    assert_eq!(e.to_string(), "rule `spends` is broken: bought entry #0 at 70, which is more than its price");
    let e =
        run(&Spends(10), &p, Budget { total: u64::MAX, costs: vec![1, 1] }, &TiePolicy::REPORT).unwrap_err();
    assert!(matches!(e, CountError::TooMuchMoney { .. }));
}

#[derive(Debug)]
struct Chances(&'static [(u32, i128)]);
impl TallyRule for Chances {
    type Input = Profile<Ranking>;
    type Answer = Lottery;
    fn about(&self) -> About {
        About::new("chances", "Chances")
    }
    fn count(&self, _: &Profile<Ranking>, (): &(), _: &mut Teller) -> Result<Lottery, Halt> {
        let of = |(e, p): &(u32, i128)| (EntryIx::new(*e), Exact::ratio(*p, 4).unwrap());
        Ok(Lottery::of(self.0.iter().map(of)))
    }
}
#[test]
fn chances_do_not_add_up() {
    let p = strict(2, &[(&[0, 1], 1)]);
    let why = |c| run(&Chances(c), &p, (), &TiePolicy::REPORT).unwrap_err().to_string();
    assert_eq!(why(&[(0, 1), (1, 2)]), "rule `chances` is broken: chances add up to 3/4, not to 1");
    assert_eq!(why(&[(0, 5), (1, -1)]), "rule `chances` is broken: a negative chance for entry #1");
    let stranger = "rule `chances` is broken: a chance for entry #9, which is not on the slate of 2";
    assert_eq!(why(&[(0, 1), (9, 3)]), stranger);
}

#[derive(Debug)]
struct Judges;
impl TallyRule for Judges {
    type Input = Profile<Ranking>;
    type Answer = Verdicts;
    fn about(&self) -> About {
        About::new("judges", "Judges")
    }
    fn count(&self, _: &Profile<Ranking>, (): &(), _: &mut Teller) -> Result<Verdicts, Halt> {
        Ok(Verdicts::of(&Slate::anonymous(5), |_| Verdict::Carried))
    }
}
#[test]
fn judges_what_is_not_there() {
    let e = run(&Judges, &strict(2, &[(&[0, 1], 1)]), (), &TiePolicy::REPORT).unwrap_err();
    assert_eq!(e.to_string(), "rule `judges` is broken: 5 verdicts for 2 entries");
}
#[test]
fn asks_for_one_of_nobody() {
    let asks: Deed =
        |_, teller| teller.pick_entry(TieAt::win(1), &EntrySet::EMPTY).map(|e| Standing::of([e.into()]));
    assert_eq!(why(asks), "it asks for one of nobody");
}
#[test]
fn swallows_a_halt_and_says_something_else() {
    use cocreate::count::Reason;
    let went_on = "it went on after the teller had stopped the count";
    assert_eq!(
        why(|p, t| match t.pick_entry(TieAt::win(1), &p.slate().all()) {
            Ok(e) => Ok(Standing::of([e.into(), p.slate().all().minus(&e.into())])),
            Err(_) => Err(t.nobody(Reason::NobodyQualified)),
        }),
        went_on
    );
    assert_eq!(
        why(|p, t| match t.pick_entry(TieAt::win(1), &p.slate().all()) {
            Ok(e) => Ok(Standing::of([e.into(), p.slate().all().minus(&e.into())])),
            Err(_) => Err(t.undecided(Winners::from(EntrySet::from([1])), "at least 1")),
        }),
        went_on
    );
}
