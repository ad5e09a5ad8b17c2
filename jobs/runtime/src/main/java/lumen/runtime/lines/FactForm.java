package lumen.runtime.lines;

import lumen.event.Fact;

/** Text events. */
public final class FactForm implements LineForm<Fact> {
  private static final long serialVersionUID = 1L;
  private static final double MICROS = 1e6;

  @Override
  public String line(Fact fact) {
    JsonLine json =
        new JsonLine()
            .number("ts", fact.micros() / MICROS)
            .text("tenant", fact.tenant())
            .text("source", fact.source())
            .text("key", fact.key())
            .text("text", fact.text())
            .text("stream", fact.stream());
    return PositionFields.add(json, fact.position()).end();
  }

  @Override
  public String tenant(Fact fact) {
    return fact.tenant();
  }
}
