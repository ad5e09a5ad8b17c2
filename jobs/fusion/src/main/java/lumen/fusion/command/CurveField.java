package lumen.fusion.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lumen.runtime.command.CommandFields;
import lumen.runtime.command.Range;
import lumen.signal.gain.GainCurve;

/** Reads a curve of gains, a table of points. */
final class CurveField {
  private static final int MAX_POINTS = 10_000;

  private CurveField() {}

  /** A curve; empty after a finding. */
  static Optional<GainCurve> read(CommandFields fields, String field) {
    JsonNode value = fields.value(field);
    if (!value.isArray() || value.isEmpty() || value.size() > MAX_POINTS) {
      fields.refuse(
          field,
          "a table of points [x, y]",
          value.isObject() || value.isNumber() ? "; a curve is given whole, never patched" : "");
      return Optional.empty();
    }
    List<GainCurve.Point> points = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      Optional<GainCurve.Point> point = point(fields, field + '[' + i + ']', value.get(i));
      if (point.isEmpty()) {
        continue;
      }
      double before = points.isEmpty() ? -1 : points.get(points.size() - 1).x();
      if (!(point.get().x() > before)) {
        fields.wrong(
            "must increase in x: %s[%d]=%s after %s"
                .formatted(field, i, CommandFields.shown(value.get(i)), Range.text(before)));
      } else {
        points.add(point.get());
      }
    }
    return fields.ifRight(() -> new GainCurve(points));
  }

  private static Optional<GainCurve.Point> point(CommandFields fields, String at, JsonNode pair) {
    boolean right =
        pair.isArray()
            && pair.size() == 2
            && pair.get(0).isNumber()
            && pair.get(1).isNumber()
            && OperatorCommand.Curves.ENTROPY_RATIO.has(pair.get(0).doubleValue())
            && OperatorCommand.Curves.GAIN.has(pair.get(1).doubleValue());
    if (!right) {
      fields.wrong(
          "must be a point [x, y] with x in %s and y in %s: %s=%s"
              .formatted(
                  OperatorCommand.Curves.ENTROPY_RATIO,
                  OperatorCommand.Curves.GAIN,
                  at,
                  CommandFields.shown(pair)));
      return Optional.empty();
    }
    return Optional.of(new GainCurve.Point(pair.get(0).doubleValue(), pair.get(1).doubleValue()));
  }
}
