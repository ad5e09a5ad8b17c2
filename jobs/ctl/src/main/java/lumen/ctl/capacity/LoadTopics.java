package lumen.ctl.capacity;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import lumen.connectors.kafka.Brokers;
import lumen.ctl.kafka.BrokerDoor;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topic of the events of a load. Those of the outputs are made as those of any job. */
final class LoadTopics {
  private static final int PATIENCE_MILLIS = 10_000;

  private LoadTopics() {}

  /** Makes it unless it is there. */
  static void make(String bootstrap, String topic) {
    Map<String, Object> own =
        Map.of(
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            PATIENCE_MILLIS,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            PATIENCE_MILLIS);
    try (Admin admin = Admin.create(BrokerDoor.settings(new Brokers(bootstrap, ""), own))) {
      admin
          .createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty())))
          .all()
          .get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw unreachable(bootstrap, e.getCause());
      }
    } catch (KafkaException e) {
      throw unreachable(bootstrap, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("interrupted");
    }
  }

  private static CommandFailure unreachable(String bootstrap, Throwable cause) {
    return new CommandFailure(
        ExitCode.UNREACHABLE,
        "the broker must answer, `lumenctl kafka start` starts one here: %s: %s"
            .formatted(bootstrap, cause.getMessage()),
        cause);
  }
}
