package lumen.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import lumen.pattern.KeyPattern;

/**
 * The form of a text in a configuration file. A job adds forms of its own by {@link #of}.
 *
 * @param accepted what is accepted, to follow the words "must be"
 * @param pattern a regular expression that every text of the form fulfils, for JSON schemas
 * @param rest what a text must be beyond that
 * @param shown a text as it is told, without what may be a secret in it
 */
public record TextForm(
    String accepted, Pattern pattern, Predicate<String> rest, UnaryOperator<String> shown) {
  private static final String HOST_PORT = "^[^\\s:,]+:[0-9]{1,5}$";

  /** Any text. */
  public static final TextForm NAME =
      of("a text of 1 to 512 characters", "^[^\\u0000-\\u001f]{1,512}$");

  /** A file or folder. */
  public static final TextForm FILE = of("a path", "^[^\\u0000-\\u001f]{1,4096}$");

  /** Where metrics are scraped. */
  public static final TextForm HTTP_PATH =
      of("a path beginning with /, of letters, digits and / _ . -", "^/[A-Za-z0-9/_.-]{1,200}$");

  /** A socket address. */
  public static final TextForm ADDRESS =
      of("host:port with a port from 1 to 65535", HOST_PORT).and(TextForm::portsFit);

  /** Socket addresses. */
  public static final TextForm ADDRESSES =
      of(
              "host:port with a port from 1 to 65535, several separated by commas",
              "^[^\\s:,]+:[0-9]{1,5}(,[^\\s:,]+:[0-9]{1,5})*$")
          .and(TextForm::portsFit);

  /** A host or a network of hosts, by number. */
  public static final TextForm NETWORK =
      of(
          "an address such as 192.168.1.20 or ::1, or a network such as 192.168.1.0/24",
          "^[0-9A-Fa-f.:]{2,45}(/[0-9]{1,3})?$");

  /** A database. */
  public static final TextForm JDBC_URL =
      of("a URL beginning with jdbc:postgresql:", "^jdbc:postgresql:[^\\s]{1,1000}$")
          .shownBy(url -> url.replaceAll("(?i)(password=)[^&]*", "$1***"));

  /** A table. */
  public static final TextForm TABLE =
      of(
          "a table name, with its schema or without",
          "^([a-z_][a-z0-9_]{0,62}\\.)?[a-z_][a-z0-9_]{0,62}$");

  /** A variable of the environment. */
  public static final TextForm VARIABLE =
      of("the name of an environment variable", "^[A-Za-z_][A-Za-z0-9_]{0,200}$");

  /** An http endpoint. */
  public static final TextForm URL =
      of(
              "a URL beginning with http:// or https://, without user and password",
              "^https?://[^\\s/?#@]+([/?#][^\\s]*)?$")
          .and(TextForm::hasHost)
          .shownBy(url -> url.replaceFirst("//[^/?#]*@", "//***@").replaceFirst("[?].*", "?..."));

  /** A Kafka topic. */
  public static final TextForm TOPIC =
      of("a topic of 1 to 249 letters, digits and . _ -", "^[A-Za-z0-9._-]{1,249}$");

  /** A hash. */
  public static final TextForm SHA256 = of("a SHA-256 of 64 hexadecimal digits", "^[0-9a-f]{64}$");

  /** A {@link KeyPattern}. */
  public static final TextForm PATTERN =
      of("a key pattern with * ? [] {}", "^.{1,512}$").readBy(KeyPattern::of);

  /** Words, or a sentence. */
  public static final TextForm SENTENCE =
      of("a text of 1 to 1000 characters", "^[\\s\\S]{1,1000}$");

  /** A form that a regular expression tells. */
  public static TextForm of(String accepted, String expression) {
    return new TextForm(
        accepted, Pattern.compile(expression), text -> true, UnaryOperator.identity());
  }

  /** The same form where its texts must be more. */
  public TextForm and(Predicate<String> more) {
    return new TextForm(accepted, pattern, rest.and(more), shown);
  }

  /** The same form whose texts are told in another way. */
  public TextForm shownBy(UnaryOperator<String> telling) {
    return new TextForm(accepted, pattern, rest, telling);
  }

  /**
   * The same form where a reader must take its texts.
   *
   * @param reader throws an IllegalArgumentException for a text that it does not take
   */
  public TextForm readBy(Consumer<String> reader) {
    return and(text -> reads(reader, text));
  }

  /** Whether a text is of the form. */
  public boolean has(String text) {
    return pattern.matcher(text).matches() && rest.test(text);
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

  private static boolean reads(Consumer<String> reader, String text) {
    try {
      reader.accept(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
