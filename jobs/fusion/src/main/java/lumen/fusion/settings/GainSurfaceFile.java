package lumen.fusion.settings;

import java.util.List;
import lumen.settings.Explanation.Row;
import lumen.settings.OwnFile;
import lumen.signal.gain.GainSurface;

/**
 * The checked content of {@code gain_surface.json}, which {@code lumenctl gains fit} writes.
 *
 * @param surface the surface, {@link GainSurface#NONE} without a file or with an error in it
 * @param rows the coefficients for explain
 */
record GainSurfaceFile(GainSurface surface, List<Row> rows) {
  /** Its name in a config folder. */
  static final String NAME = "gain_surface.json";

  /** The file in a catalogue. */
  static final OwnFile FILE =
      new OwnFile(
          NAME,
          """
          The proportional gain over entropy ratio E and phase difference P, kp = b0 + bx E + by P + \
          bxy E P, limited to the range of `kp_curve`; without the file kp follows `kp_curve`. Written \
          by `lumenctl gains fit`, see [tuning](tuning.md). JSON, at most 1 MiB, no other keys.

          | key | accepted | meaning |
          |---|---|---|
          | `b0`, `bx`, `by`, `bxy` | numbers from -1e6 to 1e6, all four | The coefficients. |
          | `r2` | a number from -1 to 1 | Share of the variance of kp that the fit explains. |
          | `condition` | a number from 1 to 30 | Condition number of the fit. |
          | `n` | a whole number from 12 | Rows of the fit. |
          | `e_range`, `p_range` | `[least, most]`, 0 to 1 and 0 to 0.5 | Where the rows lie. |
          | `fitted_from` | a list of `{file, sha256, rows}` | What the fit was made from. |
          """);

  /** No file: kp follows its curve. */
  static final GainSurfaceFile NONE =
      new GainSurfaceFile(
          GainSurface.NONE,
          List.of(new Row(NAME, "surface", "(none: kp follows kp_curve)", "", "default")));

  /** Copies the list. */
  GainSurfaceFile {
    rows = List.copyOf(rows);
  }
}
