package lumen.ctl.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import lumen.terminal.Json;

/** What the frames of a drill say of the faults, by event time. */
final class DrillFrames {
  /** After so long without a pause the sensors have statistics again, seconds. */
  private static final double STEADY_S = 8;

  /** Age at which the sensors, and a value of the reference engine, no longer count, seconds. */
  private static final double STALE_S = 3;

  /** Of {@code resample.target_hz}. */
  private static final double TARGET_HZ = 20;

  /** Of {@code window.rebalance_window_s}. */
  private static final double WINDOW_S = 6;

  /** How far the clocks of the rigs and of the frames may be apart, seconds. */
  private static final double SLACK_S = 0.7;

  private static final double PULL_S = 1;

  /**
   * Of so many frames one may differ: a machine that stands still for longer than {@code max_gap_s}
   * while a broker starts beside makes a pause that nobody injected.
   */
  private static final int STALLS = 10;

  /**
   * A step has no phase unless samples follow it for so long, seconds: half of the resampler's
   * filter (50 of 100 a second, from 50 Hz to 20) and of the band-pass (5 of 20).
   */
  private static final double SUPPORT_S = 0.75;

  private final DrillResult drill;

  DrillFrames(DrillResult drill) {
    this.drill = drill;
  }

  void showEveryFault() throws IOException {
    modesFollowTheFaults();
    deviceIsHeardWhileItIsThere();
    topicIsReadAgain();
  }

  /**
   * Frames for which the state of both sides is beyond doubt have the mode of that state; none is
   * left out.
   */
  private void modesFollowTheFaults() throws IOException {
    List<JsonNode> frames =
        drill.run().frames().stream()
            .filter(frame -> frame.path("tenant").asText().equals("stage"))
            .toList();
    Map<String, Integer> seen = new TreeMap<>();
    List<JsonNode> strays = new ArrayList<>();
    NavigableSet<Double> heard = new TreeSet<>(presence("osc", key -> true));
    JsonNode before = null;
    for (JsonNode frame : frames) {
      assertThat(before == null || follows(frame, before, heard))
          .as("no step is left out: %s, %s", before, frame)
          .isTrue();
      before = frame;
      Optional<String> mode = modeAt(frame.path("ts").asDouble());
      if (mode.isPresent()) {
        if (frame.path("mode").asText().equals(mode.get())) {
          seen.merge(mode.get(), 1, Integer::sum);
        } else {
          strays.add(frame);
        }
      }
    }
    int sure = seen.values().stream().mapToInt(Integer::intValue).sum();
    assertThat(strays)
        .as("frames of another mode than that of their state, beside %d", sure)
        .hasSizeLessThan(Math.max(1, sure / STALLS));
    assertThat(seen).as("frames by mode").containsKeys("fused", "ure_only", "sensors_only");
    double first = frames.get(0).path("ts").asDouble();
    double last = frames.get(frames.size() - 1).path("ts").asDouble();
    assertThat(last - first).as("seconds of frames").isGreaterThan(drill.seconds() - 20.0);
  }

  /**
   * A step has no frame only if no value of the reference engine holds and no channel has had a
   * value for a whole window.
   */
  private boolean follows(JsonNode frame, JsonNode before, NavigableSet<Double> heard) {
    if (frame.path("grid").asLong() == before.path("grid").asLong() + 1) {
      return true;
    }
    Double newest = heard.lower(frame.path("ts").asDouble());
    double leftOut = before.path("ts").asDouble() + 1 / TARGET_HZ;
    return newest != null
        && newest + WINDOW_S < leftOut + 1 / TARGET_HZ
        && !ureAt(leftOut).equals(Optional.of(true));
  }

  private Optional<String> modeAt(double ts) {
    Optional<Boolean> sensors = sensorsAt(ts);
    Optional<Boolean> ure = ureAt(ts);
    if (sensors.isEmpty() || ure.isEmpty()) {
      return Optional.empty();
    }
    String alone = ure.get() ? "ure_only" : "none";
    return Optional.of(sensors.get() ? ure.get() ? "fused" : "sensors_only" : alone);
  }

  /** Whether the OSC sensors count; empty where that is a matter of moments. */
  private Optional<Boolean> sensorsAt(double ts) {
    if (drill.osc().silent.cover(ts - STALE_S, ts + SLACK_S)) {
      return Optional.of(false);
    }
    boolean steady =
        ts - STEADY_S > drill.osc().begun()
            && !drill.osc().disturbed.touch(ts - STEADY_S, ts + SUPPORT_S + SLACK_S)
            && ts + SUPPORT_S + SLACK_S < drill.osc().ended();
    return steady ? Optional.of(true) : Optional.empty();
  }

  private Optional<Boolean> ureAt(double ts) {
    Double before = drill.ure().taken(ts - SLACK_S);
    Double newest = drill.ure().answers.floor(ts + SLACK_S);
    if (before != null && ts - before < STALE_S - PULL_S / 2) {
      return Optional.of(true);
    }
    return newest != null && ts - newest > STALE_S + SLACK_S
        ? Optional.of(false)
        : Optional.empty();
  }

  private void deviceIsHeardWhileItIsThere() throws IOException {
    List<Double> heard = presence("midi", MidiRig.KEY::equals);
    List<Spans.Span> plugged = drill.midi().plugged.all();
    assertThat(plugged).as("times that the device was there").hasSizeGreaterThan(1);
    double before = 0;
    for (Spans.Span span : plugged) {
      double from = before;
      assertThat(heard)
          .as("frames of the device while it was unplugged until %s", span)
          .noneMatch(ts -> from < ts && ts < span.from());
      assertThat(heard)
          .as("frames of the device while it was plugged in: %s", span)
          .anyMatch(ts -> span.from() < ts && ts < span.to());
      before = span.to() + STALE_S / 2;
    }
  }

  private void topicIsReadAgain() throws IOException {
    List<Double> heard = presence("east", "level"::equals);
    assertThat(drill.kafka().away.all()).as("times that the broker was away").isNotEmpty();
    for (Spans.Span span : drill.kafka().away.all()) {
      assertThat(heard)
          .as("frames of the topic after the broker was away: %s", span)
          .anyMatch(ts -> span.to() < ts && ts < span.to() + KafkaRig.BACK_S);
    }
  }

  /** Times at which such a channel has a value. */
  private List<Double> presence(String source, Predicate<String> keys) throws IOException {
    List<Double> times = new ArrayList<>();
    try (Stream<String> lines = Files.lines(drill.run().folder().resolve("channels.ndjson"))) {
      for (String line : (Iterable<String>) lines::iterator) {
        JsonNode channel = Json.mapper().readTree(line);
        if (channel.path("source").asText().equals(source)
            && keys.test(channel.path("key").asText())
            && channel.path("present").asBoolean()) {
          times.add(channel.path("ts").asDouble());
        }
      }
    }
    return times;
  }
}
