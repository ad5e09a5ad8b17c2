package lumen.ctl.drill.whole;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import lumen.terminal.Json;

/**
 * How the frames of a job that went through a drill differ from those of a replay. A frame's place
 * is its tenant and its step of the grid; only what lies within the void of a version that was
 * taken back may be told otherwise.
 *
 * @param lost places that only the replay has
 * @param more places that only the job has
 * @param doubled places that the job has told twice
 * @param other frames outside of every void that are told otherwise
 * @param inVoid frames within a void that are told otherwise
 * @param livedSum sha256 of the job's lines outside of every void, in their order
 * @param replayedSum of those of the replay
 */
record FrameDifference(
    long lost,
    long more,
    long doubled,
    long other,
    long inVoid,
    String livedSum,
    String replayedSum) {

  /**
   * A range of event time whose frames are not to be trusted.
   *
   * @param from seconds since the epoch
   * @param to the last, seconds since the epoch
   */
  record VoidRange(double from, double to) {
    boolean holds(double ts) {
      return ts >= from && ts <= to;
    }
  }

  /**
   * Compares them.
   *
   * @param lived lines of {@code frames.ndjson} of the job
   * @param replayed of the replay
   */
  static FrameDifference of(List<String> lived, List<String> replayed, List<VoidRange> voids)
      throws IOException {
    SortedMap<String, String> livedAt = new TreeMap<>();
    SortedMap<String, String> replayedAt = new TreeMap<>();
    List<String> livedKept = new ArrayList<>();
    List<String> replayedKept = new ArrayList<>();
    long doubled = place(lived, voids, livedAt, livedKept);
    place(replayed, voids, replayedAt, replayedKept);
    long lost = 0;
    long other = 0;
    long inVoid = 0;
    for (var frame : replayedAt.entrySet()) {
      String line = livedAt.get(frame.getKey());
      if (line == null) {
        lost++;
      } else if (!line.equals(frame.getValue())) {
        boolean isVoid = isVoid(Json.mapper().readTree(line), voids);
        other += isVoid ? 0 : 1;
        inVoid += isVoid ? 1 : 0;
      }
    }
    long more = livedAt.keySet().stream().filter(at -> !replayedAt.containsKey(at)).count();
    return new FrameDifference(
        lost, more, doubled, other, inVoid, sum(livedKept), sum(replayedKept));
  }

  /** Whether nothing differs but what may. */
  boolean none() {
    return lost == 0 && more == 0 && doubled == 0 && other == 0 && livedSum.equals(replayedSum);
  }

  private static long place(
      List<String> lines, List<VoidRange> voids, SortedMap<String, String> at, List<String> kept)
      throws IOException {
    long doubled = 0;
    for (String line : lines) {
      JsonNode frame = Json.mapper().readTree(line);
      String place = frame.path("tenant").asText() + " " + frame.path("grid").asLong();
      doubled += at.put(place, line) == null ? 0 : 1;
      if (!isVoid(frame, voids)) {
        kept.add(line);
      }
    }
    return doubled;
  }

  private static boolean isVoid(JsonNode frame, List<VoidRange> voids) {
    double ts = frame.path("ts").asDouble();
    return voids.stream().anyMatch(range -> range.holds(ts));
  }

  private static String sum(List<String> lines) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String line : lines) {
        digest.update((line + "\n").getBytes(UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
