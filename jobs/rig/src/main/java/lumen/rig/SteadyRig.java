package lumen.rig;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A rig without a story: tenants of equally many sensors that all play at one rate, from the first
 * to the last second, for measuring what one more channel or tenant costs.
 *
 * <p>The members of a group are coupled; every tenant has the same movement, its sensors noise and
 * spikes of their own. The lines come in order of time, those of a round evenly spread, so that no
 * two stamps of a channel are equal.
 *
 * <p>Cost: about a microsecond for a line. Memory: a noise for each channel.
 *
 * @param seed seed of everything random in it
 * @param tenants tenants, 1 to 10,000
 * @param channelsPerTenant sensors of each, 1 to 500
 * @param rateHz samples a second of each, above 0, at most 1,000
 * @param seconds length in seconds, at least 1
 */
public record SteadyRig(long seed, int tenants, int channelsPerTenant, double rateHz, int seconds) {
  private static final double SPIKES = 1.0 / 1500;
  private static final double TWO_PI = 2 * StrictMath.PI;

  /** The movement is looked up this long ago at most: one step of the oscillators. */
  private static final double LATEST_S = Oscillators.STEP_S;

  /** Checks the ranges. */
  public SteadyRig {
    require("tenants", tenants, 1, 10_000);
    require("channels per tenant", channelsPerTenant, 1, 500);
    require("rate", rateHz, Double.MIN_NORMAL, 1_000);
    require("seconds", seconds, 1, 10_000_000);
  }

  private static void require(String what, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%s must be in %.0f..%.0f: %s", what, Math.floor(least), most, value));
    }
  }

  /** Channels of all tenants. */
  public int channels() {
    return tenants * channelsPerTenant;
  }

  /** Lines that {@link #play} writes, all of them events. */
  public long events() {
    return rounds() * channels();
  }

  private long rounds() {
    return (long) Math.floor(seconds * rateHz);
  }

  /**
   * Plays it from start to end. Calling it again plays the same again.
   *
   * @param out takes the recording: one event a line, in order of time; not closed
   */
  public void play(OutputStream out) throws IOException {
    Oscillators group =
        new Oscillators(channelsPerTenant, new Noise(seed, "group"), channelsPerTenant > 1);
    Noise noise = new Noise(seed, "sensors");
    String[] names = new String[tenants];
    for (int i = 0; i < tenants; i++) {
      names[i] = String.format(Locale.ROOT, "t%04d", i);
    }
    String[] sources = new String[channelsPerTenant];
    for (int i = 0; i < channelsPerTenant; i++) {
      sources[i] = String.format(Locale.ROOT, "sensor%02d", i);
    }
    long step = 0;
    for (long round = 0; round < rounds(); round++) {
      for (int i = 0; i < channels(); i++) {
        double atS = (round + (i + 0.5) / channels()) / rateHz;
        while (step * LATEST_S < atS) {
          step++;
          group.advance(step * LATEST_S, 1);
        }
        int member = i % channelsPerTenant;
        double value = value(group, member, step * LATEST_S - atS, noise);
        String line =
            EventWriter.number(names[i / channelsPerTenant], atS, sources[member], "x", value);
        out.write(line.getBytes(StandardCharsets.ISO_8859_1));
        out.write('\n');
      }
    }
  }

  private static double value(Oscillators group, int member, double agoS, Noise noise) {
    double wave = StrictMath.cos(TWO_PI * group.phase(member, agoS));
    double value = 2 + group.amplitude(member, agoS) * wave + 0.1 * noise.uniform(-1, 1);
    return noise.chance(SPIKES) ? value + noise.uniform(8, 20) : value;
  }
}
