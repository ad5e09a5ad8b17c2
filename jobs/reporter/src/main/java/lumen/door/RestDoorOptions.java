package lumen.door;

import java.util.List;
import java.util.Set;
import lumen.http.DoorRule;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.util.ConfigurationException;

/** What Flink's configuration says about who may use its REST port. */
public final class RestDoorOptions {
  /**
   * Names, {@code name} or {@code name:port}, by which the REST port is called beside those of
   * loopback and {@code rest.address}: a reverse proxy's, this machine's in its network.
   */
  public static final ConfigOption<List<String>> ALLOWED_HOSTS =
      ConfigOptions.key("lumen.rest.allowed-hosts").stringType().asList().defaultValues();

  /** The web UI; all else that it shows lies behind a {@code #}. */
  private static final Set<String> WEB_UI = Set.of("/", "/index.html");

  private RestDoorOptions() {}

  /**
   * The rule of a configuration.
   *
   * @throws ConfigurationException if a listed host is none
   */
  public static DoorRule rule(Configuration configuration) throws ConfigurationException {
    try {
      return new DoorRule(
          configuration.get(RestOptions.ADDRESS, ""),
          ALLOWED_HOSTS.key(),
          configuration.get(ALLOWED_HOSTS),
          WEB_UI::contains);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(e.getMessage(), e);
    }
  }
}
