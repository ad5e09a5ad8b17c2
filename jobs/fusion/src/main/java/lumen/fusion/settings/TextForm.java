package lumen.fusion.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.regex.Pattern;
import lumen.connectors.osc.OscAddressFilter;
import lumen.signal.protocol.StopCondition;

/** The form of a text in a configuration file. */
enum TextForm {
  /** Any text. */
  NAME("a text of 1 to 512 characters", "^[^\\u0000-\\u001f]{1,512}$"),
  /** A file or folder. */
  FILE("a path", "^[^\\u0000-\\u001f]{1,4096}$"),
  /** Where metrics are scraped. */
  HTTP_PATH("a path beginning with /, of letters, digits and / _ . -", "^/[A-Za-z0-9/_.-]{1,200}$"),
  /** A socket address. */
  ADDRESS("host:port with a port from 1 to 65535", TextForm.HOST_PORT) {
    @Override
    boolean has(String text) {
      return super.has(text) && portsFit(text);
    }
  },
  /** Socket addresses. */
  ADDRESSES(
      "host:port with a port from 1 to 65535, several separated by commas",
      "^[^\\s:,]+:[0-9]{1,5}(,[^\\s:,]+:[0-9]{1,5})*$") {
    @Override
    boolean has(String text) {
      return super.has(text) && portsFit(text);
    }
  },
  /** A host or a network of hosts, by number. */
  NETWORK(
      "an address such as 192.168.1.20 or ::1, or a network such as 192.168.1.0/24",
      "^[0-9A-Fa-f.:]{2,45}(/[0-9]{1,3})?$"),
  /** A database. */
  JDBC_URL("a URL beginning with jdbc:postgresql:", "^jdbc:postgresql:[^\\s]{1,1000}$"),
  /** A table. */
  TABLE(
      "a table name, with its schema or without",
      "^([a-z_][a-z0-9_]{0,62}\\.)?[a-z_][a-z0-9_]{0,62}$"),
  /** A variable of the environment. */
  VARIABLE("the name of an environment variable", "^[A-Za-z_][A-Za-z0-9_]{0,200}$"),
  /** An http endpoint. */
  URL("a URL beginning with http:// or https://", "^https?://[^\\s]+$") {
    @Override
    boolean has(String text) {
      return super.has(text) && hasHost(text);
    }
  },
  /** A Kafka topic. */
  TOPIC("a topic of 1 to 249 letters, digits and . _ -", "^[A-Za-z0-9._-]{1,249}$"),
  /** A hash. */
  SHA256("a SHA-256 of 64 hexadecimal digits", "^[0-9a-f]{64}$"),
  /** A {@link KeyPattern}. */
  PATTERN("a key pattern with * ? [] {}", "^.{1,512}$") {
    @Override
    boolean has(String text) {
      return super.has(text) && reads(() -> KeyPattern.of(text));
    }
  },
  /** A pattern of OSC addresses. */
  OSC_PATTERN("an OSC address pattern with * ? [] {}", "^.{1,512}$") {
    @Override
    boolean has(String text) {
      return super.has(text) && reads(() -> OscAddressFilter.of(List.of(text)));
    }
  },
  /** What a rule is called. */
  RULE_NAME(
      "a name of 1 to 64 letters, digits and _ . -, beginning with a letter",
      "^[A-Za-z][A-Za-z0-9_.-]{0,63}$"),
  /** A condition of a rule, which is compiled later. */
  RULE_CONDITION(
      "a condition such as phase_diff > 0.025 and entropy_ratio > 0.18, of at most 1000 characters",
      "^[\\s\\S]{1,1000}$"),
  /** Actions of a rule, which are read later. */
  RULE_ACTIONS(
      "actions such as increase kd by 0.02; alert warn, of at most 500 characters",
      "^[\\s\\S]{1,500}$"),
  /** Words, or a sentence. */
  SENTENCE("a text of 1 to 1000 characters", "^[\\s\\S]{1,1000}$"),
  /** A {@link StopCondition}. */
  CONDITION(
      "a condition such as `coherence_level < 0.72` on one of "
          + String.join(", ", StopCondition.METRICS),
      "^\\s*(" + String.join("|", StopCondition.METRICS) + ")\\s*(<=|>=|<|>)\\s*[-+0-9.eE]+\\s*$") {
    @Override
    boolean has(String text) {
      return super.has(text) && reads(() -> StopCondition.parse(text));
    }
  };

  private static final String HOST_PORT = "^[^\\s:,]+:[0-9]{1,5}$";

  private final String accepted;
  private final Pattern pattern;

  TextForm(String accepted, String pattern) {
    this.accepted = accepted;
    this.pattern = Pattern.compile(pattern);
  }

  /** What is accepted, to follow the words "must be". */
  String accepted() {
    return accepted;
  }

  /** A regular expression that every text of the form fulfils, for JSON schemas. */
  String expression() {
    return pattern.pattern();
  }

  boolean has(String text) {
    return pattern.matcher(text).matches();
  }

  private static boolean portsFit(String addresses) {
    for (String address : addresses.split(",", -1)) {
      int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
      if (port < 1 || port > 65535) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasHost(String url) {
    try {
      return new URI(url).getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean reads(Runnable reading) {
    try {
      reading.run();
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
