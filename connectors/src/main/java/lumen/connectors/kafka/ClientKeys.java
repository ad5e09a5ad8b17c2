package lumen.connectors.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;

/**
 * What a file of client properties may say. A password that stands in the wrong place reads as a
 * key: so no key is told that Kafka does not know, but for its first word.
 */
final class ClientKeys {
  /** What keys begin with: those of security, and of the client itself. */
  static final List<String> PREFIXES = List.of("security.", "sasl.", "ssl.", "client.");

  private static final String LOCATION = ".location";

  /** A client would load, start or ask what stands there, whoever wrote it. */
  private static final Set<String> CODE = Set.of("security.providers", "sasl.kerberos.kinit.cmd");

  private static final String CLASS = ".class";
  private static final String TOKENS = "sasl.oauthbearer.";

  /** Others look up names in directories, or read what addresses say, before they let in. */
  private static final Set<String> LOGINS =
      Set.of(
          "org.apache.kafka.common.security.plain.PlainLoginModule",
          "org.apache.kafka.common.security.scram.ScramLoginModule",
          "com.sun.security.auth.module.Krb5LoginModule");

  private static final Set<String> KNOWN = known();

  private final String file;
  private final Map<String, String> values;

  private ClientKeys(String file, Map<String, String> values) {
    this.file = file;
    this.values = values;
  }

  private static Set<String> known() {
    Set<String> known = new TreeSet<>(AdminClientConfig.configNames());
    known.addAll(ConsumerConfig.configNames());
    known.addAll(ProducerConfig.configNames());
    return known;
  }

  /**
   * Looks at what a file says, before any of it is used.
   *
   * @throws IOException with one line that says what is wrong, without a value
   */
  static void check(String file, Map<String, String> values) throws IOException {
    new ClientKeys(file, values).check();
  }

  private void check() throws IOException {
    if (values.isEmpty()) {
      throw wrong("hold properties: %s has none");
    }
    refuse(
        key -> PREFIXES.stream().noneMatch(key::startsWith),
        "hold keys that begin with " + String.join(", ", PREFIXES));
    refuse(
        key -> key.endsWith(CLASS) || key.startsWith(TOKENS) || CODE.contains(key),
        "name no class, program or address that a client would load, start or ask");
    refuse(key -> !KNOWN.contains(key), "hold keys of a Kafka client");
    for (Map.Entry<String, String> value : values.entrySet()) {
      if (value.getKey().endsWith(LOCATION) && !isFile(value.getValue())) {
        throw wrong("name files by absolute paths: " + value.getKey() + " of %s is none");
      }
    }
    checkLogin();
  }

  private void refuse(Predicate<String> wrong, String rule) throws IOException {
    List<String> found = values.keySet().stream().filter(wrong).toList();
    if (found.isEmpty()) {
      return;
    }
    List<String> told = found.stream().map(ClientKeys::shown).distinct().toList();
    throw wrong(rule + ": %s has " + String.join(", ", told));
  }

  private static String shown(String key) {
    if (KNOWN.contains(key)) {
      return key;
    }
    return PREFIXES.stream()
        .filter(key::startsWith)
        .map(prefix -> "an unknown " + prefix + "*")
        .collect(Collectors.collectingAndThen(Collectors.joining(), ClientKeys::orOther));
  }

  private static String orOther(String told) {
    return told.isEmpty() ? "others, which no client knows" : told;
  }

  /** What is not there yet is told with the client that cannot be made of it. */
  private static boolean isFile(String value) {
    try {
      Path path = Path.of(value);
      return path.isAbsolute() && (Files.notExists(path) || Files.isRegularFile(path));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private void checkLogin() throws IOException {
    String jaas = values.get(SaslConfigs.SASL_JAAS_CONFIG);
    if (jaas != null && !namesALogin(jaas)) {
      throw wrong(
          "log in by PlainLoginModule, ScramLoginModule or Krb5LoginModule: sasl.jaas.config of %s"
              + " must say MODULE required username=\"...\" password=\"...\";");
    }
  }

  private static boolean namesALogin(String jaas) {
    try {
      return JaasContext.loadClientContext(Map.of(SaslConfigs.SASL_JAAS_CONFIG, new Password(jaas)))
          .configurationEntries()
          .stream()
          .allMatch(entry -> LOGINS.contains(entry.getLoginModuleName()));
    } catch (RuntimeException e) {
      // It cannot be read, or Kafka refuses the module itself; its words may hold the password.
      return false;
    }
  }

  private IOException wrong(String rule) {
    return new IOException("properties_file must " + rule.formatted(file));
  }
}
