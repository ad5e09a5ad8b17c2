package lumen.connectors.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lumen.connectors.tls.Certificates;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/**
 * A real broker that asks for TLS and a password (SCRAM) at two more doors, one of them expired.
 */
final class SecuredBroker implements AutoCloseable {
  static final String USER = "lumen-of-the-test";
  static final String PASSWORD = "hunter2=; \"quoted\"";

  private static final String SCRAM = "org.apache.kafka.common.security.scram.ScramLoginModule";
  private static final int ITERATIONS = 4096;

  private final Path folder;
  private final Certificates certificates;
  private final Broker broker;
  private final int secure;
  private final int expired;

  SecuredBroker(Path folder) throws Exception {
    this.folder = folder;
    certificates = Certificates.make(folder);
    secure = Broker.freePort();
    expired = Broker.freePort();
    Map<String, String> settings =
        new TreeMap<>(
            Map.of(
                "listeners",
                "SECURE://127.0.0.1:%d,EXPIRED://127.0.0.1:%d".formatted(secure, expired),
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SECURE:SASL_SSL,EXPIRED:SASL_SSL",
                "sasl.enabled.mechanisms",
                "SCRAM-SHA-512"));
    settings.putAll(door("secure", Certificates.GOOD));
    settings.putAll(door("expired", Certificates.EXPIRED));
    broker = new Broker(folder, settings);
    try (Admin admin = broker.admin()) {
      var credential = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS);
      var user = new UserScramCredentialUpsertion(USER, credential, PASSWORD);
      admin.alterUserScramCredentials(List.of(user)).all().get();
    }
  }

  private Map<String, String> door(String listener, String server) throws Exception {
    String at = "listener.name." + listener + ".";
    return Map.of(
        at + "scram-sha-512.sasl.jaas.config",
        SCRAM + " required;",
        at + "ssl.keystore.location",
        certificates.storeFile(server).toString(),
        at + "ssl.keystore.type",
        "PKCS12",
        at + "ssl.keystore.password",
        Certificates.PASSWORD);
  }

  /** Behind the plain door. */
  Broker broker() {
    return broker;
  }

  String secure() {
    return "127.0.0.1:" + secure;
  }

  String expired() {
    return "127.0.0.1:" + expired;
  }

  /** The properties of a client that is let in. */
  Path properties() throws Exception {
    return properties(PASSWORD, certificates.authority());
  }

  /** The properties of one that knows the authority alone. */
  Path wrongPassword() throws Exception {
    return properties("hunter3-is-wrong", certificates.authority());
  }

  /** The properties of one that trusts another authority. */
  Path strangersAuthority() throws Exception {
    return properties(PASSWORD, certificates.stranger());
  }

  private Path properties(String password, Path authority) throws IOException {
    String quoted = password.replace("\"", "\\\\\"");
    String text =
        """
        security.protocol=SASL_SSL
        sasl.mechanism=SCRAM-SHA-512
        sasl.jaas.config=%s required username="%s" password="%s";
        ssl.truststore.type=PEM
        ssl.truststore.location=%s
        """
            .formatted(SCRAM, USER, quoted, authority);
    return file(text, "rw-------");
  }

  /** A file of properties. */
  Path file(String text, String rights) throws IOException {
    Path file = Files.createTempFile(folder, "client", ".properties");
    Files.writeString(file, text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
  }

  @Override
  public void close() {
    broker.close();
  }
}
