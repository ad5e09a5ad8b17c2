package lumen.report;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import lumen.report.SwitchTrack.Standing;

/** What the overlay job decided for a tenant, and what it learnt. */
final class DecidedTenant {
  /** Entries that a report lists. */
  static final int MOST_LISTED = 60;

  /** Moments that a report marks on the time axis. */
  static final int MOST_MARKS = 500;

  /** Overlays that have a curve, and lanes that have one. */
  static final int MOST_CURVES = 8;

  /** Kinds of evidence of which a busy tenant has an entry each minute. */
  private static final Set<String> OF_STEPS = Set.of("missing", "diverted");

  private static final int SPANS = 1_200;
  private static final int MOST_POINTS = 2_000;

  /** An entry of evidence. */
  record Entry(double ts, String kind, String rule, String action, String values) {}

  /** A moment on the time axis. */
  record Mark(double ts, String text) {}

  private final String name;
  private final double firstS;
  private final SortedMap<String, Long> given = new TreeMap<>();
  private final SortedMap<String, Long> because = new TreeMap<>();
  private final SortedMap<String, MinMaxEnvelope> rates = new TreeMap<>();
  private final SortedMap<String, Long> ofMinute = new TreeMap<>();
  private final SortedMap<String, SwitchTrack> breakers = new TreeMap<>();
  private final SortedMap<String, SwitchTrack> gates = new TreeMap<>();
  private final SortedMap<String, List<double[]>> tokens = new TreeMap<>();
  private final SortedMap<String, List<double[]>> quality = new TreeMap<>();
  private final SortedMap<Double, SortedMap<String, Long>> accounts = new TreeMap<>();
  private final SwitchTrack feed;
  private final Deque<Mark> orders = new ArrayDeque<>();
  private final Deque<Entry> newest = new ArrayDeque<>();
  private SwitchTrack flags;
  private String hashNow = "";
  private long flagSets;
  private long entries;
  private long ofSteps;
  private long opened;
  private long blocked;
  private long minute = Long.MIN_VALUE;
  private long firstMinute = Long.MAX_VALUE;

  DecidedTenant(String name, double firstS) {
    this.name = name;
    this.firstS = firstS;
    feed = new SwitchTrack(firstS, new Standing("state-E2", "heard"));
  }

  String name() {
    return name;
  }

  /** A decision, not earlier than the one before. */
  void decision(double ts, String overlay, String reason, String hash) {
    given.merge(overlay, 1L, Long::sum);
    because.merge(reason, 1L, Long::sum);
    long now = (long) Math.floor(ts / 60);
    if (now != minute) {
      flush();
      minute = now;
    }
    if (rates.size() < MOST_CURVES || rates.containsKey(overlay)) {
      rates.computeIfAbsent(overlay, key -> silentUntil(now));
      ofMinute.merge(overlay, 1L, Long::sum);
    }
    if (!hash.equals(hashNow)) {
      flagSets++;
      hashNow = hash;
      Standing standing = new Standing(flagSets % 2 == 1 ? "state-E1" : "mode-none", hash);
      if (flags == null) {
        flags = new SwitchTrack(ts, standing);
      } else {
        flags.turn(ts, standing);
      }
    }
  }

  /** The curve of an overlay that was given to nobody before. */
  private MinMaxEnvelope silentUntil(long now) {
    MinMaxEnvelope curve = new MinMaxEnvelope(SPANS);
    firstMinute = Math.min(firstMinute, now);
    if (firstMinute < now) {
      curve.hold(firstMinute, now, 0);
    }
    return curve;
  }

  /** Requests a second of the minute that is over. */
  private void flush() {
    if (minute == Long.MIN_VALUE) {
      return;
    }
    rates.forEach(
        (overlay, curve) -> curve.add(minute, (double) ofMinute.getOrDefault(overlay, 0L) / 60.0));
    ofMinute.clear();
  }

  /** Nothing more is decided. */
  void end() {
    flush();
    minute = Long.MIN_VALUE;
  }

