//! An account as Markdown (`CommonMark` with tables).
use super::{Account, Block};
use std::fmt::Write;

impl Account {
    /// As Markdown with tables. Names cannot become markup: every sign of the format in them is escaped.
    pub fn markdown(&self) -> String {
        let mut out = String::new();
        put(&mut out, format_args!("# {}", escape(&self.title)));
        for s in &self.sections {
            put(&mut out, format_args!("\n{} {}", "#".repeat(usize::from(s.level) + 1), escape(&s.title)));
            s.blocks.iter().for_each(|b| block(&mut out, b));
        }
        out
    }
}
fn put(out: &mut String, line: std::fmt::Arguments<'_>) {
    writeln!(out, "{line}").expect("a string takes all that is written");
}
fn block(out: &mut String, b: &Block) {
    out.push('\n');
    match b {
        Block::Text(t) => put(out, format_args!("{}", escape(t))),
        Block::List(lines) => lines.iter().for_each(|l| put(out, format_args!("- {}", escape(l)))),
        Block::Numbered(lines) => {
            for (i, l) in lines.iter().enumerate() {
                put(out, format_args!("{}. {}", i + 1, escape(l)));
            }
        }
        Block::Table { head, rows } => {
            row(out, head.iter().map(|h| escape(h)));
            row(out, head.iter().map(|_| "---".to_owned()));
            for r in rows {
                row(out, r.iter().map(|c| escape(c)));
            }
        }
    }
}
fn row(out: &mut String, cells: impl Iterator<Item = String>) {
    put(out, format_args!("| {} |", cells.collect::<Vec<_>>().join(" | ")));
}
/// A plain text as one that Markdown shows as it is. A text never begins or ends a block: signs that count only at the
/// beginning of a line are escaped there.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    for (i, c) in text.char_indices() {
        let rest = &text[i..];
        let sign = "\\`*_{}[]<>#|~&!$@".contains(c)
            || (i == 0 && "-+=".contains(c))
            // A number with a point or bracket and a blank begins a list.
            || (i == digits && digits > 0 && ".)".contains(c) && rest[1..].chars().next().is_none_or(|n| n == ' '))
            // What browsers would take for an address.
            || (c == ':' && rest.starts_with("://"))
            || (c == '.' && text[..i].to_ascii_lowercase().ends_with("www"));
        if sign {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
