//! `[[caveat]]`: where the scores of the data set are known to err.

use ideal_model::document::{ItemValue, Reader, Section};
use ideal_model::{Bias, Caveat, Names};

/// What is asked for where a caveat is not whole.
const HINT: &str = "[[caveat]] has `bias` (\"low\", \"high\" or \"unclear\") and `text.en`, \
                    `text.es`, `text.pt`";

/// The caveats, in the order of the file; one with a mistake in it is left out.
pub(super) fn caveats(r: &mut Reader, top: &mut Section) -> Vec<Caveat> {
    let mut out = Vec::new();
    let Some((items, _)) = r.list(top, "caveat") else { return out };
    for item in items {
        let ItemValue::Table(mut t) = item.value else {
            r.error(item.at, "wrong-type", "each caveat is a table, [[caveat]]").hint =
                Some(HINT.into());
            continue;
        };
        let named = t.has("bias");
        let bias = r.word(&mut t, "bias", Bias::ALL);
        if !named {
            r.error(item.at, "missing-key", "a caveat has no `bias`").hint = Some(HINT.into());
        }
        let text = r.names(&mut t, "text");
        if text == Names::default() {
            r.error(item.at, "missing-key", "a caveat has no `text`").hint = Some(HINT.into());
        }
        r.unknown_keys(t, &["bias", "text"], "[[caveat]]");
        out.extend(bias.filter(|_| text != Names::default()).map(|bias| Caveat { bias, text }));
    }
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn of(text: &str) -> (Vec<Caveat>, Vec<String>) {
        let mut r = Reader::new("assessment.toml");
        let mut top = r.parse(text).unwrap();
        let read = caveats(&mut r, &mut top);
        (read, r.findings.iter().map(|f| f.code.clone()).collect())
    }

    #[test]
    fn every_bias_is_read() {
        let (read, findings) =
            of("[[caveat]]\nbias = \"low\"\ntext.es = \"Cuba\"\n[[caveat]]\nbias = \
                                   \"unclear\"\ntext = \"all\"\n");
        assert!(findings.is_empty(), "{findings:?}");
        assert_eq!(read.iter().map(|c| c.bias).collect::<Vec<_>>(), [Bias::Low, Bias::Unclear]);
    }

    #[test]
    fn one_that_is_not_whole_is_said_and_left_out() {
        for (text, code) in [
            ("[[caveat]]\ntext.en = \"x\"", "missing-key"),
            ("[[caveat]]\nbias = \"high\"", "missing-key"),
            ("[[caveat]]\nbias = \"hihg\"\ntext.en = \"x\"", "unknown-word"),
            ("caveat = [1]", "wrong-type"),
        ] {
            let (read, findings) = of(text);
            assert_eq!((read.len(), findings.as_slice()), (0, &[code.to_owned()][..]), "{text}");
        }
        let (read, findings) = of("[[caveat]]\nbias = \"high\"\ntext.en = \"x\"\nwhy = 1");
        assert_eq!((read.len(), findings), (1, vec!["unknown-key".to_owned()]));
    }
}
