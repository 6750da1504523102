//! Files that are read, each by its format's own description.
use super::{notes, poll, rankings, scores};
use cocreate::{ballot::Kind, id::EntrySet, profile::AnyProfile};

#[test]
fn preflib_orders() {
    let p = poll(
        "toi",
        "# FILE NAME: x.toi\n# TITLE: Board\n# NUMBER ALTERNATIVES: 3\n# NUMBER VOTERS: 7\n\
         # NUMBER UNIQUE ORDERS: 3\n# ALTERNATIVE NAME 1: Ann\n# ALTERNATIVE NAME 2: Bob: the second\n\
         # ALTERNATIVE NAME 3: Cy\n4: 2,{1,3}\n2: 3\n1: {1, 2}, 3\n",
    );
    assert_eq!(p.entries, ["Ann", "Bob: the second", "Cy"]);
    assert_eq!(rankings(&p), ["4: Bob: the second > Ann = Cy", "2: Cy", "1: Ann = Bob: the second > Cy"]);
    assert_eq!((p.title.as_deref(), p.header["FILE NAME"].as_str()), (Some("Board"), "x.toi"));
    assert_eq!(p.seats, None);
}
#[test]
fn preflib_categories() {
    let p = poll(
        "cat",
        "# DATA TYPE: cat\n# NUMBER ALTERNATIVES: 3\n# CATEGORY NAME 1: yes\n# CATEGORY NAME 2: no\n\
         # ALTERNATIVE NAME 1: A\n# ALTERNATIVE NAME 2: B\n# ALTERNATIVE NAME 3: C\n2: {1,3},2\n1: {},{2}\n",
    );
    assert_eq!(p.categories, ["yes", "no"]);
    assert_eq!(scores(&p), ["A 1, B 0, C 1", "B 0"]);
    assert!(
        notes(&p)[0].starts_with("line 9: 1 ballots leave entries out of all categories"),
        "{:?}",
        notes(&p)
    );
}
#[test]
fn plain_blt() {
    let p = poll("blt", "4 2\n-3\n5 1 2=4 0\n3 2 0\n1 0\n0\n\"Ann\"\n\"Bob\"\n\"Cy\"\n\"Dee\"\n\"Title\"\n");
    assert_eq!(p.entries, ["Ann", "Bob", "Cy", "Dee"]);
    assert_eq!(rankings(&p), ["5: Ann > Bob = Dee", "3: Bob", "1: "]);
    assert_eq!(
        (p.seats, p.withdrawn.clone(), p.title.as_deref()),
        (Some(2), EntrySet::from([2]), Some("Title"))
    );
    assert_eq!(notes(&p), [""; 0]);
    // Without Cy the others move up.
    assert_eq!(p.standing().entries, ["Ann", "Bob", "Dee"]);
}
#[test]
fn blt_as_other_programs_write_it() {
    let p = poll(
        "blt",
        "\u{feff}4 1 # four\r\n[nick a b c d]\r\n[withdrawn d]\r\n[tie a b c d]\r\n(17) 1 a b=c 0\r\n2 b\r\n - c 0\r\n\
         3 2 1 0 2 a 0\r\n0\r\nAnn\r\n\"Bob \"Bobby\" B\"\r\n\"Cy\" # third\r\n\"Dee\"\r\n\"Title\"\r\nmore\r\n",
    );
    assert_eq!(p.entries, ["Ann", "Bob \"Bobby\" B", "Cy", "Dee"]);
    let bob = "Bob \"Bobby\" B";
    assert_eq!(
        rankings(&p),
        [
            format!("1: Ann > {bob} = Cy"),
            format!("2: {bob} > Cy"),
            format!("3: {bob} > Ann"),
            "2: Ann".into()
        ]
    );
    assert_eq!((p.withdrawn.clone(), p.header["tie"].as_str()), (EntrySet::from([3]), "a b c d"));
    for part in [
        "line 1: a comment after `#` was skipped",
        "line 4: option `[tie]` was kept in the header and not used",
        "line 5: an id in parentheses before a ballot was skipped",
        "line 6: a ballot over several lines was read as one",
        "line 7: a skipped rank (`-`) was closed up",
        "line 10: a name without quotes was read to the end of its line",
        "line 11: a name with quotes inside was read up to its last quote",
        "line 12: text after a name was skipped",
        "line 15: text after the title was skipped",
    ] {
        assert!(notes(&p).iter().any(|n| n == part), "{part} in {:#?}", notes(&p));
    }
}
const PB: &str = "META\nkey;value\ndescription;\"Three; of them\"\nnum_projects;2\nnum_votes;2\nbudget;100.50\n\
                  vote_type;VOTE\nPROJECTS\nproject_id;cost;selected\np;60;1\nq;40.25;0\nVOTES\n";
