/// What a piece of code is, as far as colors tell; each has a class of one letter in `css/component/code.css`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// A comment.
    Comment,
    /// Removed, in a patch.
    Deleted,
    /// An escape in a string: `\n`.
    Escape,
    /// The name of a function, where it is called or made.
    Function,
    /// Added, in a patch.
    Inserted,
    /// A keyword: `import`, `const`.
    Keyword,
    /// A number, `true`, `null`.
    Number,
    /// A string.
    String,
    /// A class or a type.
    Type,
    /// A variable of a shell: `$KEY`.
    Variable,
}

impl Class {
    /// Every class, in the order of the letters.
    pub const ALL: [Self; 10] = [
        Self::Comment,
        Self::Deleted,
        Self::Escape,
        Self::Function,
        Self::Inserted,
        Self::Keyword,
        Self::Number,
        Self::String,
        Self::Type,
        Self::Variable,
    ];

    /// The class in HTML: `k`.
    pub fn letter(self) -> char {
        match self {
            Self::Comment => 'c',
            Self::Deleted => 'd',
            Self::Escape => 'e',
            Self::Function => 'f',
            Self::Inserted => 'i',
            Self::Keyword => 'k',
            Self::Number => 'n',
            Self::String => 's',
            Self::Type => 't',
            Self::Variable => 'v',
        }
    }

    /// Returns the class of a letter.
    pub fn of_letter(letter: char) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.letter() == letter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_has_a_letter_of_its_own() {
        for class in Class::ALL {
            assert_eq!(Class::of_letter(class.letter()), Some(class));
        }
        assert!(Class::ALL.is_sorted_by_key(|class| class.letter()));
    }
}
