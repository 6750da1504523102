//! What is refused: by line, column (in characters, from 1) and content.
use super::read;
use cocreate::io::Fault;

const PB: &str = "META\nnum_votes;1\nbudget;9\nvote_type;approval\nPROJECTS\nproject_id;cost\np;1\nq;2\nVOTES\nvoter_id;vote;points\n";
const SOC: &str = "# NUMBER ALTERNATIVES: 2\n# ALTERNATIVE NAME 1: Ann\n# ALTERNATIVE NAME 2: Bøb\n";
const BLT: &str = "2 1\n3 1 2 0\n0\n\"Ann\"\n\"Bøb\"\n\"T\"\n";

/// Format, text, line, column, and what the message holds.
fn check(cases: &[(&str, String, u64, u64, &str)]) {
    for (format, text, line, column, holds) in cases {
        let e = match read(format, text) {
            Err(e) => e,
            Ok(p) => panic!("{format}: read {text:?} as {p:?}"),
        };
        assert_eq!((e.at.line, e.at.column), (*line, *column), "{format}: {text:?}: {e}");
        assert!(e.to_string().contains(holds), "{format}: {text:?}: {e} does not say `{holds}`");
        assert!(e.to_string().starts_with(&format!("line {line}, column {column}: ")), "{e}");
    }
}
fn pb(change: (&str, &str), votes: &str) -> String {
    PB.replace(change.0, change.1) + votes
}

