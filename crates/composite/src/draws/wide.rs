//! Functions compiled once per instruction set and chosen at run time.

/// Declares a function whose body is compiled for every instruction set that `pulp` knows, and
/// calls the widest one the machine has. The body sits in a method that is always inlined; a
/// closure would do for the reader but not for the compiler, which leaves larger ones outside the
/// wide region.
macro_rules! wide {
    ($(#[$doc:meta])* $vis:vis fn $name:ident<$life:lifetime>($($arg:ident: $ty:ty),* $(,)?) -> $out:ty $body:block) => {
        $(#[$doc])*
        $vis fn $name<$life>($($arg: $ty),*) -> $out {
            struct Kernel<$life> {
                $($arg: $ty,)*
                life: std::marker::PhantomData<&$life ()>,
            }
            impl<$life> pulp::WithSimd for Kernel<$life> {
                type Output = $out;

                #[inline(always)]
                fn with_simd<S: pulp::Simd>(self, _: S) -> $out {
                    let Self { $($arg,)* life: _ } = self;
                    $body
                }
            }
            pulp::Arch::new().dispatch(Kernel { $($arg,)* life: std::marker::PhantomData })
        }
    };
}

pub(crate) use wide;
