//! An account as data: sections of plain text, before it is known how they are written.

/// A readable account.
///
/// Every text in it is plain and of one line: a writer escapes what its format would take for a sign of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// What it is of.
    pub title: String,
    /// In their order.
    pub sections: Vec<Section>,
}
/// A heading and what stands under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// 1 for the parts of the account, 2 and 3 for parts of those.
    pub level: u8,
    /// The heading.
    pub title: String,
    /// In their order.
    pub blocks: Vec<Block>,
}
/// A part of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A sentence or a few.
    Text(String),
    /// Things without an order.
    List(Vec<String>),
    /// Things in their order, from 1.
    Numbered(Vec<String>),
    /// Rows under a head, all of one length.
    Table {
        /// Names of the columns.
        head: Vec<&'static str>,
        /// Cells.
        rows: Vec<Vec<String>>,
    },
}
impl Section {
    pub(super) fn new(level: u8, title: impl Into<String>) -> Self {
        Self { level, title: title.into(), blocks: vec![] }
    }
    pub(super) fn say(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Text(text.into()));
    }
    /// Nothing if there is nothing to list.
    pub(super) fn list(&mut self, lines: Vec<String>) {
        if !lines.is_empty() {
            self.blocks.push(Block::List(lines));
        }
    }
    /// Nothing if there is nothing to list.
    pub(super) fn numbered(&mut self, lines: Vec<String>) {
        if !lines.is_empty() {
            self.blocks.push(Block::Numbered(lines));
        }
    }
    /// Nothing if there is no row.
    pub(super) fn table(&mut self, head: &[&'static str], rows: Vec<Vec<String>>) {
        if !rows.is_empty() {
            self.blocks.push(Block::Table { head: head.to_vec(), rows });
        }
    }
}
