package lumen.connectors.kafka;

import java.io.IOException;
import java.io.StringReader;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lumen.connectors.secret.SecretFile;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;

/**
 * How a Kafka client is let in, as a properties file says it that its owner alone may read. The
 * file is read where a client is made and travels with no job; what it says is in no message.
 */
public final class ClientProperties {
  private static final ClientProperties NONE = new ClientProperties("", new TreeMap<>());
  private static final String JAAS = "sasl.jaas.config";
  private static final String HIDDEN = "***";

  /** A shorter text is no secret, and hiding it would hide what a message says. */
  private static final int SHORTEST_HIDDEN = 3;

  /** What stands between the words of a JAAS entry. */
  private static final Pattern BETWEEN = Pattern.compile("[\\s=;\"'\\\\]+");

  /** The words of a JAAS entry that everybody's has. */
  private static final Set<String> PLAIN = Set.of("required", "username", "password");

  private final String file;
  private final Map<String, String> values;

  private ClientProperties(String file, Map<String, String> values) {
    this.file = file;
    this.values = values;
  }

  /** What brokers take that let everybody in. */
  static ClientProperties none() {
    return NONE;
  }

  /**
   * Reads a file as it is now, and tries out that a client can be made with it.
   *
   * @param path the file; a relative one counts from where the process was started; empty: none
   * @throws IOException with one line that says what is wrong and what mends it, without a cause
   */
  static ClientProperties read(String path) throws IOException {
    if (path.isEmpty()) {
      return NONE;
    }
    TreeMap<String, String> values = new TreeMap<>();
    try {
      Properties read = new Properties();
      read.load(new StringReader(new SecretFile(path).text()));
      read.stringPropertyNames().forEach(name -> values.put(name, read.getProperty(name)));
    } catch (IOException e) {
      throw new IOException("properties_file " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "properties_file must be properties: %s has a \\u without four digits behind it"
              .formatted(path));
    }
    ClientKeys.check(path, values);
    ClientProperties properties = new ClientProperties(path, values);
    properties.tryOut();
    return properties;
  }

  /** What a client would only say when it is made, with the values in its words. */
  private void tryOut() throws IOException {
    try {
      AdminClientConfig config = new Unlogged(with("127.0.0.1:9092", Map.of()));
      ClientUtils.createChannelBuilder(config, Time.SYSTEM, new LogContext()).close();
    } catch (RuntimeException e) {
      throw new IOException(
          "properties_file must let a client be made: %s: %s"
              .formatted(file, hiddenIn(TopicCheck.reason(e))));
    }
  }

  /** A client's settings that are not written to the log. */
  private static final class Unlogged extends AdminClientConfig {
    Unlogged(Map<String, Object> settings) {
      super(settings, false);
    }
  }

  /** Where it was read; empty where nothing was. */
  public String file() {
    return file;
  }

  /** What the file says of a key. */
  String get(String key, String otherwise) {
    return values.getOrDefault(key, otherwise);
  }

  /**
   * All settings of a client.
   *
   * @param bootstrap brokers, {@code host:port[,host:port]}
   * @param own what the client is for; the file's keys go before, of which they may name the id
   */
  public Map<String, Object> with(String bootstrap, Map<String, ?> own) {
    Map<String, Object> all = new HashMap<>(own);
    all.putAll(values);
    all.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    return all;
  }

  /** A text of a client without what the file says. */
  public String hiddenIn(String text) {
    Stream<String> words =
        BETWEEN.splitAsStream(values.getOrDefault(JAAS, "")).filter(word -> !PLAIN.contains(word));
    return Stream.concat(values.values().stream(), words)
        .filter(value -> value.length() >= SHORTEST_HIDDEN)
        .sorted(Comparator.comparingInt(String::length).reversed())
        .reduce(text, (shown, value) -> shown.replace(value, HIDDEN));
  }

  @Override
  public String toString() {
    return file.isEmpty() ? "no properties" : "properties of " + file;
  }
}
