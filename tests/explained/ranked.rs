//! Rules on rankings and first choices.
use super::{Example, T, ex, with};

const CITIES: &str = "ABCD x42; BCDA x26; CDBA x15; DCBA x17";
/// Five jurors with I at 19, 16, 1, 25 and 24, and C at 10, 11, 10, 10 and 11.
const JURY: &str = "ABDEFGHJKCLMNOPQRSITUVWXYZ x1; \
    ABDEFGHJKLCMNOPIQRSTUVWXYZ x1; \
    IABDEFGHJCKLMNOPQRSTUVWXYZ x1; \
    ABDEFGHJKCLMNOPQRSTUVWXYIZ x1; \
    ABDEFGHJKLCMNOPQRSTUVWXIYZ x1";
/// A beats B by 3, B beats C by 5, C beats A by 1.
const CYCLE: &str = "ABC x4; BCA x3; CAB x2";
/// A beats B by 8 to 4, B beats C by 9 to 3, C beats A by 7 to 5.
const TWELVE: &str = "ABC x5; BCA x4; CAB x3";
/// Duels alone: with `unnamed = "absent"` a ballot that names two says nothing of the others.
const ABSENT: &str = r#"{"unnamed":"absent"}"#;
/// A beats B and C, B beats C and D, C beats D, D beats A.
const FOUR: &str = "AB x1; AC x1; BC x1; BD x1; CD x1; DA x1";

