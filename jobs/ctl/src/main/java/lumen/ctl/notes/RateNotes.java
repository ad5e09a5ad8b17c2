package lumen.ctl.notes;

import java.util.ArrayList;
import java.util.List;
import lumen.ctl.account.ObservedChannel;
import lumen.signal.profile.ProfileFigures.Stamps;

/** Tells of channels whose samples come at another rate than the one that is configured. */
final class RateNotes {
  private static final double NOTABLE = 0.01;
  private static final int LEAST = 100;
  private static final double MICROS = 1e6;

  private RateNotes() {}

  static List<String> of(RunEnd run) {
    List<String> notes = new ArrayList<>();
    notes.addAll(
        ChannelText.bySource(
            run, RateNotes::differs, (source, channels) -> note(source, channels)));
    return notes;
  }

  private static double rate(ObservedChannel channel) {
    Stamps stamps = channel.profile().stamps();
    return stamps.nominalIntervals() * MICROS / stamps.nominalMicros();
  }

  private static boolean differs(ObservedChannel channel) {
    double nominal = channel.conditioning().nominalHz();
    return channel.profile().stamps().nominalIntervals() >= LEAST
        && !StampNotes.isEqual(channel)
        && Math.abs(rate(channel) - nominal) > NOTABLE * nominal;
  }

  private static String note(String source, List<ObservedChannel> channels) {
    ObservedChannel first = channels.get(0);
    double nominal = first.conditioning().nominalHz();
    return "%s: samples come at %s Hz, `rate_hz` says %s, %s %% off: %s, or none, which estimates it"
        .formatted(
            ChannelText.of(channels),
            ChannelText.number(rate(first)),
            ChannelText.number(nominal),
            ChannelText.number(100 * Math.abs(rate(first) / nominal - 1)),
            SourceText.keys(source, "rate_hz: " + ChannelText.number(rate(first))));
  }
}
