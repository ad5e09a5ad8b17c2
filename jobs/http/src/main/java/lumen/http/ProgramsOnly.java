package lumen.http;

import java.util.List;
import java.util.Optional;

/**
 * Lets programs in that name the address itself as {@code Host}, once, and no page of a browser: a
 * request carries no {@code Origin} and comes from no site.
 *
 * @param address where the port is, host:port
 */
public record ProgramsOnly(String address) implements Guard {
  private static final int MOST_SHOWN = 240;
  private static final List<String> NO_SITE = List.of("none");

  @Override
  public Optional<String> refusal(Visit visit) {
    if (!visit.hosts().equals(List.of(address))) {
      return Optional.of(shown("Host must be %s: %s".formatted(address, visit.hosts())));
    }
    return sent("Origin", visit.origins()).or(() -> sent("Sec-Fetch-Site", visit.fetchSites()));
  }

  private static Optional<String> sent(String header, List<String> values) {
    return values.isEmpty() || values.equals(NO_SITE)
        ? Optional.empty()
        : Optional.of(
            shown("%s must not be sent, this is not for pages: %s".formatted(header, values)));
  }

  /** What a stranger sends is shown in part, and as printable ASCII. */
  private static String shown(String text) {
    return text.substring(0, Math.min(text.length(), MOST_SHOWN)).replaceAll("[^ -~]", "?");
  }
}
