package lumen.ctl.governance;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import lumen.terminal.CommandFailure;
import lumen.watch.prometheus.Prometheus.Course;

/**
 * Values of counters by time, service, revision and instance, as {@code sample} lines of the
 * cumulative form.
 *
 * <p>A service whose requests nobody tells at a time is not told of at all then, whatever its cache
 * tells: else its silence would count as minutes that are well.
 */
final class ScrapedSamples {
  private static final long MICROS = 1_000_000;
  private static final BigDecimal MS = new BigDecimal(1000);

  /** Whose counters they are. */
  private record Source(String service, String revision, String instance)
      implements Comparable<Source> {
    @Override
    public int compareTo(Source other) {
      int byService = service.compareTo(other.service);
      int byRevision = revision.compareTo(other.revision);
      return byService != 0
          ? byService
          : byRevision != 0 ? byRevision : instance.compareTo(other.instance);
    }
  }

  /** What one told at a time. */
  private static final class Reading {
    final Map<String, Double> fields = new TreeMap<>();
    final SortedMap<BigDecimal, Double> buckets = new TreeMap<>();
    Double rest;
  }

  private final ScrapeQueries queries;
  private final SortedMap<Long, SortedMap<Source, Reading>> readings = new TreeMap<>();
  private long silent;
  private long uneven;

  ScrapedSamples(ScrapeQueries queries) {
    this.queries = queries;
  }

  /**
   * Takes what an expression gave.
   *
   * @throws CommandFailure where a series is none of a counter
   */
  void take(String field, List<Course> courses) {
    for (Course course : courses) {
      Source source = source(field, course);
      course
          .values()
          .forEach(
              (ts, value) -> {
                if (!Double.isNaN(value)) {
                  Reading reading =
                      readings
                          .computeIfAbsent(ts, t -> new TreeMap<>())
                          .computeIfAbsent(source, s -> new Reading());
                  put(field, course, value, reading);
                }
              });
    }
  }

  private Source source(String field, Course course) {
    String service =
        course.label("service").isEmpty() ? queries.service().orElse("") : course.label("service");
    if (service.isEmpty()) {
      throw CommandFailure.failed(
          "series must have a label service, or the file of queries a service: %s: %s"
              .formatted(field, course.labels()));
    }
    if (course.label("instance").isEmpty()) {
      throw CommandFailure.failed(
          ("series must have the label instance, since a sum of counters falls where one of them"
                  + " begins anew: %s: %s")
              .formatted(field, course.labels()));
    }
    return new Source(service, course.label("revision"), course.label("instance"));
  }

  private static void put(String field, Course course, double value, Reading reading) {
    boolean gauge = ScrapeQueries.GAUGES.contains(field);
    if (!gauge && !(value >= 0 && value == Math.rint(value))) {
      throw CommandFailure.failed(
          "must be the counter itself, whole and without rate() or increase(): %s: %s is %s"
              .formatted(field, course.labels(), value));
    }
    if (!field.equals(ScrapeQueries.BUCKETS)) {
      reading.fields.put(field, value);
    } else if (course.label("le").equals("+Inf")) {
      reading.rest = value;
    } else {
      try {
        reading.buckets.put(new BigDecimal(course.label("le")), value);
      } catch (NumberFormatException e) {
        throw CommandFailure.failed(
            "buckets must have the label le: %s: %s".formatted(field, course.labels()));
      }
    }
  }

  /**
   * The lines, in the order of time.
   *
   * @param stepS what each covers, s
   */
  List<String> lines(long stepS) {
    List<String> lines = new ArrayList<>();
    readings.forEach(
        (ts, bySource) -> {
          Set<String> serving = new HashSet<>();
          bySource.forEach(
              (source, reading) -> {
                if (reading.fields.containsKey("requests")) {
                  serving.add(source.service());
                }
              });
          bySource.forEach(
              (source, reading) -> {
                if (serving.contains(source.service())) {
                  lines.add(line(ts, stepS, source, reading));
                } else {
                  silent++;
                }
              });
        });
    return lines;
  }

  private String line(long ts, long stepS, Source source, Reading reading) {
    ServiceText line = new ServiceText("sample", ts * MICROS, source.service());
    line.raw("span_s", Long.toString(stepS));
    if (!source.revision().isEmpty()) {
      line.text("revision", source.revision());
    }
    line.text("form", "cumulative").text("instance", source.instance());
    for (String counter : ScrapeQueries.COUNTERS) {
      boolean asked = counter.equals("requests") || counter.startsWith("errors_");
      Double value = reading.fields.get(counter);
      if (value != null || asked) {
        line.raw(counter, whole(value == null ? 0 : value));
      }
    }
    if (reading.rest != null && !reading.buckets.isEmpty()) {
      latencies(reading, line);
    }
    for (String gauge : ScrapeQueries.GAUGES) {
      Double value = reading.fields.get(gauge);
      if (value != null) {
        line.raw(gauge, gauge.equals("up") ? Double.toString(value) : whole(Math.rint(value)));
      }
    }
    return line.end();
  }

  private void latencies(Reading reading, ServiceText line) {
    StringBuilder edges = new StringBuilder();
    StringBuilder counts = new StringBuilder();
    double before = 0;
    boolean rises = true;
    for (Map.Entry<BigDecimal, Double> bucket : reading.buckets.entrySet()) {
      edges.append(bucket.getKey().multiply(MS).stripTrailingZeros().toPlainString()).append(',');
      counts.append(whole(bucket.getValue() - before)).append(',');
      rises &= bucket.getValue() >= before;
      before = bucket.getValue();
    }
    rises &= reading.rest >= before;
    counts.append(whole(reading.rest - before));
    if (rises) {
      line.raw("latency_ms", "{\"le\":[%snull],\"n\":[%s]}".formatted(edges, counts));
    } else {
      uneven++;
    }
  }

  private static String whole(double value) {
    return Long.toString((long) value);
  }

  /** Readings that were left out since nobody told of requests then. */
  long silent() {
    return silent;
  }

  /** Histograms that were left out since a wider bucket held less than a narrower one. */
  long uneven() {
    return uneven;
  }
}