pub(super) const POSITIONAL: &[Example] = &[
    ex("plurality", "M x42; N x26; C x15; K x17", T::One, "MN", "M has 42"),
    ex("veto", CITIES, T::One, "BA", "A has 42"),
    ex("borda", "MNCK x42; NCKM x26; CKNM x15; KCNM x17", T::One, "NM", "N has 194"),
    ex("modified-borda", "ABC x2; B x3", T::One, "BA", "B has 7"),
    ex("dowdall", CITIES, T::One, "BA", "B has 173/3"),
    ex("exponential-rank", JURY, T::One, "IC", "1.113670056"),
    with("k-approval", r#"{"k":2}"#, CITIES, T::One, "BA", "B has 68"),
    with("scoring-vector", r#"{"vector":["3","1","0","0"]}"#, CITIES, T::One, "AB", "A has 126"),
    ex("positive-negative", CITIES, T::One, "BA", "A has -16"),
    ex("superior", CITIES, T::One, "BC", "B has 100"),
    ex("block-vote", CITIES, T::Fill(2), "BA", "B has 68"),
    ex("plurality-veto", CITIES, T::One, "BA", "B has 26"),
    ex("simultaneous-veto", CITIES, T::One, "BA", "A has 389/21"),
    ex("absolute-majority", "ABCD x52; BCDA x26; CDBA x5; DCBA x17", T::One, "AB", "A has 52"),
    ex("bucklin", CITIES, T::One, "BA", "B has 68"),
    ex("simplified-bucklin", CITIES, T::One, "BA", "68"),
    ex("weighted-bucklin", CITIES, T::One, "BA", "B has 54"),
];
pub(super) const RUNOFF: &[Example] = &[
    ex("irv", "MNCK x42; NCKM x26; CKNM x15; KCNM x17", T::One, "KM", "K has 58"),
    ex("approval-irv", "AB| x4; C|A x3; B x2", T::One, "AB", "A has 7"),
    ex("split-irv", "AB| x4; C|A x3; B x2", T::One, "BC", "B has 6"),
    ex("baldwin", CITIES, T::One, "BD", "D has -43"),
    ex("benham", TWELVE, T::One, "AB", "A against B: 8 to 4"),
    ex("bottom-two-irv", CITIES, T::One, "BC", "B against C: 68 to 32"),
    ex("coombs", CITIES, T::One, "BA", "A has 58"),
    with("cup", r#"{"bracket":["A","B","C","D"]}"#, CITIES, T::One, "BC", "B against C: 68 to 32"),
    ex("iterated-condorcet-loser", CITIES, T::One, "BC", "B against C: 68 to 32"),
    ex("knockout", CITIES, T::One, "CB", "C against B: 32 to 68"),
    ex("nanson", CITIES, T::One, "BA", "A has -24"),
    ex("plurality-runoff", CITIES, T::One, "BA", "58"),
    ex("raynaud", CITIES, T::One, "BA", "B against A: 58 to 42"),
    ex("tideman-alternative", TWELVE, T::One, "AC", "C has 3"),
    with(
        "two-round",
        r#"{"second":{"A":"42","B":"55"}}"#,
        "A x42; B x26; C x15; D x17",
        T::One,
        "BA",
        "B has 55",
    ),
    ex("woodall", TWELVE, T::One, "AC", "C has 3"),
];
pub(super) const DUELS: &[Example] = &[
    with("banks", ABSENT, FOUR, T::Open, "BC", "B against C: 1 to 0"),
    ex("beta-uncovered", CYCLE, T::Open, "AB", "A against B: 6 to 3"),
    with("bipartisan", ABSENT, FOUR, T::Open, "AC", "A has 1/3"),
    ex("condorcet-winner", "ABC x2; BCA x1; CAB x2", T::One, "AB", "4 to 1"),
    ex("copeland", "ABCD x4; BCAD x3; CABD x2", T::One, "AD", "A has 2"),
    ex("copeland-support", "4 @ ABC x6; BAC x11; CBA x1", T::One, "BA", "A has 167/108"),
    with(
        "debian",
        r#"{"default_option":"D"}"#,
        "ABC x4; BCA x3; CAB x2; D x0",
        T::One,
        "AB",
        "A against B: 6 to 3",
    ),
    ex("dodgson", CYCLE, T::One, "AC", "C has -3"),
    with("essential", ABSENT, FOUR, T::Open, "AC", "1/3"),
    ex("kemeny", CYCLE, T::One, "AB", "A against B: 6 to 3"),
    with("leximax", ABSENT, "AB x4; BC x2; CA x2", T::One, "AB", "-4"),
    ex("loss-trimmer", CYCLE, T::One, "AC", "5"),
    with("minimal-covering", ABSENT, "AB x1; BC x1; CA x1; AD x1; BD x1; CD x1", T::Open, "AD", "1 to 0"),
    ex("minimax", CYCLE, T::One, "AB", "6 to 3"),
    with("most-wins-smallest-loss", ABSENT, "AB x4; BC x2; CA x6", T::One, "CA", "6"),
    ex("pareto", "ABC x1; BAC x1", T::Open, "AC", "2 to 0"),
    ex("ranked-pairs", CYCLE, T::One, "AB", "by 3"),
    with("river", ABSENT, "AB x3; BC x5; CA x1; AD x7; BD x9", T::One, "AB", "by 3"),
    ex(
        "schulze",
        "ACBED x5; ADECB x5; BEDAC x8; CABED x3; CAEBD x7; CBADE x2; DCEBA x7; EBADC x8",
        T::One,
        "EA",
        "5",
    ),
    with("schwartz", ABSENT, "AB x1; BC x1; AC x1; CA x1", T::Open, "AB", "1 to 0"),
    ex("simple-stable-voting", CYCLE, T::One, "AB", "3"),
    ex("simplified-dodgson", CYCLE, T::One, "AB", "B has -3"),
    with("slater", ABSENT, FOUR, T::One, "AB", "1"),
    ex("smith", "ABCD x4; BCAD x3; CABD x2", T::Open, "AD", "9 to 0"),
    with("smith-minimax", ABSENT, "AB x3; BC x5; CA x7; AD x1; BD x1; CD x1", T::One, "BA", "7"),
    ex("split-cycle", CYCLE, T::One, "AB", "3"),
    ex("stable-voting", CYCLE, T::One, "AB", "3"),
    with("tournament-equilibrium", ABSENT, FOUR, T::Open, "AC", "1 to 0"),
    with("uncovered", ABSENT, FOUR, T::Open, "BC", "1 to 0"),
    with("weighted-covering", ABSENT, "AB x2; AC x4; BC x2", T::One, "AB", "2"),
    ex("young", CYCLE, T::One, "AB", "B has -3"),
];
pub(super) const HYBRIDS: &[Example] = &[
    ex("black", CYCLE, T::One, "AC", "A has 10"),
    with("borda-minimax-faceoff", ABSENT, "AB x1; AC x9; BD x9; CB x1; DA x3", T::Open, "AC", "A has -3"),
    ex("bracket-voting", CITIES, T::One, "CB", "C against B: 32 to 68"),
    ex("condorcet-irv", TWELVE, T::One, "AC", "C has 3"),
    ex("condorcet-plurality", CYCLE, T::One, "AB", "A has 4"),
    with(
        "consensus-builder",
        r#"{"order":["C","A","B"]}"#,
        "CAB x3; ABC x2; BAC x2",
        T::One,
        "AC",
        "B against C: 4 to 3",
    ),
    with("copeland-then", ABSENT, "AB x4; BC x2; CA x6; AD x2; BD x8; CD x2", T::One, "CA", "6"),
    ex("daunou", "ABCD x4; BCAD x3; CABD x2", T::One, "AB", "A has 4"),
    ex("preliminary-weighted-condorcet", CYCLE, T::One, "AB", "A over B weighs 36"),
    ex("smith-irv", "ABCD x5; DBCA x4; BCAD x3; CADB x3", T::One, "AB", "8"),
];
pub(super) const LOTTERIES: &[Example] = &[
    with("c1-maximal-lottery", ABSENT, "AB x1; BC x2; CA x3", T::Plain, "AB", "A has 1/3"),
    with("maximal-lottery", ABSENT, "AB x1; BC x2; CA x3", T::Plain, "BA", "A has 1/3"),
    ex("proportional-borda", "ABC x2; BCA x1", T::Plain, "AC", "4/9"),
    ex("radius", "CAB x3; ABC x2; BAC x2", T::Plain, "AB", "5"),
    ex("random-consensus-builder", "CAB x3; ABC x2; BAC x2", T::Plain, "AB", "A has 1,"),
    ex("random-dictator", "A x3; BC| x1", T::Plain, "AB", "A has 3/4"),
    ex("random-serial-dictatorship", "AB|CD x1; BC|AD x1; D|ABC x1", T::Plain, "BD", "D has 1/3"),
];
pub(super) const TRANSFERABLE: &[Example] = &[
    ex("approval-stv", "AB| x4; C|A x3; B x2", T::Fill(2), "BA", "B has 6"),
    ex("australian-senate", "ABCD x110; CDEAB x100; CED x10; ECD x10; E x10", T::Fill(3), "DB", "D has 58"),
    with(
        "cambridge-stv",
        r#"{"minimum":0}"#,
        "AB x7; AC x3; B x4; C x6",
        T::Fill(2),
        "CB",
        "7 must be reached",
    ),
    with("countback", r#"{"sitting":["D"],"left":["A"]}"#, "ABC x5; DC x4; CD x2", T::One, "BC", "B has 5"),
    ex("cpo-stv", "AB x4; C x2; B x2", T::Fill(2), "BC", "10/3"),
    ex("ers97", "AB x7; AC x3; B x4; C x6", T::Fill(2), "CB", "699/100 (6.99..)"),
    ex("expanding-approvals", "ABC x4; BAC x2; CBA x3", T::Fill(2), "BC", "13/4"),
    ex("gregory-stv", "AB x7; AC x3; B x4; C x6", T::Fill(2), "CB", "61/10 (6.10..)"),
    ex("irish-prstv", "AB x7; AC x3; B x4; C x6", T::Fill(2), "CB", "C has 7"),
    ex("meek-stv", "AB x4; C x2", T::Fill(2), "CB", "1.999999996"),
    ex("minneapolis-stv", "AB x4; C x2; B x0", T::Fill(2), "CB", "3 must be reached"),
    ex("qpq", "AB x16; B x12; C x12; D x12; EB x8", T::Fill(3), "BC", "B has 20"),
    ex("rctab", "A x4; BC x3; CB x2", T::One, "BA", "5 must be reached"),
    ex("schulze-proportional-ranking", "ABC x6; C x4", T::Fill(2), "CB", "4"),
    ex("schulze-stv", "ABC x6; C x4", T::Fill(2), "CB", "4"),
    ex("scottish-stv", "AB x7; AC x3; B x4; C x6", T::Fill(2), "CB", "61/10 (6.10..)"),
    ex("sequential-stv", "ACB x45; BCA x40; CAB x15", T::One, "CA", "55"),
    with("list-seats", r#"{"method":"dhondt","units":10}"#, "A x53; B x24; C x23", T::Open, "AB", "A has 6"),
];
