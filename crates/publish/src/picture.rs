//! Charts as pictures of pixels, for formats that hold no drawings.

use ideal_report::{Chart, palette};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use crate::error::PublishError;

/// Pixels of a picture in an inch of the page.
const DPI: f64 = 200.0;
/// Units of a drawing in an inch.
const UNITS: f64 = 96.0;
/// More pixels than this on one side is no chart of ours.
const MOST: f64 = 8_000.0;

/// A chart as a PNG, with its size on the page.
pub(crate) struct Picture {
    pub(crate) png: Vec<u8>,
    /// Width on the page, in inches.
    pub(crate) width: f64,
    /// Height on the page, in inches.
    pub(crate) height: f64,
}

impl Picture {
    /// Draws a chart as large as it is, or as fits into this width and height in inches.
    pub(crate) fn of(chart: &Chart, room: (f64, f64)) -> Result<Self, PublishError> {
        let fail = |problem: String| PublishError::Picture { chart: chart.name.clone(), problem };
        let mut options = Options { font_family: palette::FAMILY.to_owned(), ..Options::default() };
        for font in [palette::REGULAR_OTF, palette::BOLD_OTF] {
            options.fontdb_mut().load_font_data(font.to_vec());
        }
        let tree = Tree::from_str(&chart.svg, &options).map_err(|e| fail(e.to_string()))?;
        let size = tree.size();
        let (width, height) = (f64::from(size.width()) / UNITS, f64::from(size.height()) / UNITS);
        let scale = (room.0 / width).min(room.1 / height).min(1.0);
        let (width, height) = (width * scale, height * scale);
        let pixels = |inches: f64| (inches * DPI).round().clamp(1.0, MOST) as u32;
        let (columns, rows) = (pixels(width), pixels(height));
        let mut map =
            Pixmap::new(columns, rows).ok_or_else(|| fail("it has no size".to_owned()))?;
        map.fill(Color::WHITE);
        let to = Transform::from_scale(columns as f32 / size.width(), rows as f32 / size.height());
        resvg::render(&tree, to, &mut map.as_mut());
        let png = encoded(&map).map_err(|e| fail(e.to_string()))?;
        Ok(Picture { png, width, height })
    }
}

/// A chart as a PNG file on white paper, as large as it is: 200 pixels in an inch, of which its
/// drawing has 96 units. A chart that would have more than 8000 pixels on one side is drawn
/// smaller, so that it keeps its form. The same chart gives the same bytes.
///
/// # Errors
/// [`PublishError::Picture`] for a chart that is no drawing.
///
/// ```
/// let svg = r##"<svg xmlns="http://www.w3.org/2000/svg" width="96" height="48"/>"##;
/// let chart = ideal_report::Chart { name: "x.en".into(), svg: svg.into(), alt: "nothing".into() };
/// let png = ideal_publish::png(&chart)?;
/// assert_eq!(png[..4], *b"\x89PNG");
/// // Width and height, in the order of the network.
/// assert_eq!(png[16..24], [0, 0, 0, 200, 0, 0, 0, 100]);
/// # Ok::<(), ideal_publish::PublishError>(())
/// ```
pub fn png(chart: &Chart) -> Result<Vec<u8>, PublishError> {
    Picture::of(chart, (MOST / DPI, MOST / DPI)).map(|picture| picture.png)
}

/// A picture on white paper, so that nothing shines through, with its resolution.
fn encoded(map: &Pixmap) -> Result<Vec<u8>, png::EncodingError> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, map.width(), map.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let dots = (DPI / 0.0254).round() as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions {
        xppu: dots,
        yppu: dots,
        unit: png::Unit::Meter,
    }));
    let rgb: Vec<u8> = map.pixels().iter().flat_map(|p| [p.red(), p.green(), p.blue()]).collect();
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&rgb)?;
    writer.finish()?;
    Ok(out)
}
