package lumen.fusion.bridge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lumen.fusion.command.OperatorCommand;
import lumen.fusion.evidence.FusionEntries;
import lumen.runtime.evidence.EvidenceEntry;
import lumen.runtime.evidence.EvidenceValue;

/** What is entered of a command that was carried out. */
final class CommandEvidence {
  private static final double MICROS = 1e6;

  private CommandEvidence() {}

  static EvidenceEntry of(String tenant, OperatorCommand command) {
    if (command instanceof OperatorCommand.Note note) {
      return note(tenant, note);
    }
    List<EvidenceValue> values = new ArrayList<>();
    values.add(EvidenceValue.of("author", command.author()));
    if (command instanceof OperatorCommand.Release release && release.force()) {
      values.add(EvidenceValue.of("force", "true"));
    } else if (command instanceof OperatorCommand.Weights set) {
      values.add(EvidenceValue.of("ure", set.ure()));
      values.add(EvidenceValue.of("sensors", set.sensors()));
    } else if (command instanceof OperatorCommand.TickLimits limits) {
      values.add(EvidenceValue.of("min_tick_ms", limits.minMs()));
      values.add(EvidenceValue.of("max_tick_ms", limits.maxMs()));
    } else if (command instanceof OperatorCommand.Curves curves) {
      values.add(EvidenceValue.of("ki_base", curves.kiBase()));
    } else if (command instanceof OperatorCommand.Adapt adapt) {
      values.add(EvidenceValue.of("mode", adapt.word()));
      number("q", adapt.q(), values);
      number("r", adapt.r(), values);
    }
    return FusionEntries.control(
        tenant, command.effectiveMicros(), command.id(), command.type().word(), values);
  }

  private static EvidenceEntry note(String tenant, OperatorCommand.Note note) {
    List<EvidenceValue> values = new ArrayList<>();
    values.add(EvidenceValue.of("author", note.author()));
    values.add(EvidenceValue.of("text", note.text()));
    if (!note.refs().isEmpty()) {
      values.add(EvidenceValue.of("refs", String.join(", ", note.refs())));
    }
    note.span()
        .ifPresent(
            span -> {
              values.add(EvidenceValue.of("from", span.fromMicros() / MICROS));
              values.add(EvidenceValue.of("to", span.toMicros() / MICROS));
            });
    return FusionEntries.note(tenant, note.effectiveMicros(), note.id(), values);
  }

  /** What is entered of one that was not carried out, although it came in time. */
  static EvidenceEntry refused(String tenant, OperatorCommand command, String cause) {
    return FusionEntries.control(
        tenant,
        command.effectiveMicros(),
        command.id(),
        command.type().word() + " refused",
        List.of(EvidenceValue.of("author", command.author()), EvidenceValue.of("cause", cause)));
  }

  private static void number(String name, double given, List<EvidenceValue> values) {
    if (!Double.isNaN(given)) {
      values.add(EvidenceValue.of(name, given));
    }
  }

  /** Values in their order. */
  static List<EvidenceValue> values(Map<String, Double> values) {
    List<EvidenceValue> read = new ArrayList<>();
    values.forEach((name, value) -> read.add(EvidenceValue.of(name, value)));
    return read;
  }
}
