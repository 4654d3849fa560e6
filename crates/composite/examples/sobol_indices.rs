//! Which input a model hangs on: Sobol' indices of Ishigami's function, beside the exact ones.
//!
//! `cargo run -p ideal-composite --example sobol_indices`

use ideal_composite::sensitivity::{Design, IndexSpec, sobol_indices};
use std::f64::consts::PI;

/// Ishigami and Homma (1990), its inputs uniform on -pi..=pi.
fn model(u: &[f64; 3]) -> f64 {
    let [a, b, c] = u.map(|u| PI * (2.0 * u - 1.0));
    libm::sin(a) + 7.0 * libm::pow(libm::sin(b), 2.0) + 0.1 * libm::pow(c, 4.0) * libm::sin(a)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let design = Design::sobol(3, 4096, 1)?;
    let mut inputs = [0.0; 3];
    let outputs: Vec<f64> = (0..design.runs())
        .map(|run| {
            design.row(run, &mut inputs);
            model(&inputs)
        })
        .collect();
    let found = sobol_indices(&outputs, design.factors(), &IndexSpec::default())?;

    // First-order and total indices, exact to four decimals.
    let known = [(0.3139, 0.5576), (0.4424, 0.4424), (0.0, 0.2437)];
    for ((k, f), (first, total)) in (1..).zip(&found.factors).zip(known) {
        println!(
            "x{k}: first order {:.3} ({:.3} to {:.3}), total {:.3} ({:.3} to {:.3})",
            f.first_order, f.first_low, f.first_high, f.total, f.total_low, f.total_high
        );
        assert!((f.first_order - first).abs() < 0.01, "S{k}: {}", f.first_order);
        assert!((f.total - total).abs() < 0.01, "T{k}: {}", f.total);
    }
    Ok(())
}
