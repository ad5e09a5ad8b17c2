package lumen.watch.sampled;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import lumen.terminal.Json;

/**
 * Samples of frames, and of the control frames beside them, by the names that the job exports.
 *
 * <p>They are taken as a scrape every 5 s of event time takes them, between the moments at which
 * rules are evaluated (multiples of 15 s): each is the newest frame of the 5 s before it. Where no
 * frame came there is no sample. The run is asked at the last multiple of 15 s that it reached.
 */
public final class FrameSamples {
  private static final Map<String, String> OF_FRAMES =
      Map.of(
          "coherence", "fusion_coherence_level",
          "harmony", "fusion_harmony_index",
          "phase_diff", "fusion_phase_diff_mean",
          "entropy_ratio", "fusion_entropy_ratio",
          "sync_quality", "fusion_sync_quality",
          "q", "fusion_align_q",
          "r", "fusion_align_r");

  private static final Map<String, String> OF_CONTROL =
      Map.of(
          "sync_quality", "bridge_sync_quality",
          "entropy_ratio", "bridge_entropy_ratio",
          "tick_ms", "bridge_tick_ms");

  private static final String CONTROL = "control.ndjson";

  /** How far behind the begin of its 5 s a sample is taken, in ms. */
  private static final long BETWEEN_MS = 2_500;

  private final RunSamples samples = new RunSamples();
  private final Map<String, PhaseErrors> errors = new TreeMap<>();
  private final long sinceMs;
  private long lastMs = Long.MIN_VALUE;

  private FrameSamples(long sinceMs) {
    this.sinceMs = sinceMs;
  }

  /**
   * Reads a file of frames (a name that ends in .gz is unpacked) and {@code control.ndjson} beside
   * it, where there is one.
   *
   * @param sinceMs what is older, in ms since 1970, tells who had a bridge, and nothing else
   * @throws IOException if a file cannot be read, or a line of it is no frame: file and line
   */
  public static RunSamples read(Path frames, long sinceMs) throws IOException {
    if (!Files.isRegularFile(frames)) {
      throw new IOException("must be a file of frames: " + frames);
    }
    FrameSamples read = new FrameSamples(sinceMs);
    read.lines(frames, false);
    Path folder = frames.toAbsolutePath().getParent();
    for (String name : new String[] {CONTROL, CONTROL + ".gz"}) {
      if (Files.isRegularFile(folder.resolve(name))) {
        read.lines(folder.resolve(name), true);
        break;
      }
    }
    if (read.samples.isEmpty()) {
      return read.samples;
    }
    read.samples.endAt(Math.floorDiv(read.lastMs, RunSamples.RECORD_MS) * RunSamples.RECORD_MS);
    return read.samples;
  }

  private void lines(Path file, boolean ticks) throws IOException {
    try (InputStream bytes = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
      long number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          take(frame(line, file, number), ticks);
        }
      }
    }
  }

  private static JsonNode frame(String line, Path file, long number) throws IOException {
    try {
      JsonNode frame = Json.mapper().readTree(line);
      if (frame.path("ts").isNumber() && frame.path("tenant").isTextual()) {
        return frame;
      }
    } catch (JsonProcessingException e) {
      // Told below, with the place.
    }
    throw new IOException(
        "must be a frame with ts and tenant: file=%s line=%d".formatted(file, number));
  }

  private void take(JsonNode frame, boolean ticks) {
    long millis = Math.round(frame.path("ts").asDouble() * 1000);
    boolean counts = millis >= sinceMs;
    lastMs = Math.max(lastMs, millis);
    String tenant = frame.path("tenant").asText();
    long at =
        Math.floorDiv(millis + BETWEEN_MS - 1, RunSamples.RAW_MS) * RunSamples.RAW_MS + BETWEEN_MS;
    Map<String, String> names = ticks ? OF_CONTROL : OF_FRAMES;
    if (counts) {
      names.forEach((key, name) -> put(name, tenant, at, frame.path(key).asDouble(Double.NaN)));
    }
    if (ticks) {
      double error =
          errors
              .computeIfAbsent(tenant, any -> new PhaseErrors())
              .after(millis, frame.path("e").asDouble(Double.NaN));
      if (counts) {
        put("bridge_phase_diff_mean", tenant, at, error);
      }
      put("bridge_state", tenant, at, state(frame.path("state").asText()));
    }
  }

  private static double state(String name) {
    return name.matches("E[0-4]") ? name.charAt(1) - '0' : Double.NaN;
  }

  private void put(String name, String tenant, long at, double value) {
    if (Double.isFinite(value)) {
      samples.put(name, tenant, at, value);
    }
  }
}
