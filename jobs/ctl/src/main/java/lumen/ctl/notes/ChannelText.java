package lumen.ctl.notes;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import lumen.ctl.account.ObservedChannel;

/** How notes name channels. */
final class ChannelText {
  private static final int NAMED = 3;

  private ChannelText() {}

  /** Up to three of them by name, and how many more there are. */
  static String of(List<ObservedChannel> channels) {
    String named =
        channels.stream().limit(NAMED).map(ObservedChannel::name).collect(Collectors.joining(", "));
    int more = channels.size() - NAMED;
    return (channels.size() == 1 ? "channel " : "channels ")
        + named
        + (more > 0 ? " and %d more".formatted(more) : "");
  }

  /** Those of a run that something holds for, by source, in their order. */
  static Map<String, List<ObservedChannel>> bySource(
      RunEnd run, Predicate<ObservedChannel> condition) {
    return run.channels().stream()
        .filter(condition)
        .collect(
            Collectors.groupingBy(
                channel -> channel.key().source(), TreeMap::new, Collectors.toList()));
  }

  /** A number with three significant digits, as few as it needs. */
  static String number(double value) {
    return new BigDecimal(value)
        .round(new MathContext(3, RoundingMode.HALF_EVEN))
        .stripTrailingZeros()
        .toPlainString();
  }

  /** The greatest of a figure. */
  static double most(List<ObservedChannel> channels, Function<ObservedChannel, Double> figure) {
    return channels.stream().mapToDouble(figure::apply).max().orElse(Double.NaN);
  }
}
