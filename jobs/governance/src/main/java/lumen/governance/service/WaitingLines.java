package lumen.governance.service;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import lumen.governance.part.ChangedParts;
import lumen.governance.part.LedgerPart;
import lumen.governance.part.LinePart;
import lumen.governance.record.ServiceLine;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/** Lines whose step is not closed, by the end of their step. */
final class WaitingLines {
  private static final Comparator<Waiting> ORDER =
      Comparator.comparingLong((Waiting waiting) -> waiting.line().micros())
          .thenComparing(Waiting::stream);

  private final NavigableMap<Long, List<Waiting>> byStep = new TreeMap<>();
  private boolean changed;

  private record Waiting(String stream, ServiceLine line) {}

  void add(long end, String stream, ServiceLine line) {
    byStep.computeIfAbsent(end, e -> new ArrayList<>()).add(new Waiting(stream, line));
    changed = true;
  }

  boolean isEmpty() {
    return byStep.isEmpty();
  }

  /** How many wait. */
  int lines() {
    return byStep.values().stream().mapToInt(List::size).sum();
  }

  /** The end of the first step that has any. */
  long firstStep() {
    return byStep.firstKey();
  }

  /** Those of a step, by time, stream and place; they wait no more. */
  List<ServiceLine> take(long end) {
    List<Waiting> its = byStep.remove(end);
    if (its == null) {
      return List.of();
    }
    changed = true;
    return its.stream().sorted(ORDER).map(Waiting::line).toList();
  }

  /** Hands over the part, if it changed. */
  void drain(ChangedParts parts) {
    if (changed) {
      parts.put(
          LedgerPart.WAITING, LedgerPart.WAITING.key(), byStep.isEmpty() ? null : this::write);
      changed = false;
    }
  }

  private void write(StateWriter out) throws IOException {
    out.writeInt(byStep.size());
    for (Map.Entry<Long, List<Waiting>> step : byStep.entrySet()) {
      out.writeLong(step.getKey());
      out.writeInt(step.getValue().size());
      for (Waiting waiting : step.getValue()) {
        out.writeText(waiting.stream());
        LinePart.write(waiting.line(), out);
      }
    }
  }

  void read(String service, StateReader in) throws IOException {
    for (int steps = in.readCount(Long.BYTES + Integer.BYTES); steps > 0; steps--) {
      List<Waiting> its = byStep.computeIfAbsent(in.readLong(), e -> new ArrayList<>());
      for (int n = in.readCount(Integer.BYTES); n > 0; n--) {
        its.add(new Waiting(in.readText(), LinePart.read(service, in)));
      }
    }
  }
}