#[test]
fn pabulib_of_every_vote_type() {
    let head = |kind: &str| PB.replace("vote_type;VOTE", &format!("vote_type;{kind}"));
    let p = poll("pb", &format!("{}voter_id;age;vote\n1;30;\"p,q\"\n2;;\n", head("approval")));
    let costs = p.costs.as_ref().unwrap();
    assert_eq!((costs.costs.as_slice(), costs.budget, costs.decimals), (&[6000, 4025][..], 10050, 2));
    assert_eq!(
        (p.entries.clone(), p.chosen.clone()),
        (vec!["p".into(), "q".into()], Some(EntrySet::from([0])))
    );
    assert_eq!(p.title.as_deref(), Some("Three; of them"));
    let AnyProfile::Approval(a) = &p.ballots else { panic!() };
    assert_eq!(a.ballots().map(|(b, _)| b.set().len()).collect::<Vec<_>>(), [2, 0]);

    let p = poll("pb", &format!("{}voter_id;vote\n1;q,p\n2;q\n", head("ordinal")));
    assert_eq!(rankings(&p), ["1: q > p", "1: q"]);
    let p = poll("pb", &format!("{}voter_id;vote;points\n1;q,p;3,0\n2;q;7\n", head("cumulative")));
    let AnyProfile::Points(x) = &p.ballots else { panic!() };
    let given: Vec<Vec<i64>> = x.ballots().map(|(b, _)| b.iter().map(|(_, v)| v).collect()).collect();
    assert_eq!(given, [vec![0, 3], vec![7]], "without `max_sum_points` there is no budget of points");
    let p = poll("pb", &format!("{}voter_id;vote;points\n1;q,p;3,-1\n2;q;0.5\n", head("scoring")));
    assert_eq!(scores(&p), ["p -1, q 3", "q 1/2"]);
    let p = poll("pb", &format!("{}voter_id;vote\n1;q\n2;p\n", head("choose-1")));
    assert_eq!(p.kind(), Kind::Approval);
    let p = poll("pb", &format!("{}voter_id;vote\n1;q,q\n2;p\n", head("approval")));
    assert_eq!(notes(&p), ["line 14: a project named again on one ballot was dropped there"]);
}
#[test]
fn csv_of_ranks() {
    let p = poll("csv", "count,rank1,rank2,rank3\n2,Ann,Bob | Cy,\n1,,Cy,overvote\n3,\"Dee, jr.\",Ann,Ann\n");
    assert_eq!(rankings(&p), ["2: Ann > Bob = Cy", "1: Cy", "3: Dee, jr. > Ann"]);
    assert_eq!(p.entries, ["Ann", "Bob", "Cy", "Dee, jr."]);
    assert_eq!(
        notes(&p),
        [
            "line 2: several entries in one rank (an overvote) were read as equal",
            "line 3: a skipped rank was closed up",
            "line 3: the label `overvote` names nobody and was read as a skipped rank",
            "line 4: an entry named again on one ballot was dropped there",
        ]
    );
    let p = poll("csv", "rank1;rank2\r\nAnn;Bob\r\n\r\nBob;\r\n");
    assert_eq!(rankings(&p), ["1: Ann > Bob", "1: Bob"]);
    let p = poll("csv", "ballot_id,rank,choice\nx,1,Ann\nx,3,Bob\ny,1,$UNDERVOTE\ny,2,Cy\n");
    assert_eq!(rankings(&p), ["1: Ann > Bob", "1: Cy"]);
}
#[test]
fn csv_of_marks() {
    let p = poll("csv", "X,Y,Z\n5,,-1.5\n,4,1/2\n");
    assert_eq!(scores(&p), ["X 5, Z -3/2", "Y 4, Z 1/2"]);
    let AnyProfile::Scores(s) = &p.ballots else { panic!() };
    // -1.5, 0.5, 4, 5: halves from -1.5 to 5.
    assert_eq!((s.form().step.to_string(), s.form().top), ("1/2".into(), 13));
    let p = poll("csv", "count\tX\n3\t1\n1\t\n");
    assert_eq!((scores(&p), p.ballots.total_voters()), (vec!["X 1".into(), String::new()], 4));
    let p = poll("csv", "voter,entry,value\nv1,X,5\nv2,Y,1\nv1,Y,0\n");
    assert_eq!(scores(&p), ["X 5, Y 0", "Y 1"]);
    let p = poll("csv", "voter,entry,value\nv1,X,block\nv2,X,abstain\n");
    assert_eq!(p.kind(), Kind::Consent);
    let p = poll("csv", "voter,X,Y\nv1,1,0\n");
    assert_eq!(
        (p.entries.as_slice(), scores(&p)),
        (&["X".to_owned(), "Y".to_owned()][..], vec!["X 1, Y 0".into()])
    );
    let p = poll("csv", "voter,first,second,answer\nv1,A,B,first\nv1,B,C,skip\nv2,B,A,draw\n");
    assert_eq!((p.kind(), p.ballots.total_voters()), (Kind::Pairs, 2));
}
#[test]
fn condorcet_files() {
    let p = poll(
        "cvotes",
        "#/Candidates: Ann ; Bob ; Cy\n#/Number of Seats: 2\n#/Implicit Ranking: true\n# words\n\
         Ann > Bob = Cy * 12\ntag || Bob ^ 2 # why\n/EMPTY_RANKING/ * 3\n",
    );
    assert_eq!(rankings(&p), ["12: Ann > Bob = Cy", "2: Bob", "3: "]);
    assert_eq!((p.seats, p.header["Implicit Ranking"].as_str()), (Some(2), "true"));
    assert_eq!(notes(&p), ["line 6: a ballot's weight was read as so many voters"]);
}
#[test]
fn no_entries_and_no_ballots_are_read_as_such() {
    for (format, text, entries) in [
        ("blt", "0 1\n0\n\"Nobody stands\"\n", 0),
        ("blt", "2 1\n0\n\"A\"\n\"B\"\n\"T\"\n", 2),
        ("soc", "# NUMBER ALTERNATIVES: 0\n", 0),
        ("soc", "# NUMBER ALTERNATIVES: 1\n# ALTERNATIVE NAME 1: A\n", 1),
        ("pb", "META\nbudget;1\nvote_type;approval\nPROJECTS\nproject_id;cost\nVOTES\nvoter_id;vote\n", 0),
        ("csv", "count,rank1\n", 0),
        ("csv", "voter,entry,value\n", 0),
        ("csv", "voter,first,second,answer\n", 0),
        ("csv", "X,Y\n", 2),
        ("cvotes", "", 0),
        ("cvotes", "#/Candidates: A ; B\n", 2),
    ] {
        let p = poll(format, text);
        assert_eq!((p.entries.len(), p.ballots.total_voters()), (entries, 0), "{format}: {text:?}");
    }
}
/// A CSV file has no end of its own: where its last line does not end, it may have been cut in the middle of a name.
#[test]
fn a_csv_file_that_may_be_cut_is_noted() {
    let text = "count,rank1,rank2\n4,Ann,Bob\n3,Bob,An";
    let said = "line 3: the last line has no line end; if the file was cut, its last field is too";
    assert_eq!(notes(&poll("csv", text)), [said]);
    assert_eq!(notes(&poll("csv", &format!("{text}n\n"))), [""; 0]);
}
/// One field a row: a line end alone says nothing, and between ballots it may have been meant to.
#[test]
fn an_empty_line_between_ballots_of_one_field_is_told() {
    let p = poll("csv", "rank1\nAnn\n\n\"\"\nBob\n\n");
    assert_eq!(p.ballots.total_voters(), 3);
    assert_eq!(notes(&p), ["line 3: an empty line was left out; a ballot that names nobody is written \"\""]);
    assert!(notes(&poll("csv", "rank1,rank2\nAnn,Bob\n\nBob,\n")).is_empty());
}
