package lumen.ctl.notes;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
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

  /**
   * One note for each source that has channels for which something holds: of three sources, in
   * their order, and how many more there are.
   *
   * @param note what is said of channels of a source
   */
  static List<String> bySource(
      RunEnd run,
      Predicate<ObservedChannel> condition,
      BiFunction<String, List<ObservedChannel>, String> note) {
    Map<String, List<ObservedChannel>> sources =
        run.channels().stream()
            .filter(condition)
            .collect(
                Collectors.groupingBy(
                    channel -> channel.key().source(), TreeMap::new, Collectors.toList()));
    List<String> notes = new ArrayList<>();
    int more = sources.size() - NAMED;
    for (Map.Entry<String, List<ObservedChannel>> source : sources.entrySet()) {
      if (notes.size() == NAMED) {
        break;
      }
      String text = note.apply(source.getKey(), source.getValue());
      boolean last = notes.size() == NAMED - 1 && more > 0;
      notes.add(last ? text + " (and so for %d more sources)".formatted(more) : text);
    }
    return notes;
  }

  /** A number with three significant digits, as few as it needs. */
  static String number(double value) {
    return new BigDecimal(value)
        .round(new MathContext(3, RoundingMode.HALF_EVEN))
        .stripTrailingZeros()
        .toPlainString();
  }
}
