package lumen.runtime.lines;

import java.util.HexFormat;

/** Lines in the order of time, tenant and number. */
public final class ToldLineForm implements OutputForm<ToldLine> {
  private static final long serialVersionUID = 1L;

  /** Every microsecond is a step. */
  public static final Steps STEPS = new Micros();

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
  public String line(ToldLine line) {
    return line.text();
  }

  @Override
  public String tenant(ToldLine line) {
    return line.tenant();
  }

  @Override
  public long micros(ToldLine line, Steps steps) {
    return line.micros();
  }

  @Override
  public long step(ToldLine line) {
    return line.micros();
  }

  @Override
  public String id(ToldLine line) {
    return HexFormat.of().toHexDigits(line.number());
  }

  /** Its number stands in its place alone, which is kept beside it. */
  @Override
  public ToldLine read(String text) {
    ShownLine shown = ShownLine.of(text);
    return new ToldLine(shown.micros("ts"), shown.text("tenant"), 0, text);
  }

  @Override
  public SortFields sortedBy() {
    return SortFields.byTime("ts", "tenant");
  }
}
