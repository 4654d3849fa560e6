//! Enums whose variants are words of files, tables and documents.

/// Declares an enum with the word of each of its variants. The words stand in the declaration and
/// nowhere else: tables, JSON and messages write [`word`](crate::Verdict::word), and files are read
/// by the same list, `ALL`.
///
/// ```
/// ideal_model::words! {
///     /// How a figure came about.
///     pub enum Origin {
///         /// It was counted.
///         Counted = "counted",
///         /// It was guessed.
///         Guessed = "guessed",
///     }
/// }
///
/// assert_eq!(Origin::Guessed.word(), "guessed");
/// assert_eq!(Origin::from_word("counted"), Some(Origin::Counted));
/// ```
#[macro_export]
macro_rules! words {
    (
        $(#[$about:meta])*
        pub enum $name:ident {
            $($(#[$variant_about:meta])* $variant:ident = $word:literal,)+
        }
    ) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$variant_about])* $variant,)+
        }

        impl $name {
            /// All of them with their words, in the order of the declaration.
            pub const ALL: &'static [(&'static str, $name)] = &[$(($word, $name::$variant),)+];

            /// The word in files and tables.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self {
                    $($name::$variant => $word,)+
                }
            }

            /// The one with this word; none for any other text.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().find(|(w, _)| *w == word).map(|(_, value)| *value)
            }
        }

        $crate::written_as_word!($name);
    };
}

/// A type that has a `word` is written as it, in texts and documents alike.
#[macro_export]
macro_rules! written_as_word {
    ($name:ident) => {
        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.word())
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.word())
            }
        }
    };
}
