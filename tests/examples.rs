//! The examples of the library, each ending in assertions of its own.

#![allow(clippy::unwrap_used, clippy::expect_used)]

macro_rules! examples {
    ($($name:ident in $path:literal),+ $(,)?) => {
        $(
            #[path = $path]
            mod $name;
        )+

        mod run {
            $(
                #[test]
                fn $name() {
                    super::$name::main().unwrap();
                }
            )+
        }

        /// Every example that there is runs.
        #[test]
        fn none_is_left_out() {
            let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/crates/ideal/examples");
            let mut there: Vec<String> = std::fs::read_dir(folder)
                .unwrap()
                .map(|e| e.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
                .collect();
            there.sort_unstable();
            let mut here = vec![$(stringify!($name).to_owned()),+];
            here.sort_unstable();
            assert_eq!(there, here);
        }
    };
}

examples! {
    scores in "../crates/ideal/examples/scores.rs",
    evidence_frame in "../crates/ideal/examples/evidence_frame.rs",
    method_in_code in "../crates/ideal/examples/method_in_code.rs",
    one_weight in "../crates/ideal/examples/one_weight.rs",
    many_weightings in "../crates/ideal/examples/many_weightings.rs",
    own_quantiles in "../crates/ideal/examples/own_quantiles.rs",
    own_functions in "../crates/ideal/examples/own_functions.rs",
    own_index in "../crates/ideal/examples/own_index.rs",
    one_cell in "../crates/ideal/examples/one_cell.rs",
    charts in "../crates/ideal/examples/charts.rs",
    what_matters in "../crates/ideal/examples/what_matters.rs",
}
