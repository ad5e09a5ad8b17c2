package lumen.overlay.sink;

import java.util.HexFormat;
import lumen.runtime.lines.OutputForm;
import lumen.runtime.lines.ShownLine;
import lumen.runtime.lines.SortFields;
import lumen.runtime.lines.Steps;

/** Lines in the order of time, tenant and number. */
final class RouteLineForm implements OutputForm<RouteLine> {
  private static final long serialVersionUID = 1L;

  /** Every microsecond is a step. */
  static final Steps STEPS = new Micros();

  private static final class Micros implements Steps {
    private static final long serialVersionUID = 1L;

    @Override
    public long floorStep(long micros) {
      return micros;
    }

    @Override
    public long floorMicros(long step) {
      return step;
    }
  }

  @Override
  public String line(RouteLine line) {
    return line.text();
  }

  @Override
  public String tenant(RouteLine line) {
    return line.tenant();
  }

  @Override
  public long micros(RouteLine line, Steps steps) {
    return line.micros();
  }

  @Override
  public long step(RouteLine line) {
    return line.micros();
  }

  @Override
  public String id(RouteLine line) {
    return HexFormat.of().toHexDigits(line.number());
  }

  /** Its number stands in its place alone, which is kept beside it. */
  @Override
  public RouteLine read(String text) {
    ShownLine shown = ShownLine.of(text);
    return new RouteLine(shown.micros("ts"), shown.text("tenant"), 0, text);
  }

  @Override
  public SortFields sortedBy() {
    return SortFields.byTime("ts", "tenant");
  }
}
