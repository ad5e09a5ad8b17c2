package lumen.ctl.notes;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import lumen.ctl.account.ObservedChannel;
import lumen.signal.profile.ProfileFigures.Levels;
import lumen.signal.profile.ProfileFigures.Stamps;

/**
 * Tells of channels that are as good as silent: constant, dithering between two values, or with a
 * phase for hardly any of their time.
 */
final class SilentNotes {
  private static final int LEAST = 16;

  /** Two values that change after fewer samples in the mean are noise of the last digit. */
  private static final int DITHER = 3;

  /** Values that change more rarely than once in so many seconds have no rhythm. */
  private static final double RARE_S = 90;

  private static final double HARDLY = 0.1;
  private static final double LEAST_S = 30;

  /** With fewer pauses among its intervals it was away for a while, and well otherwise. */
  private static final double PAUSES = 0.1;

  /** Constant samples that come more slowly may be marks of moments. */
  private static final double MOMENTS_S = 0.2;

  private SilentNotes() {}

  static List<String> of(RunEnd run) {
    List<String> notes = new ArrayList<>();
    notes.addAll(
        ChannelText.bySource(
            run, SilentNotes::isFlat, (source, channels) -> flat(source, channels)));
    notes.addAll(
        ChannelText.bySource(
            run, SilentNotes::hardlyHasAPhase, (source, channels) -> hardly(source, channels)));
    return notes;
  }

  static boolean isFlat(ObservedChannel channel) {
    Levels levels = channel.profile().levels();
    long samples = channel.profile().stamps().samples();
    boolean keptOut = levels.distinct() < channel.conditioning().minDistinct();
    if (keptOut || channel.conditioning().onset() || samples < LEAST || levels.distinct() > 2) {
      return false;
    }
    return levels.distinct() == 1
        || levels.changes() * DITHER > samples
        || levels.changes() * RARE_S < channel.durationS();
  }

  private static String flat(String source, List<ObservedChannel> channels) {
    ObservedChannel first = channels.get(0);
    Levels levels = first.profile().levels();
    String what =
        levels.distinct() == 1
            ? "all its %d samples are %s"
                .formatted(first.profile().stamps().samples(), plain(levels.least()))
            : "its %d samples are %s or %s"
                .formatted(
                    first.profile().stamps().samples(),
                    plain(levels.least()),
                    plain(levels.greatest()));
    String moments =
        first.intervalS() > MOMENTS_S
            ? "; if they mark moments, such as beats, "
                + SourceText.keys(source, "interpolation: onset")
                + " reads them so"
            : "";
    return "%s: as good as silent, %s: %s keeps it out of the phases%s"
        .formatted(
            ChannelText.of(channels), what, SourceText.keys(source, "min_distinct: 3"), moments);
  }

  private static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  private static boolean hardlyHasAPhase(ObservedChannel channel) {
    Stamps stamps = channel.profile().stamps();
    double phasesS = channel.profile().phases().phases() / channel.conditioning().targetHz();
    return channel.durationS() >= LEAST_S
        && stamps.pauses() >= PAUSES * (stamps.samples() - 1)
        && phasesS < HARDLY * channel.durationS();
  }

  private static String hardly(String source, List<ObservedChannel> channels) {
    ObservedChannel first = channels.get(0);
    long samples = first.profile().stamps().samples();
    double phasesS = first.profile().phases().phases() / first.conditioning().targetHz();
    return ("%s: as good as silent, a phase for %s of %s s: %d of %d intervals are longer than"
            + " `resample.max_gap_s` (%s s) of fusion.yaml; set it above the usual one (%s s), or %s"
            + " if its samples mark moments")
        .formatted(
            ChannelText.of(channels),
            ChannelText.number(phasesS),
            ChannelText.number(first.durationS()),
            first.profile().stamps().pauses(),
            samples - 1,
            ChannelText.number(first.conditioning().maxGapS()),
            ChannelText.number(first.durationS() / (samples - 1)),
            SourceText.keys(source, "interpolation: onset"));
  }
}
