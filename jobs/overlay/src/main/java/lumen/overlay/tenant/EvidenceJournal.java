package lumen.overlay.tenant;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lumen.overlay.breaker.BreakerMove;
import lumen.overlay.gate.GateMove;
import lumen.overlay.gate.GateMove.Grounds;
import lumen.runtime.evidence.EvidenceEntry;
import lumen.runtime.evidence.EvidenceValue;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/**
 * Enters evidence of one tenant. Entries of one rule and time are told apart by a number behind
 * their id, from the second on.
 */
final class EvidenceJournal {
  private static final double MICROS = 1e6;

  private final String tenant;
  private final RouteOutputs out;
  private final Map<String, Integer> ofThisMoment = new TreeMap<>();
  private long momentMicros = Long.MIN_VALUE;

  EvidenceJournal(String tenant, RouteOutputs out) {
    this.tenant = tenant;
    this.out = out;
  }

  void write(StateWriter out) throws IOException {
    out.writeLong(momentMicros);
    out.writeInt(ofThisMoment.size());
    for (Map.Entry<String, Integer> rule : ofThisMoment.entrySet()) {
      out.writeText(rule.getKey());
      out.writeInt(rule.getValue());
    }
  }

  void read(StateReader in) throws IOException {
    momentMicros = in.readLong();
    for (int n = in.readCount(2 * Integer.BYTES); n > 0; n--) {
      ofThisMoment.put(in.readText(), in.readInt());
    }
  }

  void breaker(long micros, String overlay, BreakerMove move) {
    List<EvidenceValue> values =
        List.of(
            EvidenceValue.of("overlay", overlay),
            EvidenceValue.of("why", move.why()),
            EvidenceValue.whole("run", move.run()),
            EvidenceValue.whole("failed", move.failed()),
            EvidenceValue.whole("n", move.n()),
            EvidenceValue.whole("generation", move.generation()),
            EvidenceValue.whole("reopenings", move.reopenings()),
            time("until", move.untilMicros(), BreakerMove.NEVER));
    String rule = overlay + ':' + move.from().wireName() + '>' + move.to().wireName();
    enter(OverlayEvidence.BREAKER, micros, rule, "", values, "");
  }

  /**
   * Enters a move of a gate.
   *
   * @param why what made the release; empty of other moves
   */
  void gate(long micros, String scenario, String overlay, GateMove move, String why) {
    List<EvidenceValue> values = new ArrayList<>();
    values.add(EvidenceValue.of("gate", move.gate().wireName()));
    values.add(EvidenceValue.of("scenario", scenario));
    values.add(EvidenceValue.of("overlay", overlay));
    Grounds grounds = move.figures();
    if (grounds == null) {
      for (String name : List.of("n", "baseline_n", "figure", "bound", "limit", "baseline_slow")) {
        values.add(EvidenceValue.none(name));
      }
      values.add(EvidenceValue.of("why", why));
    } else {
      values.addAll(values(move, grounds));
    }
    String rule = String.join(":", move.gate().wireName(), scenario, overlay, move.action());
    String window = grounds == null ? "" : grounds.window();
    enter(OverlayEvidence.GATE, micros, rule, "", values, window);
  }

  private static List<EvidenceValue> values(GateMove move, Grounds grounds) {
    return List.of(
        EvidenceValue.whole("n", grounds.n()),
        EvidenceValue.whole("baseline_n", grounds.baselineN()),
        figure(move, "figure", grounds.figure()),
        figure(move, "bound", grounds.bound()),
        figure(move, "limit", grounds.limit()),
        grounds.baselineKnown()
            ? EvidenceValue.flag("baseline_slow", grounds.baselineSlow())
            : EvidenceValue.none("baseline_slow"));
  }

  /** Those of latency are counts and milliseconds. */
  private static EvidenceValue figure(GateMove move, String name, double value) {
    return switch (move.gate()) {
      case LATENCY -> EvidenceValue.whole(name, (long) value);
      case TOKENS, QUALITY -> EvidenceValue.of(name, value);
    };
  }

  /** Enters how many outcomes stayed away, or were of something else. */
  void outcomes(OverlayEvidence kind, long micros, long count, long waiting) {
    List<EvidenceValue> values =
        List.of(
            EvidenceValue.whole(kind.wireName(), count), EvidenceValue.whole("waiting", waiting));
    enter(kind, micros, kind.wireName(), "", values, "");
  }

  void blind(long micros, String what, long waiting, long lastOutcomeMicros) {
    List<EvidenceValue> values =
        List.of(
            EvidenceValue.whole("waiting", waiting),
            time("last_outcome", lastOutcomeMicros, FeedWatch.NONE));
    enter(OverlayEvidence.BLIND, micros, "blind:" + what, "", values, "");
  }

  void drift(long micros, String overlay, RolloutDrift.Found found) {
    List<EvidenceValue> values =
        List.of(
            EvidenceValue.of("overlay", overlay),
            EvidenceValue.whole("n", found.n()),
            EvidenceValue.whole("taken", found.taken()),
            EvidenceValue.of("share", (double) found.taken() / found.n()),
            EvidenceValue.of("rollout_percent", found.rolloutPercent()));
    enter(OverlayEvidence.DRIFT, micros, "drift:" + overlay, "", values, "60m");
  }

  void flags(long micros, String before, String after) {
    List<EvidenceValue> values =
        List.of(EvidenceValue.of("before", before), EvidenceValue.of("after", after));
    enter(OverlayEvidence.FLAGS, micros, "flags:" + after, "", values, "");
  }

  void control(long micros, String id, String author, String action) {
    List<EvidenceValue> values = List.of(EvidenceValue.of("author", author));
    enter(OverlayEvidence.CONTROL, micros, "control:" + id, action, values, "");
  }

  private static EvidenceValue time(String name, long micros, long never) {
    return micros == never ? EvidenceValue.none(name) : EvidenceValue.of(name, micros / MICROS);
  }

  private void enter(
      OverlayEvidence kind,
      long micros,
      String rule,
      String action,
      List<EvidenceValue> values,
      String window) {
    if (micros != momentMicros) {
      momentMicros = micros;
      ofThisMoment.clear();
    }
    int number = ofThisMoment.merge(rule, 1, Integer::sum);
    String id = EvidenceEntry.id(tenant, rule, micros) + (number == 1 ? "" : "#" + number);
    out.evidence(
        new EvidenceEntry(
            id, micros, tenant, kind.wireName(), rule, "", "", action, values, window));
  }
}
