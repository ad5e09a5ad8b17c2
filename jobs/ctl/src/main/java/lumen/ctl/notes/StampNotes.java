package lumen.ctl.notes;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lumen.ctl.account.ObservedChannel;
import lumen.signal.profile.ProfileFigures.Stamps;

/**
 * Tells of stamps that are not those of the samples: many samples with one stamp, or onsets stamped
 * more coarsely than they follow each other.
 */
final class StampNotes {
  private static final double EQUAL = 0.2;

  /** An onset stamped to an eighth of its period has a phase that is off by up to a sixteenth. */
  private static final double COARSE = 1.0 / 8;

  private static final int LEAST = 16;
  private static final double MICROS = 1e6;

  private StampNotes() {}

  static List<String> of(RunEnd run) {
    List<String> notes = new ArrayList<>();
    notes.addAll(
        ChannelText.bySource(
            run, StampNotes::isEqual, (source, channels) -> equal(source, channels)));
    notes.addAll(
        ChannelText.bySource(run, StampNotes::isCoarse, (source, channels) -> coarse(channels)));
    return notes;
  }

  /** Whether so many of its samples share a stamp that they are no samples of their own times. */
  static boolean isEqual(ObservedChannel channel) {
    Stamps stamps = channel.profile().stamps();
    return !channel.conditioning().onset()
        && stamps.samples() + stamps.equal() >= LEAST
        && stamps.equal() >= EQUAL * (stamps.samples() + stamps.equal());
  }

  private static String equal(String source, List<ObservedChannel> channels) {
    long equal = channels.stream().mapToLong(c -> c.profile().stamps().equal()).sum();
    long all = equal + channels.stream().mapToLong(c -> c.profile().stamps().samples()).sum();
    return String.format(
        Locale.ROOT,
        "%s: %.0f %% of the samples (%d of %d) share their stamp with a later one, which took their"
            + " place: if they came in packets, %s spreads them",
        ChannelText.of(channels),
        100.0 * equal / all,
        equal,
        all,
        SourceText.keys(source, "samples: packet"));
  }

  private static boolean isCoarse(ObservedChannel channel) {
    Stamps stamps = channel.profile().stamps();
    return channel.conditioning().onset()
        && stamps.samples() >= LEAST
        && stamps.quantumMicros() / MICROS >= COARSE * channel.intervalS();
  }

  private static String coarse(List<ObservedChannel> channels) {
    ObservedChannel first = channels.get(0);
    double quantum = first.profile().stamps().quantumMicros() / MICROS;
    return ("%s: the stamps are coarser than the rhythm, whole multiples of %s s for onsets that"
            + " follow each other after %s s: phases are off by up to %s of a cycle; let the sensor"
            + " stamp each onset itself, to %s s or finer")
        .formatted(
            ChannelText.of(channels),
            ChannelText.number(quantum),
            ChannelText.number(first.intervalS()),
            ChannelText.number(Math.min(0.5, quantum / 2 / first.intervalS())),
            ChannelText.number(first.intervalS() / 100));
  }
}
