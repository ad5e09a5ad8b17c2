package lumen.connectors.osc;

import com.google.re2j.Pattern;
import java.util.List;
import lumen.event.KeyFilter;

/**
 * Selects the addresses that match one of some patterns of OSC 1.0: {@code ?} is any one character,
 * {@code *} any number of them, {@code [a-z]} one of a set, {@code [!a-z]} one not of it, {@code
 * {one,two}} one of the words. None of them matches a slash, so a pattern has as many parts as the
 * addresses it selects: {@code /muse/eeg*} selects {@code /muse/eeg0} and not {@code /muse/eeg/0}.
 * The addresses themselves are taken as they are received, also where they hold such characters.
 */
public final class OscAddressFilter implements KeyFilter {
  private static final long serialVersionUID = 1L;

  /** Of the patterns, in their order. */
  private final Pattern[] patterns;

  private OscAddressFilter(Pattern[] patterns) {
    this.patterns = patterns;
  }

  /**
   * Makes the filter.
   *
   * @param patterns patterns of OSC 1.0; none selects everything
   * @throws IllegalArgumentException if one is no pattern; the message says which and why
   */
  public static KeyFilter of(List<String> patterns) {
    return patterns.isEmpty()
        ? KeyFilter.ALL
        : new OscAddressFilter(
            patterns.stream().map(p -> new OscPattern(p).compile()).toArray(Pattern[]::new));
  }

  @Override
  public boolean selects(String address) {
    for (Pattern pattern : patterns) {
      if (pattern.matches(address)) {
        return true;
      }
    }
    return false;
  }
}
