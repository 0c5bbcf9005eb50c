//! A leaf: what a template came to, block by block. HTML shows its markup, PDF sets its blocks; neither knows more than the other.

use roxmltree::{Document, Node};

use super::DocumentFault;

/// A leaf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Leaf {
    /// The markup of the article.
    pub markup: String,
    /// The same, as blocks.
    pub blocks: Vec<Block>,
}

/// A block of a leaf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    /// The name of the document.
    Title(String),
    /// A heading within it.
    Heading(String),
    /// A paragraph.
    Paragraph(Class, String),
    /// A table, row by row.
    Table(Vec<Vec<Cell>>),
    /// A numbered list.
    List(Vec<String>),
}

/// How a paragraph stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Indented by two signs.
    Body,
    /// The document's number, in the middle.
    Number,
    /// From the edge: whom it addresses.
    Plain,
    /// To the right: the date.
    Right,
    /// What is to be signed, with a rule behind it.
    Sign,
    /// Whose seal goes here.
    Seal,
    /// Small print.
    Note,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    /// Whether it says what its neighbours are.
    pub is_head: bool,
    /// Its text.
    pub text: String,
}

impl Leaf {
    /// Reads what a template came to.
    pub fn read(body: &str) -> Result<Self, DocumentFault> {
        let markup = format!("<article>{}</article>", printable(body));
        let document = Document::parse(&markup)?;
        let blocks = blocks(&document)?;
        Ok(Self { markup, blocks })
    }

    /// The name of the document.
    pub fn title(&self) -> &str {
        let title = |block: &'_ Block| matches!(block, Block::Title(_));
        match self.blocks.iter().find(|block| title(block)) {
            Some(Block::Title(title)) => title,
            Some(_) | None => "",
        }
    }
}

/// Without the signs that no paper shows: controls, marks that turn the direction of writing, and what XML does not know.
fn printable(text: &str) -> String {
    let shown = |sign: &char| match sign {
        '\n' => true,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => false,
        sign => !sign.is_control(),
    };
    text.chars().filter(shown).collect()
}

fn blocks(document: &Document<'_>) -> Result<Vec<Block>, DocumentFault> {
    let mut blocks = Vec::new();
    for node in document.root_element().children() {
        if node.is_element() {
            blocks.push(block(node)?);
        } else if node.is_text() && node.text().is_some_and(|text| !text.trim().is_empty()) {
            return Err(unset(node, "text outside a block"));
        }
    }
    Ok(blocks)
}

fn block(node: Node<'_, '_>) -> Result<Block, DocumentFault> {
    match node.tag_name().name() {
        "h1" => Ok(Block::Title(text(node)?)),
        "h2" => Ok(Block::Heading(text(node)?)),
        "p" => Ok(Block::Paragraph(class(node)?, text(node)?)),
        "ol" => Ok(Block::List(each(node, &["li"], text)?)),
        "table" => Ok(Block::Table(each(node, &["tr"], row)?)),
        other => Err(unset(node, other)),
    }
}

fn class(node: Node<'_, '_>) -> Result<Class, DocumentFault> {
    match node.attribute("class") {
        None => Ok(Class::Body),
        Some("number") => Ok(Class::Number),
        Some("plain") => Ok(Class::Plain),
        Some("right") => Ok(Class::Right),
        Some("sign") => Ok(Class::Sign),
        Some("seal") => Ok(Class::Seal),
        Some("note") => Ok(Class::Note),
        Some(other) => Err(unset(node, other)),
    }
}

fn row(node: Node<'_, '_>) -> Result<Vec<Cell>, DocumentFault> {
    each(node, &["th", "td"], |cell| {
        Ok(Cell {
            is_head: cell.has_tag_name("th"),
            text: text(cell)?,
        })
    })
}

/// The children of an element, which are all of these names.
fn each<'a, 'i, T>(
    node: Node<'a, 'i>,
    names: &[&str],
    read: impl Fn(Node<'a, 'i>) -> Result<T, DocumentFault>,
) -> Result<Vec<T>, DocumentFault> {
    let elements = node.children().filter(Node::is_element);
    let known = |child: Node<'a, 'i>| {
        if names.contains(&child.tag_name().name()) {
            read(child)
        } else {
            Err(unset(child, child.tag_name().name()))
        }
    };
    elements.map(known).collect()
}

/// The text of an element without elements, trimmed line by line.
fn text(node: Node<'_, '_>) -> Result<String, DocumentFault> {
    if let Some(child) = node.children().find(Node::is_element) {
        return Err(unset(child, child.tag_name().name()));
    }
    let text: String = node.children().filter_map(|child| child.text()).collect();
    Ok(text.trim().lines().map(str::trim).collect::<Vec<_>>().join("\n"))
}

fn unset(node: Node<'_, '_>, what: &str) -> DocumentFault {
    let place = node.document().text_pos_at(node.range().start);
    DocumentFault::Unset {
        what: what.to_owned(),
        line: place.row,
    }
}
