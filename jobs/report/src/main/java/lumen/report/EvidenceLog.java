package lumen.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The evidence of one tenant: how many entries of each kind, and the newest of them. */
final class EvidenceLog {
  /** Entries that a report lists. */
  static final int MOST_LISTED = 20;

  /** Transitions that a report lists. */
  static final int MOST_TRANSITIONS = 40;

  /** Entries of a kind that a report marks on the time axis. */
  static final int MOST_MARKS = 500;

  /**
   * One entry.
   *
   * @param ts its time in seconds since the epoch
   * @param kind what it is about
   * @param rule what made it
   * @param what what it says: risk, quote, action, cause
   * @param values what it rests on
   */
  record Entry(double ts, EntryKind kind, String rule, String what, String values) {}

  /** Limits of the tick in ms that an operator set from a moment on. */
  record Limits(double fromS, double minMs, double maxMs) {}

  private final Map<EntryKind, Long> counts = new EnumMap<>(EntryKind.class);
  private final Deque<Entry> newest = new ArrayDeque<>();
  private final Deque<Entry> transitions = new ArrayDeque<>();
  private final Map<EntryKind, Deque<Entry>> marks = new EnumMap<>(EntryKind.class);
  private final Deque<Limits> limits = new ArrayDeque<>();

  /** Takes an entry, not earlier than the one before. */
  void add(Entry entry) {
    counts.merge(entry.kind(), 1L, Long::sum);
    keep(newest, entry, MOST_LISTED);
    if (entry.kind() == EntryKind.STATE) {
      keep(transitions, entry, MOST_TRANSITIONS);
    }
    keep(marks.computeIfAbsent(entry.kind(), kind -> new ArrayDeque<>()), entry, MOST_MARKS);
  }

  private static <T> void keep(Deque<T> entries, T entry, int most) {
    entries.addLast(entry);
    if (entries.size() > most) {
      entries.removeFirst();
    }
  }

  /** Takes limits of the tick that an entry tells of. */
  void addLimits(Limits set) {
    keep(limits, set, MOST_MARKS);
  }

  long count(EntryKind kind) {
    return counts.getOrDefault(kind, 0L);
  }

  long count() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many there are of each kind that has any, such as {@code risk 12}. */
  List<String> counts() {
    return counts.entrySet().stream()
        .map(
            kind -> String.format(Locale.ROOT, "%s %,d", kind.getKey().wireName(), kind.getValue()))
        .toList();
  }

  /** The newest entries, oldest first. */
  List<Entry> newest() {
    return List.copyOf(newest);
  }

  /** The newest transitions, oldest first. */
  List<Entry> transitions() {
    return List.copyOf(transitions);
  }

  /** The newest entries of a kind, at most {@value #MOST_MARKS}, oldest first. */
  List<Entry> marks(EntryKind kind) {
    return marks.containsKey(kind) ? List.copyOf(marks.get(kind)) : List.of();
  }

  List<Limits> limits() {
    return List.copyOf(limits);
  }
}