#[test]
fn cut_in_the_middle() {
    check(&[
        ("blt", String::new(), 1, 1, "the numbers of entries and seats"),
        ("blt", "2 1\n3 1 2".into(), 3, 1, "the `0` that ends the ballot of line 2"),
        ("blt", "2 1\n3 1 2 0\n".into(), 3, 1, "the `0` that ends the ballots"),
        ("blt", "2 1\n3 1 2 0\n0\n\"Ann\"\n".into(), 5, 1, "the name of entry 2 of 2"),
        ("blt", "2 1\n3 1 2 0\n0\n\"Ann\"\n\"B".into(), 5, 2, "the quote that closes this name"),
        ("blt", "2 1\n[nick a".into(), 2, 1, "the `]`"),
        ("blt", "2 1\n(9".into(), 2, 1, "the `)`"),
        ("soc", String::new(), 1, 1, "# ALTERNATIVE NAME 1"),
        (
            "soc",
            "# NUMBER ALTERNATIVES: 2\n# ALTERNATIVE NAME 1: Ann\n".into(),
            3,
            1,
            "says 2 entries, the file has 1",
        ),
        ("soc", format!("# NUMBER VOTERS: 9\n{SOC}4: 1,2\n"), 5, 1, "says 9 voters, the file has 4"),
        (
            "soc",
            format!("# NUMBER UNIQUE ORDERS: 2\n{SOC}4: 1,2\n"),
            5,
            1,
            "says 2 ballot lines, the file has 1",
        ),
        ("soc", format!("{SOC}4: 1,"), 4, 6, "an entry's number, found the end of the line"),
        ("toc", format!("{SOC}4: {{1,"), 4, 7, "an entry's number, found the end of the line"),
        ("soc", format!("{SOC}4"), 4, 2, "`:` after the number of voters"),
        ("pb", "META\nbudget;9\n".into(), 3, 1, "the section PROJECTS"),
        ("pb", "META\nbudget;9\nPROJECTS\n".into(), 4, 1, "the columns of the section PROJECTS"),
        ("pb", "META\nbudget;9\nPROJECTS\nproject_id;cost\np;1\n".into(), 6, 1, "the section VOTES"),
        ("pb", PB.into(), 10, 1, "says 1 votes, the file has 0"),
        ("pb", pb(("budget;9\n", ""), ""), 9, 1, "the key `budget`"),
        ("pb", pb(("vote_type;approval\n", ""), ""), 10, 1, "the key `vote_type`"),
        ("csv", String::new(), 1, 1, "the header"),
        ("csv", "count,rank1,rank2\n3,Ann".into(), 2, 6, "field 3 of this row"),
        ("csv", "X,Y\n1,\"2".into(), 2, 3, "the quote that closes this one"),
        ("csv", "voter,entry,value\nv1,X".into(), 2, 5, "field 3 of this row"),
        ("cvotes", "Ann > ".into(), 1, 7, "the name of an entry"),
    ]);
}
#[test]
fn bytes_that_are_no_text() {
    for (format, head, line, column) in [
        ("blt", "2 1\n3 1 2 0\n0\n\"A", 4, 3),
        ("soc", "# NUMBER ALTERNATIVES: 1\n# ALTERNATIVE NAME 1: å", 2, 24),
        ("pb", "META\nbudget;", 2, 8),
        ("csv", "X,Y\nå,", 2, 3),
        ("cvotes", "Ann > B", 1, 8),
    ] {
        let e = read(format, [head.as_bytes(), b"\xff\xfe\n"].concat()).unwrap_err();
        assert_eq!((e.at.line, e.at.column, &e.fault), (line, column, &Fault::NotUtf8), "{format}");
        assert!(e.to_string().contains("UTF-8"));
    }
}
#[test]
fn values_that_are_no_numbers_or_off_the_scale() {
    let wide = |v: &str| format!("X,Y\n1,2\n1, {v}\n");
    let long = |v: &str| format!("voter,entry,value\nv1,X,1\nv2,X,{v}\n");
    let mut cases = vec![];
    for v in ["NaN", "nan", "inf", "-inf", "1e3", "0x10", "five", "1.", ".5", "+1", "--1", "1/0"] {
        cases.push(("csv", wide(v), 3, 3, "expected a number"));
        cases.push(("csv", long(v), 3, 6, "expected a number"));
    }
    let scoring = pb(("approval", "scoring"), "1;p,q;3,NaN\n");
    cases.push(("pb", scoring, 11, 9, "expected a number such as 4, -1 or 2.5"));
    cases.push(("pb", pb(("approval", "cumulative"), "1;p,q;3,-1\n"), 11, 9, "whole points"));
    cases.push(("pb", pb(("approval", "cumulative"), "1;p,q;3\n"), 11, 8, "whole points"));
    cases.push((
        "pb",
        pb(("approval", "cumulative"), "1;p,q;3,4,5\n"),
        11,
        11,
        "no more points than there are projects",
    ));
    cases.push((
        "pb",
        pb(("approval", "cumulative"), "1;p;65537\n"),
        11,
        5,
        "65537 is too large; at most 65536",
    ));
    let told =
        pb(("budget;9", "budget;9\nmax_sum_points;5"), "1;p,q;3,3\n").replace("approval", "cumulative");
    cases.push(("pb", told, 12, 3, "the votes cost 6, the budget is 5"));
    cases.push(("pb", pb(("p;1", "p;NaN"), ""), 7, 3, "a cost such as 1500 or 12.50, found `NaN`"));
    cases.push(("pb", pb(("p;1", "p;-1"), ""), 7, 3, "a cost"));
    cases.push(("pb", pb(("budget;9", "budget;much"), ""), 3, 8, "the budget"));
    cases.push(("csv", "X\n0\n0.00001\n9\n".into(), 4, 1, "a scale has at most 32767"));
    cases.push(("csv", "X\n0\n40000\n1\n".into(), 4, 1, "from 0 to 40000 need 40001 or more levels"));
    cases.push(("csv", "X,Y\n1,yes\n".into(), 2, 3, "a number, since the values before are numbers"));
    cases.push(("csv", "X,Y\nyes,1\n".into(), 2, 5, "since the values before are such"));
    cases.push(("csv", "count,X\nmany,1\n".into(), 2, 1, "how many such ballots there are"));
    cases.push(("csv", "count,X\n99999999999999999999,1\n".into(), 2, 1, "too large"));
    cases.push(("blt", "2 1\n99999999999999999999 1 0\n0\n".into(), 2, 1, "too large"));
    cases.push((
        "blt",
        format!("2 1\n{0} 1 0\n{0} 2 0\n0\n\"A\"\n\"B\"\n", 1u64 << 46),
        3,
        1,
        "all weights together",
    ));
    cases.push(("blt", "two 1\n".into(), 1, 1, "the numbers of entries and seats"));
    cases.push(("blt", "2\n".into(), 1, 2, "the number of seats"));
    cases.push(("blt", "2 1 9\n".into(), 1, 5, "the end of the line"));
    cases.push(("soc", format!("{SOC}-4: 1,2\n"), 4, 1, "the number of voters"));
    cases.push(("cvotes", "Ann * many\n".into(), 1, 7, "how many such ballots"));
    cases.push(("cvotes", "Ann ^ 1.5\n".into(), 1, 8, "the end of the number"));
    check(&cases);
}
#[test]
fn entries_that_do_not_exist_or_come_twice() {
    check(&[
        (
            "blt",
            BLT.replace("1 2 0", "1 3 0"),
            2,
            5,
            "entry number 3 does not exist; entries are numbered 1 to 2",
        ),
        ("blt", BLT.replace("1 2 0", "1 1 0"), 2, 5, "entry number 1 is on this ballot already"),
        ("blt", BLT.replace("1 2 0", "1=1 0"), 2, 5, "entry number 1 is on this ballot already"),
        ("blt", BLT.replace("2 1\n", "2 1\n-0\n"), 2, 2, "entry number 0 does not exist"),
        (
            "blt",
            BLT.replace("2 1\n", "2 1\n[nick a b]\n").replace("1 2 0", "a c 0"),
            3,
            5,
            "no entry is called `c`",
        ),
        ("blt", BLT.replace("2 1\n", "2 1\n[nick a a]\n"), 2, 9, "`a` has the same name"),
        ("blt", BLT.replace("2 1\n", "2 1\n[nick a]\n"), 2, 1, "says 2 entries, the file has 1"),
        (
            "blt",
            BLT.replace("Bøb", "Ann"),
            5,
            1,
            "entry `Ann` has the same name as the entry on line 4, column 1",
        ),
        ("blt", BLT.replace("\"Ann\"", "\"\""), 4, 1, "the name of entry 1"),
        ("blt", BLT.replace("0\n\"Ann", "\"Ann"), 3, 1, "`0` alone on a line before the names"),
        ("blt", BLT.replace("1 2 0", "1x2 0"), 2, 4, "a blank, `=` or the end of the line"),
        ("soc", format!("{SOC}4: 1,3\n"), 4, 6, "entry number 3 does not exist"),
        ("soc", format!("{SOC}4: 0\n"), 4, 4, "entry number 0 does not exist"),
        ("soc", format!("{SOC}4: 1,1\n"), 4, 6, "entry number 1 is on this ballot already"),
        ("soc", SOC.replace("Bøb", "Ann"), 3, 23, "the same name as the entry on line 2, column 23"),
        ("soc", SOC.replace("NAME 2", "NAME 3"), 3, 20, "`# ALTERNATIVE NAME 2: ...`"),
        ("soc", SOC.replace(" Ann", ""), 2, 22, "the entry's name"),
        ("pb", pb(("q;2", "p;2"), ""), 8, 1, "the same name as the entry on line 7, column 1"),
        ("pb", PB.to_owned() + "1;p,r\n", 11, 5, "no entry is called `r`; the names are listed on line 7"),
        ("pb", pb(("budget;9", "budget;9\nnum_projects;3"), ""), 10, 1, "says 3 projects, the file has 2"),
        (
            "pb",
            pb(("approval", "ranked"), ""),
            4,
            11,
            "approval, choose-1, ordinal, cumulative or scoring, found `ranked`",
        ),
        ("pb", pb(("project_id", "id"), ""), 6, 1, "the columns `project_id` and `cost`"),
        ("pb", pb(("voter_id;vote;", "voter_id;"), ""), 10, 1, "the column `vote`"),
        ("pb", pb((";points", ""), "").replace("approval", "cumulative"), 10, 1, "the column `points`"),
        ("csv", "X,Y,X\n".into(), 1, 5, "entry `X` has the same name as the entry on line 1, column 1"),
        ("csv", "X,,Y\n".into(), 1, 3, "the name of an entry, found an empty field"),
        (
            "csv",
            "voter,entry,value\nv1,X,1\nv2,X,1\nv1,X,2\n".into(),
            4,
            6,
            "voter `v1` gave a value to `X` on line 2 already",
        ),
        ("csv", "voter,entry,value\n,X,1\n".into(), 2, 1, "the id of a voter"),
        ("csv", "voter,entry,value\nv1,,1\n".into(), 2, 4, "the name of an entry"),
        ("csv", "voter,first,second,answer\nv1,A,A,first\n".into(), 2, 6, "another entry than `A`"),
        (
            "csv",
            "voter,first,second,answer\nv1,A,B,first\nv1,B,A,draw\n".into(),
            3,
            8,
            "`B against A` on line 2 already",
        ),
        (
            "csv",
            "voter,first,second,answer\nv1,A,B,left\n".into(),
            2,
            8,
            "first, second, draw or skip, found `left`",
        ),
        ("csv", "ballot_id,rank,choice\nx,2,A\nx,1,B\n".into(), 3, 3, "a rank after 2"),
        ("csv", "rank1,rank2\nA | ,B\n".into(), 2, 1, "a name on each side of ` | `"),
        ("csv", "rank1,rank2\nC,A|B\n".into(), 2, 3, "with a space on each side"),
        ("csv", "rank1,rank2\nC | A|B,\n".into(), 2, 1, "with a space on each side"),
        ("csv", "X,Y\n1,2,3\n".into(), 2, 5, "expected 2 fields, as the header has, found 3"),
        ("csv", "X,Y\n\"1\"2,3\n".into(), 2, 4, "after the closing quote"),
        (
            "cvotes",
            "#/Candidates: Ann ; Bob\nAnn > Cy\n".into(),
            2,
            7,
            "no entry is called `Cy`; the names are listed on line 1",
        ),
        (
            "cvotes",
            "#/Candidates: Ann ; Ann\n".into(),
            1,
            21,
            "the same name as the entry on line 1, column 15",
        ),
        ("cvotes", "Ann > Bob > Ann\n".into(), 1, 13, "`Ann` is on this ballot already"),
        ("cvotes", "Ann\n#/Candidates: Ann ; Bob\n".into(), 2, 1, "before the first ballot"),
    ]);
}
#[test]
fn more_entries_than_a_slate_holds() {
    let n = 65_537;
    let names = |line: &dyn Fn(usize) -> String| (1..=n).map(line).collect::<String>();
    let most = "more than 32766 entries; a poll has at most so many";
    let header = (1..=n).map(|i| format!("e{i}")).collect::<Vec<_>>();
    let row = header.join(",");
    // The entry that is one too many: after e1, e2, .. e32766 with their commas.
    let before = (1..=32_766).map(|i| format!("e{i},").len() as u64).sum::<u64>();
    check(&[
        ("blt", format!("{n} 1\n0\n"), 1, 1, most),
        ("soc", names(&|i| format!("# ALTERNATIVE NAME {i}: e{i}\n")), 32_767, 27, most),
        (
            "pb",
            format!(
                "META\nbudget;1\nvote_type;approval\nPROJECTS\nproject_id;cost\n{}",
                names(&|i| format!("e{i};1\n"))
            ),
            32_772,
            1,
            most,
        ),
        ("csv", format!("{row}\n"), 1, before + 1, most),
        ("csv", format!("voter,entry,value\n{}", names(&|i| format!("v,e{i},1\n"))), 32_768, 3, most),
        ("csv", format!("rank1\n{}", names(&|i| format!("e{i}\n"))), 32_768, 1, most),
        ("cvotes", names(&|i| format!("e{i}\n")), 32_767, 1, most),
    ]);
}
#[test]
fn tables_out_of_proportion() {
    // 2000 ballots of a few bytes over 32,766 entries.
    let text = format!("32766 1\n{}", "1 1 0\n".repeat(2000));
    let e = read("blt", text).unwrap_err();
    assert!(matches!(e.fault, Fault::TooSparse { entries: 32_766, .. }), "{e}");
    assert!(e.to_string().contains("raise the limit"));
}

