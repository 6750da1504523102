//! Names cannot become markup.
use super::{crowd, in_order, settlement};
use cocreate::{
    id::{EntryId, PersonId},
    report::{Account, Detail, Ids, Names},
};

#[test]
fn markdown_has_headings_lists_and_tables() {
    let text = Account::of(&settlement(crowd()), &Ids, Detail::Steps).markdown();
    in_order(
        &text,
        &[
            "# Settlement of contest threads-2026\n\n## How it ended\n\nThere are winners.\n",
            "\n| place | entry |\n| --- | --- |\n| 1 | fox |\n| 2 | elk |\n",
            "\n## Round 1\n",
            "\n### Poll crowd\n\nRule: mean-score (min\\_votes = 3).\n",
            "\n| 1 | fox | 13/3 (4.33..) | 3 |\n",
            "\n1. tie over who wins (at 0): 1 of fox, owl (2 ways); the published lot decided: \\{fox\\}\n",
            "\n#### Poll crowd, with the ballots that were set aside\n",
            "\n- elk was picked by host-1; the votes had it at place 3\n",
            "\n| ada | 400.00 EUR | fox | the prize of place 1 |\n",
        ],
    );
}

/// Everybody has this name.
struct All(&'static str);
impl Names for All {
    fn entry(&self, e: &EntryId) -> Option<String> {
        (e.as_str() == "fox").then(|| self.0.to_owned())
    }
    fn person(&self, p: &PersonId) -> Option<String> {
        (p.as_str() == "ada").then(|| self.0.to_owned())
    }
}
#[test]
fn signs_of_the_format_in_a_name_are_escaped() {
    // Each name, and how a table's cell shows it.
    let names = [
        ("*bold* _thin_ `code`", r"\*bold\* \_thin\_ \`code\`"),
        ("a | b", r"a \| b"),
        ("[click](http://x)", r"\[click\](http\://x)"),
        ("<script>", r"\<script\>"),
        ("&amp; ~gone~ # !", r"\&amp; \~gone\~ \# \!"),
        (r"back\slash", r"back\\slash"),
        ("- list", r"\- list"),
        ("12. list", r"12\. list"),
        ("v1.2", "v1.2"),
        ("www.example", r"www\.example"),
        ("mail@example", r"mail\@example"),
        ("$x$", r"\$x\$"),
        ("line\n# end", r"line \# end"),
    ];
    for (name, shown) in names {
        let text = Account::of(&settlement(crowd()), &All(name), Detail::Steps).markdown();
        let cell = format!("| {shown} | 400.00 EUR | {shown} |");
        assert!(text.contains(&cell), "`{cell}` is missing in\n{text}");
    }
}
