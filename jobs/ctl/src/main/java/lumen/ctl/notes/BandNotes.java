package lumen.ctl.notes;

import java.util.ArrayList;
import java.util.List;
import lumen.ctl.account.ObservedChannel;

/**
 * Tells of channels whose rhythm lies outside the band, and of those whose drift is larger than
 * their rhythm where clipping takes the one for outliers of the other.
 */
final class BandNotes {
  /** Share of the variance within the band below which the rhythm is elsewhere. */
  private static final double WITHIN = 0.05;

  /** Share of the variance in an octave and its two neighbours that makes a rhythm. */
  private static final double RHYTHM = 0.7;

  private static final double PERIODS = 16;
  private static final double MARGIN = 1.25;

  /** A drift of ten times the amplitude. */
  private static final double DRIFT = 100;

  private static final int LEAST_STEPS = 50;

  private BandNotes() {}

  static List<String> of(RunEnd run) {
    List<String> notes = new ArrayList<>();
    notes.addAll(
        ChannelText.bySource(run, BandNotes::isOutside, (source, channels) -> outside(channels)));
    notes.addAll(
        ChannelText.bySource(
            run, c -> !isOutside(c) && drifts(c), (source, channels) -> drift(source, channels)));
    return notes;
  }

  private static boolean isRead(ObservedChannel channel) {
    return !channel.conditioning().onset()
        && channel.profile().phases().phases() >= LEAST_STEPS
        && !StampNotes.isEqual(channel)
        && !SilentNotes.isFlat(channel);
  }

  private static boolean isOutside(ObservedChannel channel) {
    if (!isRead(channel)) {
      return false;
    }
    Spectrum spectrum = Spectrum.of(channel);
    double hz = spectrum.rhythmHz(RHYTHM);
    return hz * channel.durationS() >= PERIODS
        && (hz * MARGIN < channel.conditioning().lowHz()
            || hz > MARGIN * channel.conditioning().highHz())
        && spectrum.withinBand() < WITHIN * spectrum.total();
  }

  private static String outside(List<ObservedChannel> channels) {
    ObservedChannel first = channels.get(0);
    Spectrum spectrum = Spectrum.of(first);
    return ("%s: the rhythm, about %s Hz, lies outside the band, which holds %s %% of the movement:"
            + " `band.low_hz` and `band.high_hz` in fusion.yaml are %s and %s%s")
        .formatted(
            ChannelText.of(channels),
            ChannelText.number(spectrum.rhythmHz(RHYTHM)),
            ChannelText.number(100 * spectrum.withinBand() / spectrum.total()),
            ChannelText.number(first.conditioning().lowHz()),
            ChannelText.number(first.conditioning().highHz()),
            spectrum.rhythmHz(RHYTHM) > first.conditioning().targetHz() / 2
                ? ", with a `resample.target_hz` of more than twice the upper one"
                : "");
  }

  private static boolean drifts(ObservedChannel channel) {
    if (!isRead(channel) || !channel.conditioning().clipped()) {
      return false;
    }
    Spectrum spectrum = Spectrum.of(channel);
    double slow = spectrum.below(channel.conditioning().lowHz() / 2);
    return spectrum.withinBand() > 0 && slow > DRIFT * spectrum.withinBand();
  }

  private static String drift(String source, List<ObservedChannel> channels) {
    ObservedChannel first = channels.get(0);
    Spectrum spectrum = Spectrum.of(first);
    double ratio =
        Math.sqrt(spectrum.below(first.conditioning().lowHz() / 2) / spectrum.withinBand());
    return ("%s: the drift is %s times as large as the rhythm within the band, and clipping may take"
            + " the one for outliers of the other: %s leaves the samples as they are")
        .formatted(
            ChannelText.of(channels),
            ChannelText.number(ratio),
            SourceText.keys(source, "clip: {method: none}"));
  }
}