/// Read as the wide layout, what was meant as a column would silently be an entry.
#[test]
fn a_header_that_is_almost_a_layout_is_refused_with_the_layout() {
    let of = |header: &str, column: u64, holds: &'static str| {
        ("csv", format!("{header}\n1,2,3,4\n"), 1, column, holds)
    };
    check(&[
        of("voter,entry", 12, "the header `voter,entry,value`"),
        of("entry,value", 1, "the header `voter,entry,value`"),
        of("voter,value", 7, "the header `voter,entry,value`"),
        of("entry,voter,value", 1, "the header `voter,entry,value`"),
        of("Voter;Entry;Value;Comment", 19, "the header `voter,entry,value`"),
        of("voter,first,answer", 13, "the header `voter,first,second,answer`"),
        of("ballot_id,choice,rank", 11, "the header `ballot_id,rank,choice`"),
        of("count,rank1,rank3", 13, "the header `count,rank1,rank2,..` or `rank1,rank2,..`"),
        of("count,rank2,rank1", 7, "the header `count,rank1"),
        of("rank1,rank2,count", 13, "the header `count,rank1"),
        of("rank0,rank1", 1, "the header `count,rank1"),
        of("Ann,Bob,count", 9, "`count` is the first column"),
        of("Ann,voter,Bob", 5, "`voter` is the first column"),
    ]);
    // Entries may be called so where nothing else is meant.
    assert_eq!(super::poll("csv", "voter,First,Second\nv,1,2\n").entries, ["First", "Second"]);
}
#[test]
fn a_file_of_another_data_type_is_refused() {
    let cat = "# CATEGORY NAME 1: yes\n# CATEGORY NAME 2: no\n";
    check(&[
        ("cat", format!("# DATA TYPE: soc\n{SOC}1: 1,2\n"), 1, 14, "the data type cat"),
        ("soc", format!("# DATA TYPE: wmd\n{SOC}1: 1,2\n"), 1, 14, "the data type soc, soi, toc, toi, cat"),
        // Without a type the extension says that these are categories: two of them where the header lists one.
        ("cat", format!("# CATEGORY NAME 1: yes\n{SOC}1: 1,2\n"), 5, 4, "at most 1 categories"),
    ]);
    // Ann is in the first category, Bøb in the second: 1 and 0.
    for (format, typed) in
        [("cat", ""), ("soc", ""), ("cat", "# DATA TYPE: cat\n"), ("soc", "# DATA TYPE: cat\n")]
    {
        assert_eq!(
            super::scores(&super::poll(format, &format!("{typed}{cat}{SOC}3: 1,2\n"))),
            ["Ann 1, Bøb 0"]
        );
    }
}
/// Orders that are not of the file's data type: cut in the last line, or two level where that cannot be.
#[test]
fn orders_of_another_type_than_the_file_says() {
    let typed = |kind: &str, orders: &str| format!("# DATA TYPE: {kind}\n{SOC}{orders}");
    check(&[
        ("soc", typed("soc", "3: 1,2\n2: 2"), 6, 5, "all 2 entries"),
        ("toc", typed("toc", "3: {1,2}\n2: 2\n"), 6, 5, "all 2 entries"),
        ("soc", typed("soc", "3: {1,2}\n"), 5, 1, "one entry a place"),
        ("soi", typed("soi", "3: {1,2}\n"), 5, 1, "one entry a place"),
    ]);
    for (format, text) in [("soi", typed("soi", "2: 2\n")), ("toi", typed("toi", "2: 2\n1: {1,2}\n"))] {
        assert!(read(format, &text).is_ok(), "{text}");
    }
}
#[test]
fn who_votes_twice_where_a_row_is_a_ballot() {
    check(&[
        ("csv", "voter,Ann,Bob\na,2,3\nb,1,4\na,1,3\n".into(), 4, 1, "voter `a` stands on line 2 already"),
        ("csv", "voter,Ann,Bob\n7,2,3\n8,1,4\n8,1,3\n".into(), 4, 1, "voter `8` stands on line 3 already"),
        ("csv", "voter,Ann,Bob\n,2,3\n".into(), 2, 1, "the id of a voter"),
        (
            "csv",
            "ballot_id,rank,choice\n1,1,Ann\n2,1,Bob\n1,2,Bob\n".into(),
            4,
            1,
            "ballot `1` stands on line 2 already",
        ),
    ]);
    let twice = read("pb", pb(("num_votes;1", "num_votes;2"), "a;p;\na;q;\n")).unwrap();
    assert_eq!(twice.notes.len(), 1);
    assert!(
        twice.notes[0].to_string().starts_with("line 12: a voter id that stood there before"),
        "{:?}",
        twice.notes
    );
}
