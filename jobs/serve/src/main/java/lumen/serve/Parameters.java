package lumen.serve;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The parameters of a request, each given once at most, and none that the path does not know. */
final class Parameters {
  private static final int MOST_SHOWN = 40;

  private final Map<String, String> values = new TreeMap<>();

  private Parameters() {}

  /**
   * Reads what stands behind the question mark.
   *
   * @param known names that the path takes
   */
  static Parameters of(String query, Set<String> known) throws BadParameterException {
    Parameters parameters = new Parameters();
    for (String part : query.split("&", -1)) {
      if (part.isEmpty()) {
        continue;
      }
      int equals = part.indexOf('=');
      String name = decoded(equals < 0 ? part : part.substring(0, equals));
      if (!known.contains(name)) {
        throw new BadParameterException(
            shown(name), "be one of " + String.join(", ", known.stream().sorted().toList()));
      }
      String value = equals < 0 ? "" : decoded(part.substring(equals + 1));
      if (value.isEmpty()) {
        throw new BadParameterException(name, "have a value");
      }
      if (parameters.values.put(name, value) != null) {
        throw new BadParameterException(name, "be given once");
      }
    }
    return parameters;
  }

  private static String decoded(String text) throws BadParameterException {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new BadParameterException(shown(text), "be percent-encoded UTF-8");
    }
  }

  private static String shown(String text) {
    return text.substring(0, Math.min(text.length(), MOST_SHOWN)).replaceAll("[^ -~]", "?");
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** A whole number within bounds, or the standard. */
  long whole(String name, long standard, long min, long max) throws BadParameterException {
    String value = values.get(name);
    if (value == null) {
      return standard;
    }
    long number = value.matches("[0-9]{1,18}") ? Long.parseLong(value) : -1;
    if (number < min || number > max) {
      throw new BadParameterException(name, "be a whole number from " + min + " to " + max);
    }
    return number;
  }
}
