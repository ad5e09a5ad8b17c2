package lumen.ctl.kafka;

import java.io.IOException;
import java.util.Map;
import lumen.connectors.kafka.Brokers;
import lumen.terminal.CommandFailure;

/** What a command's client is made with. */
public final class BrokerDoor {
  private BrokerDoor() {}

  /**
   * All settings of a client.
   *
   * @param own what the client is for
   * @throws CommandFailure if the file of the brokers cannot be used
   */
  public static Map<String, Object> settings(Brokers brokers, Map<String, Object> own) {
    try {
      return brokers.client().with(brokers.bootstrap(), own);
    } catch (IOException e) {
      throw CommandFailure.failed(e.getMessage());
    }
  }
}
