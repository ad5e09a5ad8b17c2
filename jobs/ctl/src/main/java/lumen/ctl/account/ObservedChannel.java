package lumen.ctl.account;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.stream.LongStream;
import lumen.event.ChannelKey;
import lumen.signal.profile.ProfileFigures;
import lumen.signal.profile.ProfileFigures.Levels;
import lumen.signal.profile.ProfileFigures.Phases;
import lumen.signal.profile.ProfileFigures.Stamps;

/**
 * What the samples of a channel were like over a run.
 *
 * @param key its name
 * @param conditioning how they were conditioned
 * @param profile their figures
 */
public record ObservedChannel(
    ChannelKey key, ChannelConditioning conditioning, ProfileFigures profile) {
  private static final double MICROS = 1e6;
  private static final int SKETCH = 16;

  static ObservedChannel of(JsonNode record) {
    JsonNode profile = record.path("profile");
    return new ObservedChannel(
        new ChannelKey(
            record.path("tenant").asText(),
            record.path("source").asText(),
            record.path("key").asText()),
        ChannelConditioning.of(profile),
        new ProfileFigures(
            stamps(profile),
            new Levels(
                profile.path("distinct").asInt(),
                profile.path("changes").asLong(),
                profile.path("least").asDouble(),
                profile.path("greatest").asDouble()),
            doubles(profile.path("octaves")),
            hashes(profile.path("sketch")),
            new Phases(
                profile.path("steps").asLong(),
                profile.path("phases").asLong(),
                profile.path("envelope_squares").asDouble())));
  }

  private static Stamps stamps(JsonNode profile) {
    return new Stamps(
        profile.path("samples").asLong(),
        profile.path("equal").asLong(),
        profile.path("from_micros").asLong(),
        profile.path("to_micros").asLong(),
        profile.path("pauses").asLong(),
        profile.path("paused_micros").asLong(),
        profile.path("quantum_micros").asLong(),
        profile.path("nominal_intervals").asLong(),
        profile.path("nominal_micros").asLong());
  }

  private static double[] doubles(JsonNode array) {
    double[] values = new double[array.size()];
    Arrays.setAll(values, i -> array.get(i).asDouble());
    return values;
  }

  private static long[] hashes(JsonNode array) {
    long[] values = new long[array.size()];
    Arrays.setAll(values, i -> Long.parseUnsignedLong(array.get(i).asText(), 16));
    return values;
  }

  /** Both as one, where the channel fell silent between them; this is the earlier. */
  ObservedChannel and(ObservedChannel later) {
    return new ObservedChannel(key, later.conditioning, joined(profile, later.profile));
  }

  private static ProfileFigures joined(ProfileFigures a, ProfileFigures b) {
    Stamps s = a.stamps();
    Stamps t = b.stamps();
    return new ProfileFigures(
        new Stamps(
            s.samples() + t.samples(),
            s.equal() + t.equal(),
            s.fromMicros(),
            t.toMicros(),
            s.pauses() + t.pauses() + 1,
            s.pausedMicros() + t.pausedMicros() + t.fromMicros() - s.toMicros(),
            Math.min(s.quantumMicros(), t.quantumMicros()),
            s.nominalIntervals() + t.nominalIntervals(),
            s.nominalMicros() + t.nominalMicros()),
        new Levels(
            Math.max(a.levels().distinct(), b.levels().distinct()),
            a.levels().changes() + b.levels().changes(),
            Math.min(a.levels().least(), b.levels().least()),
            Math.max(a.levels().greatest(), b.levels().greatest())),
        weighted(a.octaves(), s.samples(), b.octaves(), t.samples()),
        LongStream.concat(Arrays.stream(a.sketch()), Arrays.stream(b.sketch()))
            .sorted()
            .distinct()
            .limit(SKETCH)
            .toArray(),
        new Phases(
            a.phases().steps() + b.phases().steps(),
            a.phases().phases() + b.phases().phases(),
            a.phases().envelopeSquares() + b.phases().envelopeSquares()));
  }

  /** Means of octaves; what one of them has not is taken from the other. */
  private static double[] weighted(double[] a, long of, double[] b, long by) {
    double[] longer = a.length >= b.length ? a : b;
    double[] mean = longer.clone();
    for (int i = 0; i < Math.min(a.length, b.length); i++) {
      mean[i] = (a[i] * of + b[i] * by) / (of + by);
    }
    return mean;
  }

  /** Name for a person: tenant, source and key. */
  public String name() {
    return key.tenant() + "/" + key.source() + "/" + key.key();
  }

  /** Mean interval of the samples without pauses, in seconds; NaN with fewer than two. */
  public double intervalS() {
    Stamps stamps = profile.stamps();
    long intervals = stamps.samples() - 1 - stamps.pauses();
    long micros = stamps.toMicros() - stamps.fromMicros() - stamps.pausedMicros();
    return intervals > 0 ? micros / MICROS / intervals : Double.NaN;
  }

  /** Seconds from its first sample to its last. */
  public double durationS() {
    return (profile.stamps().toMicros() - profile.stamps().fromMicros()) / MICROS;
  }
}
