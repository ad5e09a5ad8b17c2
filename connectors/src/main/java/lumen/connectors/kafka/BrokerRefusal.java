package lumen.connectors.kafka;

import java.util.Optional;
import lumen.connectors.tls.TlsFault;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;

/** Why a broker does not serve a client, in one line with what mends it and without secrets. */
public final class BrokerRefusal {
  private static final String TRUST =
      "ssl.truststore.location, with ssl.truststore.type=PEM, in %s";

  private BrokerRefusal() {}

  /**
   * What is told of a failure.
   *
   * @param key what names the brokers for a person
   * @param millis how long the broker had to answer
   */
  public static String line(String key, Brokers brokers, long millis, Throwable thrown) {
    Optional<AuthenticationException> refused = first(thrown, AuthenticationException.class);
    if (refused.isEmpty()) {
      return "%s: the broker must answer within %d s: %s does not (%s); start it, or correct the address%s"
          .formatted(
              key, millis / 1000, brokers.bootstrap(), TopicCheck.reason(thrown), door(brokers));
    }
    if (brokers.propertiesFile().isEmpty()) {
      return line(key, brokers, "it asks who comes", "give the key properties_file");
    }
    if (refused.get() instanceof SslAuthenticationException) {
      return ofCertificate(key, brokers, thrown);
    }
    String file = brokers.propertiesFile();
    if (refused.get() instanceof UnsupportedSaslMechanismException) {
      return line(
          key,
          brokers,
          "it does not know the way of " + file,
          "correct sasl.mechanism there, or add it to sasl.enabled.mechanisms of the broker");
    }
    return line(
        key,
        brokers,
        "it does not take user and password of " + file,
        "correct sasl.jaas.config there, or make the user: `kafka-configs.sh --alter --entity-type"
            + " users --entity-name NAME --add-config 'SCRAM-SHA-512=[password=...]'`");
  }

  /** Whether a failure will not pass by waiting: the broker answers, and lets the client not in. */
  public static boolean refuses(Throwable thrown) {
    return first(thrown, AuthenticationException.class).isPresent();
  }

  private static String door(Brokers brokers) {
    return brokers.propertiesFile().isEmpty()
        ? "; one that asks for TLS or a password needs properties_file"
        : ", or security.protocol of " + brokers.propertiesFile();
  }

  private static String ofCertificate(String key, Brokers brokers, Throwable thrown) {
    String file = brokers.propertiesFile();
    Optional<TlsFault> fault = TlsFault.of(thrown);
    if (fault.isPresent()) {
      String remedy = fault.get().remedy(TRUST.formatted(file));
      return line(key, brokers, fault.get().told(thrown), remedy);
    }
    return line(
        key,
        brokers,
        "no TLS with it (%s)".formatted(TopicCheck.reason(thrown)),
        "name the address of its TLS listener, or correct security.protocol and ssl.keystore.* in "
            + file);
  }

  private static String line(String key, Brokers brokers, String why, String remedy) {
    return "%s: the broker must let Lumen in: %s: %s; %s"
        .formatted(key, brokers.bootstrap(), why, remedy);
  }

  private static <T extends Throwable> Optional<T> first(Throwable thrown, Class<T> kind) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (kind.isInstance(cause)) {
        return Optional.of(kind.cast(cause));
      }
    }
    return Optional.empty();
  }
}
