package lumen.runtime.lines;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lumen.runtime.evidence.EvidenceEntry;
import lumen.runtime.evidence.EvidenceValue;

/** Entries of evidence, null where nothing is given. */
public final class EvidenceForm implements OutputForm<EvidenceEntry> {
  private static final long serialVersionUID = 1L;
  private static final double MICROS = 1e6;

  @Override
  public long micros(EvidenceEntry entry, Steps steps) {
    return entry.tsMicros();
  }

  @Override
  public long step(EvidenceEntry entry) {
    return entry.tsMicros();
  }

  @Override
  public String tenant(EvidenceEntry entry) {
    return entry.tenant();
  }

  @Override
  public String id(EvidenceEntry entry) {
    return entry.id();
  }

  @Override
  public SortFields sortedBy() {
    return SortFields.byTenant("ts", "id", "");
  }

  @Override
  public String line(EvidenceEntry entry) {
    return new JsonLine()
        .text("id", entry.id())
        .number("ts", entry.tsMicros() / MICROS)
        .text("tenant", entry.tenant())
        .text("kind", entry.kind())
        .text("rule", entry.rule())
        .text("risk", given(entry.risk()))
        .text("quote", given(entry.quote()))
        .text("action", given(entry.action()))
        .raw("values", values(entry.values()))
        .text("window", given(entry.window()))
        .end();
  }

  private static String values(List<EvidenceValue> values) {
    JsonLine json = new JsonLine();
    for (EvidenceValue value : values) {
      switch (value.form()) {
        case NUMBER -> json.number(value.name(), value.number());
        case WHOLE -> json.number(value.name(), (long) value.number());
        case FLAG -> json.flag(value.name(), value.number() != 0);
        case WORD -> json.text(value.name(), value.word());
      }
    }
    return json.end();
  }

  private static String given(String text) {
    return text.isEmpty() ? null : text;
  }

  @Override
  public EvidenceEntry read(String line) {
    ShownLine shown = ShownLine.of(line);
    List<EvidenceValue> values = new ArrayList<>();
    for (Map.Entry<String, JsonNode> value : shown.fields().path("values").properties()) {
      values.add(value(value.getKey(), value.getValue()));
    }
    return new EvidenceEntry(
        shown.text("id"),
        shown.micros("ts"),
        shown.text("tenant"),
        shown.text("kind"),
        shown.text("rule"),
        shown.text("risk"),
        shown.text("quote"),
        shown.text("action"),
        values,
        shown.text("window"));
  }

  private static EvidenceValue value(String name, JsonNode value) {
    if (value.isTextual()) {
      return EvidenceValue.of(name, value.textValue());
    }
    if (value.isIntegralNumber()) {
      return EvidenceValue.whole(name, value.longValue());
    }
    return value.isBoolean()
        ? EvidenceValue.flag(name, value.booleanValue())
        : EvidenceValue.of(name, value.asDouble(Double.NaN));
  }
}
