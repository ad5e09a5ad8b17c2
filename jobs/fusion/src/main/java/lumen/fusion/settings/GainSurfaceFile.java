package lumen.fusion.settings;

import java.util.List;
import lumen.fusion.settings.Explanation.Row;
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
