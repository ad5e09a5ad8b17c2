package lumen.fusion.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lumen.event.CommandText;
import lumen.event.EventLimits;
import lumen.runtime.command.CommandFields;
import lumen.runtime.command.CommandHead;

/** Reads what a note says beside its head. */
final class NoteFields {
  static final int MAX_TEXT_CHARS = 4_000;
  static final int MAX_REFS = 50;
  static final int MAX_REF_CHARS = 512;

  private NoteFields() {}

  static Optional<OperatorCommand> read(CommandFields fields, CommandHead head) {
    String text = text(fields);
    List<String> refs = refs(fields);
    Optional<NoteSpan> span = span(fields);
    return fields.ifRight(() -> new OperatorCommand.Note(head, text, refs, span));
  }

  private static String text(CommandFields fields) {
    String text = fields.value("text").textValue();
    if (text == null || text.isBlank() || text.length() > MAX_TEXT_CHARS) {
      fields.refuse("text", "a text of 1..%d characters".formatted(MAX_TEXT_CHARS), "");
      return "";
    }
    return text;
  }

  private static List<String> refs(CommandFields fields) {
    JsonNode value = fields.value("refs");
    List<String> refs = new ArrayList<>();
    if (value.isMissingNode()) {
      return refs;
    }
    boolean right = value.isArray() && value.size() <= MAX_REFS;
    for (int i = 0; right && i < value.size(); i++) {
      String ref = value.get(i).textValue();
      right = ref != null && isRef(ref);
      refs.add(ref);
    }
    if (!right) {
      fields.refuse(
          "refs",
          "a list of up to %d texts of 1..%d characters without a comma or control characters"
              .formatted(MAX_REFS, MAX_REF_CHARS),
          "");
      return List.of();
    }
    return refs;
  }

  private static boolean isRef(String text) {
    return !text.isBlank()
        && text.length() <= MAX_REF_CHARS
        && text.chars().noneMatch(c -> c == ',' || Character.isISOControl(c));
  }

  private static Optional<NoteSpan> span(CommandFields fields) {
    boolean none = fields.value("from").isMissingNode() && fields.value("to").isMissingNode();
    if (none) {
      return Optional.empty();
    }
    long from = micros(fields, "from");
    long to = micros(fields, "to");
    if (from == CommandText.UNSTAMPED || to == CommandText.UNSTAMPED) {
      return Optional.empty();
    }
    if (from > to) {
      fields.wrong(
          "must have from <= to: from=%s to=%s"
              .formatted(
                  CommandFields.shown(fields.value("from")),
                  CommandFields.shown(fields.value("to"))));
      return Optional.empty();
    }
    return Optional.of(new NoteSpan(from, to));
  }

  private static long micros(CommandFields fields, String field) {
    long micros = CommandText.micros(fields.value(field));
    if (micros == CommandText.UNSTAMPED) {
      boolean millis =
          fields.value(field).isNumber()
              && fields.value(field).doubleValue() >= EventLimits.MAX_TS_SECONDS;
      fields.refuse(
          field,
          "epoch seconds above 0 and below 1e11, both from and to or neither",
          millis ? "; is it in milliseconds? divide by 1000" : "");
    }
    return micros;
  }
}
