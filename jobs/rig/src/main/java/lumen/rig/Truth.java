package lumen.rig;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What is true of a simulated recording. All times are seconds since the epoch.
 *
 * @param version of this format, {@value #VERSION}
 * @param seed seed of the rig
 * @param start first moment
 * @param end first moment after the recording
 * @param windowS window of the true phase figures; compare them with frames fused with the same
 *     window
 * @param lines counts of lines by what they are
 * @param garbage unreadable lines by kind
 * @param tenants the tenants
 */
@JsonPropertyOrder({"version", "seed", "start", "end", "window_s", "lines", "garbage", "tenants"})
public record Truth(
    int version,
    long seed,
    double start,
    double end,
    @JsonProperty("window_s") double windowS,
    Lines lines,
    Map<String, Long> garbage,
    List<Tenant> tenants) {

  /** Version of this format. */
  static final int VERSION = 2;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  /** How a group holds together. */
  public enum Expected {
    /** Coupled: high coherence. */
    @JsonProperty("locked")
    LOCKED,
    /** Each for itself: coherence near chance. */
    @JsonProperty("lost")
    LOST,
    /** On the way from one to the other. */
    @JsonProperty("changing")
    CHANGING
  }

  /**
   * Lines of the recording. {@code total = events + facts + late + garbage}.
   *
   * @param total all lines
   * @param events readable numeric lines that are in time, {@code duplicates} included
   * @param facts text lines
   * @param late numeric lines behind the out-of-orderness of 2 s
   * @param garbage lines to be rejected
   * @param duplicates lines with channel and time of the line before
   */
  public record Lines(
      long total, long events, long facts, long late, long garbage, long duplicates) {}

  /**
   * A span of time.
   *
   * @param from first moment inside
   * @param to first moment after it
   */
  public record Interval(double from, double to) {}

  /**
   * A part of a tenant's story.
   *
   * @param from first moment inside
   * @param to first moment after it
   * @param expected what holds in it
   * @param coherence median of the true phase locking over the windows inside it; null if none fits
   * @param phaseDiff median of the true mean |phase difference| over these windows, in cycles
   */
  public record Phase(
      double from,
      double to,
      Expected expected,
      Double coherence,
      @JsonProperty("phase_diff") Double phaseDiff) {}

  /**
   * A device clock. True time of a time stamp t is {@code t + offset_s + (t - t_first) ppm 1e-6}.
   *
   * @param offsetS offset of the first time stamp in seconds
   * @param ppm rate error in parts per million
   * @param corrected whether the configuration written with the rig corrects it
   */
  public record Clock(@JsonProperty("offset_s") double offsetS, double ppm, boolean corrected) {}

  /**
   * A sensor.
   *
   * @param source event source
   * @param key channel key
   * @param rateHz samples a second; null for taps
   * @param interpolation the one that suits it: linear or onset
   * @param delayS seconds by which it shows the movement late
   * @param weight weight in the written configuration
   * @param lagS delay against the weighted mean of the tenant: what the fusion should find
   * @param clock the device's clock
   * @param dead when it is silent
   * @param events lines of it that are in time
   * @param late lines of it that are late
   * @param spikes outliers among its samples
   */
  public record Channel(
      String source,
      String key,
      @JsonProperty("rate_hz") Double rateHz,
      String interpolation,
      @JsonProperty("delay_s") double delayS,
      double weight,
      @JsonProperty("lag_s") double lagS,
      Clock clock,
      List<Interval> dead,
      long events,
      long late,
      long spikes) {}

  /**
   * The pulse of a reference engine: {@code base_hz + swing_hz sin(2 pi (t - start)/swing_s)} Hz at
   * the time t, and the rate of every step that holds then.
   *
   * @param start when it began, with a tick
   * @param end first moment after it
   * @param baseHz mean rate without steps
   * @param swingHz by how much the rate swings, both ways
   * @param swingS period of the swing in seconds
   * @param steps steps of its tempo
   */
  public record Pulse(
      double start,
      double end,
      @JsonProperty("base_hz") double baseHz,
      @JsonProperty("swing_hz") double swingHz,
      @JsonProperty("swing_s") double swingS,
      List<Step> steps) {

    /** Rate in Hz at a time. */
    public double hz(double at) {
      double hz = baseHz + swingHz * StrictMath.sin(2 * StrictMath.PI * (at - start) / swingS);
      for (Step step : steps) {
        hz += at >= step.from() && at < step.to() ? step.hz() : 0;
      }
      return hz;
    }
  }

  /**
   * A step of the tempo.
   *
   * @param from first moment inside
   * @param to first moment after it
   * @param hz rate that is added meanwhile
   */
  public record Step(double from, double to, double hz) {}

  /**
   * A tenant.
   *
   * @param tenant its name
   * @param phases its story
   * @param reference whether a reference engine publishes for it
   * @param referenceSilent when that is silent
   * @param pulse its pulse, which goes on while it is silent; null without a reference engine
   * @param sensorsUntil when the last sensor stops
   * @param track time, true coherence, true phase difference, every 5 s
   * @param channels its sensors
   */
  public record Tenant(
      String tenant,
      List<Phase> phases,
      boolean reference,
      @JsonProperty("reference_silent") List<Interval> referenceSilent,
      Pulse pulse,
      @JsonProperty("sensors_until") double sensorsUntil,
      List<double[]> track,
      List<Channel> channels) {}

  /** Writes this as JSON. */
  public void write(Path file) throws IOException {
    JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), this);
  }

  /** Reads what {@link #write} wrote. */
  public static Truth read(Path file) throws IOException {
    Truth truth;
    try (var in = Files.newInputStream(file)) {
      truth = JSON.readValue(in, Truth.class);
    }
    if (truth.version() != VERSION) {
      throw new IOException(
          "truth version must be " + VERSION + ": version=" + truth.version() + " " + file);
    }
    return truth;
  }
}
