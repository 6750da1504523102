//! An account as plain text.
use super::{Account, Block};
use std::fmt::Write;

impl Account {
    /// As plain text, to be read in a terminal.
    pub fn text(&self) -> String {
        let mut out = String::new();
        heading(&mut out, &self.title, '=');
        for s in &self.sections {
            out.push('\n');
            match s.level {
                1 => heading(&mut out, &s.title, '-'),
                _ => put(&mut out, format_args!("{}", s.title)),
            }
            s.blocks.iter().for_each(|b| block(&mut out, b));
        }
        out
    }
}
fn put(out: &mut String, line: std::fmt::Arguments<'_>) {
    writeln!(out, "{line}").expect("a string takes all that is written");
}
fn heading(out: &mut String, title: &str, under: char) {
    put(out, format_args!("{title}"));
    put(out, format_args!("{}", under.to_string().repeat(title.chars().count())));
}
fn block(out: &mut String, b: &Block) {
    match b {
        Block::Text(t) => put(out, format_args!("{t}")),
        Block::List(lines) => lines.iter().for_each(|l| put(out, format_args!("- {l}"))),
        Block::Numbered(lines) => {
            let width = lines.len().to_string().len();
            for (i, l) in lines.iter().enumerate() {
                put(out, format_args!("{:>width$}. {l}", i + 1));
            }
        }
        Block::Table { head, rows } => table(out, head, rows),
    }
}
/// Columns as wide as their widest cell, in characters.
fn table(out: &mut String, head: &[&str], rows: &[Vec<String>]) {
    let cell = |row: &[String], i: usize| row.get(i).map_or(0, |c| c.chars().count());
    let width = |i: usize, h: &str| rows.iter().map(|r| cell(r, i)).max().unwrap_or(0).max(h.chars().count());
    let widths: Vec<usize> = head.iter().enumerate().map(|(i, h)| width(i, h)).collect();
    let mut line = |cells: &mut dyn Iterator<Item = &str>| {
        let padded: Vec<String> = cells.zip(&widths).map(|(c, w)| format!("{c:<w$}")).collect();
        put(out, format_args!("  {}", padded.join("  ").trim_end()));
    };
    line(&mut head.iter().copied());
    for r in rows {
        line(&mut r.iter().map(String::as_str));
    }
}
