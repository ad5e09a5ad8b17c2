package lumen.ctl.notes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import lumen.ctl.account.ObservedChannel;

/** Tells of tenants whose sources lie years apart: their clocks count from different epochs. */
final class EpochNotes {
  /** Recordings of one place may lie months apart; epochs lie years apart. */
  private static final long YEAR = 365 * 86_400_000_000L;

  private static final int NAMED = 3;

  /** When a source of a tenant has samples. */
  private record Span(String source, long from, long to) {
    Span and(Span other) {
      return new Span(source, Math.min(from, other.from), Math.max(to, other.to));
    }
  }

  private EpochNotes() {}

  static List<String> of(RunEnd run) {
    TreeMap<String, TreeMap<String, Span>> tenants = new TreeMap<>();
    for (ObservedChannel channel : run.channels()) {
      String source = channel.key().source();
      tenants
          .computeIfAbsent(channel.key().tenant(), t -> new TreeMap<>())
          .merge(
              source,
              new Span(
                  source,
                  channel.profile().stamps().fromMicros(),
                  channel.profile().stamps().toMicros()),
              Span::and);
    }
    List<String> notes = new ArrayList<>();
    tenants.forEach((tenant, spans) -> tenant(tenant, List.copyOf(spans.values()), notes));
    return notes;
  }

  /** Looks for the year or more at which no source has samples, though some do on either side. */
  private static void tenant(String tenant, List<Span> sources, List<String> notes) {
    List<Span> spans =
        sources.stream()
            .sorted(Comparator.comparingLong(Span::from).thenComparing(Span::source))
            .toList();
    long to = Long.MIN_VALUE;
    for (int i = 0; i < spans.size(); i++) {
      if (i > 0 && spans.get(i).from - to >= YEAR) {
        notes.add(note(tenant, spans.subList(0, i), spans.subList(i, spans.size())));
        return;
      }
      to = Math.max(to, spans.get(i).to);
    }
  }

  private static String note(String tenant, List<Span> before, List<Span> behind) {
    long apart = behind.get(0).from - before.get(0).from;
    String source = before.get(0).source;
    return ("tenant %s: %s from %s and %s from %s share no moment: their clocks count from different"
            + " epochs; if they began together, %s brings the former there")
        .formatted(
            tenant,
            names(before),
            time(before.get(0).from),
            names(behind),
            time(behind.get(0).from),
            SourceText.clock(source, "mode: fixed, offset_s: " + SourceText.seconds(apart)));
  }

  private static String names(List<Span> spans) {
    String named = spans.stream().limit(NAMED).map(Span::source).collect(Collectors.joining(", "));
    int more = spans.size() - NAMED;
    return (spans.size() == 1 ? "source " : "sources ")
        + named
        + (more > 0 ? " and %d more".formatted(more) : "");
  }

  private static String time(long micros) {
    return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L)).toString();
  }
}
