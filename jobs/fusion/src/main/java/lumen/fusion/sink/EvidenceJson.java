package lumen.fusion.sink;

import java.util.List;
import lumen.fusion.evidence.EvidenceEntry;
import lumen.fusion.evidence.EvidenceValue;

/** Entries of evidence as lines of JSON, keys in a fixed order; null where nothing is given. */
public final class EvidenceJson {
  private static final double MICROS = 1e6;

  private EvidenceJson() {}

  /** An entry; its place among the lines is its time, then its tenant, then its id. */
  public static OrderedLine line(EvidenceEntry entry) {
    String line =
        new JsonLine()
            .text("id", entry.id())
            .number("ts", entry.tsMicros() / MICROS)
            .text("tenant", entry.tenant())
            .text("kind", entry.kind().wireName())
            .text("rule", entry.rule())
            .text("risk", given(entry.risk()))
            .text("quote", given(entry.quote()))
            .text("action", given(entry.action()))
            .raw("values", values(entry.values()))
            .text("window", given(entry.window()))
            .end();
    return new OrderedLine(entry.tsMicros(), entry.tsMicros(), entry.tenant(), entry.id(), line);
  }

  private static String values(List<EvidenceValue> values) {
    JsonLine json = new JsonLine();
    for (EvidenceValue value : values) {
      if (value.word().isEmpty()) {
        json.number(value.name(), value.number());
      } else {
        json.text(value.name(), value.word());
      }
    }
    return json.end();
  }

  private static String given(String text) {
    return text.isEmpty() ? null : text;
  }
}
