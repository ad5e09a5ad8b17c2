package lumen.fusion.align;

import java.util.Arrays;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import lumen.event.ChannelKey;
import lumen.runtime.notice.AccountNotice;
import lumen.signal.channel.ChannelSettings;
import lumen.signal.profile.ProfileFigures;

/** What a channel's samples were like, as an account with what is needed to judge it. */
final class ChannelAccount {
  private ChannelAccount() {}

  /** The account of a channel that fell silent. */
  static AccountNotice.OfSamples of(
      ChannelKey channel, ChannelSettings settings, ProfileFigures figures) {
    return new AccountNotice.OfSamples(
        channel,
        words(settings),
        counts(settings, figures),
        figures(settings, figures),
        Arrays.stream(figures.octaves()).boxed().toList(),
        Arrays.stream(figures.sketch()).boxed().toList());
  }

  private static SortedMap<String, String> words(ChannelSettings settings) {
    SortedMap<String, String> words = new TreeMap<>();
    words.put("interpolation", settings.interpolation().name().toLowerCase(Locale.ROOT));
    words.put("clip", settings.clip().method().name().toLowerCase(Locale.ROOT));
    return words;
  }

  private static SortedMap<String, Long> counts(ChannelSettings settings, ProfileFigures figures) {
    SortedMap<String, Long> counts = new TreeMap<>();
    ProfileFigures.Stamps stamps = figures.stamps();
    counts.put("samples", stamps.samples());
    counts.put("equal", stamps.equal());
    counts.put("from_micros", stamps.fromMicros());
    counts.put("to_micros", stamps.toMicros());
    counts.put("pauses", stamps.pauses());
    counts.put("paused_micros", stamps.pausedMicros());
    counts.put("quantum_micros", stamps.quantumMicros());
    counts.put("nominal_intervals", stamps.nominalIntervals());
    counts.put("nominal_micros", stamps.nominalMicros());
    counts.put("distinct", (long) figures.levels().distinct());
    counts.put("changes", figures.levels().changes());
    counts.put("steps", figures.phases().steps());
    counts.put("phases", figures.phases().phases());
    counts.put("min_distinct", (long) settings.traits().minDistinct());
    return counts;
  }

  private static SortedMap<String, Double> figures(
      ChannelSettings settings, ProfileFigures figures) {
    SortedMap<String, Double> numbers = new TreeMap<>();
    numbers.put("least", figures.levels().least());
    numbers.put("greatest", figures.levels().greatest());
    numbers.put("envelope_squares", figures.phases().envelopeSquares());
    numbers.put("low_hz", settings.band().lowHz());
    numbers.put("high_hz", settings.band().highHz());
    numbers.put("target_hz", settings.grid().hz());
    numbers.put("max_gap_s", settings.maxGapS());
    if (!Double.isNaN(settings.rateHz())) {
      numbers.put("nominal_hz", settings.rateHz());
    }
    return numbers;
  }
}
