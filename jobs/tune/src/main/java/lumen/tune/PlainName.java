package lumen.tune;

import java.util.List;
import java.util.Optional;

/** Names of metrics as they are documented, without what Flink's reporter puts before them. */
final class PlainName {
  /** What the names of Lumen's metrics begin with. */
  static final List<String> PREFIXES = List.of("bridge_", "evidence_", "fusion_", "ure_");

  private static final String SCOPE = "flink_";

  private PlainName() {}

  /** The plain name of an exposed metric; empty if it is none of Lumen's. */
  static Optional<String> of(String exposed) {
    int first = -1;
    for (String prefix : PREFIXES) {
      if (exposed.startsWith(prefix)) {
        return Optional.of(exposed);
      }
      int at = exposed.indexOf('_' + prefix);
      if (at >= 0 && (first < 0 || at < first)) {
        first = at;
      }
    }
    return exposed.startsWith(SCOPE) && first >= 0
        ? Optional.of(exposed.substring(first + 1))
        : Optional.empty();
  }
}
