package lumen.ctl.incident;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes secrets out of settings and logs. A value is one where its key says so ({@code password},
 * {@code sasl.jaas.config}, {@code api_key}, {@code token} and the like), or where it stands in a
 * URL before an {@code @}; of a block of YAML all its lines.
 */
final class Secrets {
  /** Stands for a secret. */
  static final String GONE = "(taken out)";

  private static final String WORDS =
      "(?:password|passwd|passphrase|\\bpwd|secret|token(?!s)|credential|jaas|api[_.-]?key|access[_.-]?key"
          + "|private[_.-]?key|auth(?:orization)?\\b|sessionid|cookie)";

  private static final String KEY = "[\\w.\\-]*" + WORDS + "[\\w.\\-]*";

  /** A key, what parts it from its value, and a value in quotes or up to what ends it. */
  private static final Pattern PAIR =
      Pattern.compile(
          "(?i)([\"']?"
              + KEY
              + "[\"']?\\s*[:=]\\s*)(\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^']|'')*'|[^\\s,}\\]#\"'][^,}\\]\"']*)");

  private static final Pattern BLOCK =
      Pattern.compile(
          "(?i)^(\\s*(?:-\\s+)?[\"']?" + KEY + "[\"']?\\s*:)\\s*(?:[|>][^#]*)?(?:#.*)?$");

  private static final Pattern BEARER =
      Pattern.compile("(?i)\\b(bearer|basic)\\s+[A-Za-z0-9+/._~=-]{8,}");

  private static final Pattern JSON_KEY = Pattern.compile("\".*\"\\s*:\\s*");

  /** The place of a secret is none. */
  private static final Pattern PLACE =
      Pattern.compile("(?i).*[_.-](?:file|variable|path|location)[\"']?\\s*[:=]\\s*");

  /** A name before @ is told with what follows it: it may be a token. */
  private static final Pattern USER_INFO = Pattern.compile("(://)[^/@\\s\"']+@");

  private Secrets() {}

  /** The same text without secrets; each line stays a line, but of a block that is one. */
  static String takenOut(String text) {
    List<String> kept = new ArrayList<>();
    int blockIndent = -1;
    for (String line : text.split("\\R", -1)) {
      if (blockIndent >= 0 && (line.isBlank() || indent(line) > blockIndent)) {
        continue;
      }
      blockIndent = -1;
      Matcher block = BLOCK.matcher(line);
      if (block.matches() && !PLACE.matcher(block.group(1)).matches()) {
        blockIndent = indent(line);
        kept.add(block.group(1) + " " + GONE);
      } else {
        kept.add(ofLine(line));
      }
    }
    return String.join("\n", kept);
  }

  private static int indent(String line) {
    int spaces = 0;
    while (spaces < line.length() && line.charAt(spaces) == ' ') {
      spaces++;
    }
    return spaces;
  }

  private static String ofLine(String line) {
    String of = USER_INFO.matcher(line).replaceAll("$1" + GONE + "@");
    of = BEARER.matcher(of).replaceAll("$1 " + GONE);
    return PAIR.matcher(of)
        .replaceAll(pair -> Matcher.quoteReplacement(ofPair(pair.group(1), pair.group(2))));
  }

  /** What was in quotes stays so, and what stands in JSON has them. */
  private static String ofPair(String key, String value) {
    if (PLACE.matcher(key).matches()) {
      return key + value;
    }
    boolean quoted = value.startsWith("\"") || value.startsWith("'");
    String quote = quoted ? value.substring(0, 1) : JSON_KEY.matcher(key).matches() ? "\"" : "";
    return key + quote + GONE + quote;
  }
}
