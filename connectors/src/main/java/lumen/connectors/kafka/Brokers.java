package lumen.connectors.kafka;

import java.io.IOException;
import java.io.Serializable;

/**
 * Brokers, and by what they let a client in.
 *
 * @param bootstrap brokers to begin with, {@code host:port[,host:port]}
 * @param propertiesFile a Kafka client's properties of security, which its owner alone may read;
 *     empty: everybody is let in
 */
public record Brokers(String bootstrap, String propertiesFile) implements Serializable {
  /** Brokers that let everybody in. */
  public static Brokers open(String bootstrap) {
    return new Brokers(bootstrap, "");
  }

  /**
   * Reads the file, where a client is made.
   *
   * @throws IOException with one line that says what is wrong and what mends it
   */
  public ClientProperties client() throws IOException {
    return ClientProperties.read(propertiesFile);
  }
}
