package lumen.serve.live;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import lumen.serve.watch.PlainSample;

/** The rings of all tenants, and the pulse of all sources. Called by several threads. */
public final class LiveFeed {
  /** Points that are kept of a tenant. */
  public static final int MOST_POINTS = 3_000;

  /** Tenants that are kept; more are left out, and counted. */
  public static final int MOST_TENANTS = 100;

  private static final int MOST_SOURCES = 1_000;
  private static final long KEPT_MILLIS = 600_000;
  private static final double MICRO = 1e6;
  private static final String EMITTED = "fusion_frame_emitted_timestamp_seconds";
  private static final String CHANNEL = "fusion_nis";
  private static final String INGEST = "fusion_stream_ingest_total";

  private final long begun;
  private final Map<String, TenantRing> tenants = new TreeMap<>();
  private final Map<String, SourcePulse> sources = new TreeMap<>();
  private final Set<String> leftOut = new HashSet<>();
  private long number;

  /**
   * An empty one.
   *
   * @param begunMillis what tells it from the one before it
   */
  public LiveFeed(long begunMillis) {
    begun = begunMillis;
  }

  /** Whether samples of a name are of use here. */
  public static boolean takes(String name) {
    return LiveFigure.of(name) != null
        || name.equals(EMITTED)
        || name.equals(CHANNEL)
        || name.equals(INGEST);
  }

  /** Takes the samples of a moment. */
  public synchronized void take(long millis, List<PlainSample> samples) {
    number++;
    Map<String, LivePoint> points = new TreeMap<>();
    Map<String, Double> emitted = new TreeMap<>();
    Map<String, Set<String>> channels = new TreeMap<>();
    for (PlainSample sample : samples) {
      String tenant = sample.label("tenant");
      LiveFigure figure = LiveFigure.of(sample.name());
      if (figure != null) {
        points.computeIfAbsent(tenant, name -> LivePoint.none(number, millis))
                .values()[figure.place()] =
            (float) sample.value();
      } else if (sample.name().equals(EMITTED)) {
        emitted.merge(tenant, sample.value(), Math::max);
      } else if (sample.name().equals(CHANNEL)) {
        channels
            .computeIfAbsent(tenant, name -> new HashSet<>())
            .add(sample.label("source") + ' ' + sample.label("key"));
      } else if (sample.name().equals(INGEST)) {
        pulse(sample, millis);
      }
    }
    points.forEach(
        (tenant, point) ->
            ring(tenant, millis)
                .ifPresent(
                    ring ->
                        ring.add(
                            point,
                            emitted.getOrDefault(tenant, Double.NaN),
                            channels.getOrDefault(tenant, Set.of()))));
    tenants.values().forEach(ring -> ring.forgetBefore(millis - KEPT_MILLIS));
    tenants.values().removeIf(TenantRing::isEmpty);
  }

  private void pulse(PlainSample sample, long millis) {
    String source = sample.label("source");
    if (sources.containsKey(source) || sources.size() < MOST_SOURCES) {
      sources.computeIfAbsent(source, name -> new SourcePulse()).take(sample.value(), millis);
    }
  }

  private Optional<TenantRing> ring(String tenant, long millis) {
    if (!tenants.containsKey(tenant) && tenants.size() >= MOST_TENANTS) {
      if (leftOut.size() < MOST_SOURCES) {
        leftOut.add(tenant);
      }
      return Optional.empty();
    }
    return Optional.of(
        tenants.computeIfAbsent(tenant, name -> new TenantRing(MOST_POINTS, millis)));
  }

  /** When the newest frame of any tenant left the job, since the epoch; empty if none is known. */
  public synchronized Optional<Long> newestFrameMillis() {
    return tenants.values().stream().map(TenantRing::frameMillis).max(Long::compare);
  }

  /** The tenants that are kept. */
  public synchronized List<String> names() {
    return List.copyOf(tenants.keySet());
  }

  /**
   * Writes what is newer than a number, as fields of the object that is open.
   *
   * @param tenant the one whose points are told; empty: those of all
   */
  public synchronized void writeTo(
      JsonGenerator json, long after, Optional<String> tenant, long nowMillis) throws IOException {
    long from = after > number ? 0 : after;
    json.writeNumberField("begun", begun);
    json.writeNumberField("seq", number);
    json.writeNumberField("now", nowMillis);
    json.writeNumberField("tenants_left_out", leftOut.size());
    json.writeArrayFieldStart("names");
    for (String name : tenants.keySet()) {
      json.writeString(name);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("tenants");
    for (Map.Entry<String, TenantRing> entry : tenants.entrySet()) {
      if (tenant.isEmpty() || tenant.get().equals(entry.getKey())) {
        write(json, entry.getKey(), entry.getValue(), from, nowMillis);
      }
    }
    json.writeEndArray();
    json.writeArrayFieldStart("sources");
    for (Map.Entry<String, SourcePulse> entry : sources.entrySet()) {
      write(json, entry.getKey(), entry.getValue(), nowMillis);
    }
    json.writeEndArray();
  }

  private static void write(
      JsonGenerator json, String tenant, TenantRing ring, long after, long nowMillis)
      throws IOException {
    List<LivePoint> points = ring.after(after);
    json.writeStartObject();
    json.writeStringField("tenant", tenant);
    json.writeNumberField("channels", ring.channels());
    json.writeNumberField("frame_age_s", Math.max(0, nowMillis - ring.frameMillis()) / 1e3);
    json.writeArrayFieldStart("at");
    for (LivePoint point : points) {
      json.writeNumber(point.millis());
    }
    json.writeEndArray();
    json.writeObjectFieldStart("figures");
    for (LiveFigure figure : LiveFigure.values()) {
      if (points.stream().anyMatch(point -> !Float.isNaN(point.value(figure)))) {
        json.writeArrayFieldStart(figure.key());
        for (LivePoint point : points) {
          writeNumber(json, point.value(figure));
        }
        json.writeEndArray();
      }
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String source, SourcePulse pulse, long nowMillis)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("source", source);
    json.writeNumberField("events", pulse.events());
    json.writeNumberField("per_second", pulse.perSecond());
    json.writeNumberField("usual_gap_s", pulse.usualGapSeconds());
    if (pulse.roseMillis() > 0) {
      json.writeNumberField("silent_s", Math.max(0, nowMillis - pulse.roseMillis()) / 1e3);
    } else {
      json.writeNullField("silent_s");
    }
    json.writeEndObject();
  }

  private static void writeNumber(JsonGenerator json, float value) throws IOException {
    if (Float.isNaN(value) || Float.isInfinite(value)) {
      json.writeNull();
    } else {
      json.writeNumber(Math.rint(value * MICRO) / MICRO);
    }
  }
}