  void entry(Entry entry) {
    if (OF_STEPS.contains(entry.kind())) {
      ofSteps++;
      return;
    }
    entries++;
    keep(newest, entry, MOST_LISTED);
    if (entry.kind().equals("control")) {
      keep(orders, new Mark(entry.ts(), entry.rule() + " " + entry.action()), MOST_MARKS);
    }
  }

  void breaker(double ts, String overlay, String to) {
    opened += to.equals("open") ? 1 : 0;
    Standing at =
        switch (to) {
          case "open" -> new Standing("state-E4", "open");
          case "half_open" -> new Standing("state-E3", "half open");
          case "held" -> new Standing("mode-none", "held");
          default -> new Standing("state-E2", "closed");
        };
    turn(breakers, overlay, new Standing("state-E2", "closed"), ts, at);
  }

  void gate(double ts, String gate, String to) {
    blocked += to.equals("block") ? 1 : 0;
    Standing at =
        switch (to) {
          case "block" -> new Standing("state-E4", "blocked");
          case "warn" -> new Standing("state-E3", "warns");
          default -> new Standing("state-E2", "ok");
        };
    turn(gates, gate, new Standing("state-E2", "ok"), ts, at);
  }

  private void turn(
      SortedMap<String, SwitchTrack> all, String key, Standing before, double ts, Standing to) {
    all.computeIfAbsent(key, one -> new SwitchTrack(Math.min(firstS, ts), before)).turn(ts, to);
  }

  void blind(double ts, boolean begins) {
    feed.turn(ts, begins ? new Standing("state-E4", "lost") : new Standing("state-E2", "heard"));
  }

  /** Figures of the longest window; NaN where there is none. */
  void verdict(double ts, String lane, double delta, double qualityDelta) {
    point(tokens, lane, ts, delta);
    point(quality, lane, ts, qualityDelta);
  }

  private static void point(
      SortedMap<String, List<double[]>> of, String lane, double ts, double value) {
    if (Double.isNaN(value) || (of.size() == MOST_CURVES && !of.containsKey(lane))) {
      return;
    }
    List<double[]> points = of.computeIfAbsent(lane, key -> new ArrayList<>());
    if (points.size() < MOST_POINTS) {
      points.add(new double[] {ts, value});
    }
  }

  /** Of the same {@code since} the last holds. */
  void account(double since, SortedMap<String, Long> counts) {
    accounts.put(since, counts);
  }

  private static <T> void keep(Deque<T> all, T one, int most) {
    all.addLast(one);
    if (all.size() > most) {
      all.removeFirst();
    }
  }

  SortedMap<String, Long> given() {
    return given;
  }

  SortedMap<String, Long> because() {
    return because;
  }

  long decided() {
    return given.values().stream().mapToLong(Long::longValue).sum();
  }

  SortedMap<String, MinMaxEnvelope> rates() {
    return rates;
  }

  SortedMap<String, SwitchTrack> breakers() {
    return breakers;
  }

  SortedMap<String, SwitchTrack> gates() {
    return gates;
  }

  SortedMap<String, List<double[]>> tokens() {
    return tokens;
  }

  SortedMap<String, List<double[]>> quality() {
    return quality;
  }

  SwitchTrack feed() {
    return feed;
  }

  /** The flags in force; null where nothing was decided. */
  SwitchTrack flags() {
    return flags;
  }

  List<Mark> orders() {
    return List.copyOf(orders);
  }

  /** The newest entries, oldest first. */
  List<Entry> newest() {
    return List.copyOf(newest);
  }

  long entries() {
    return entries;
  }

  /** Entries that only count outcomes of a step, and are not listed. */
  long ofSteps() {
    return ofSteps;
  }

  long opened() {
    return opened;
  }

  long blocked() {
    return blocked;
  }

  /** Accounts over all times since when, added up. */
  SortedMap<String, Long> account() {
    SortedMap<String, Long> sums = new TreeMap<>();
    accounts
        .values()
        .forEach(one -> one.forEach((key, count) -> sums.merge(key, count, Long::sum)));
    return sums;
  }
}
