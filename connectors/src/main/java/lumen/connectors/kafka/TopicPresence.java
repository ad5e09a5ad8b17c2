package lumen.connectors.kafka;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Fails where a topic is known to be missing, and leaves everything else to those who write. */
final class TopicPresence {
  private static final String MAKES_TOPICS = "auto.create.topics.enable";

  private TopicPresence() {}

  /**
   * Asks the broker.
   *
   * @throws IOException if it answers that there is no such topic, and makes none by itself; one
   *     that does not answer may come back, and who writes waits for it
   */
  static void require(KafkaOutputOptions output) throws IOException, InterruptedException {
    ClientProperties client = output.brokers().client();
    Map<String, Object> settings = new HashMap<>(output.clientProperties());
    settings.putAll(TopicCheck.settings(client, output.bootstrap()));
    try (Admin admin = Admin.create(settings)) {
      if (missing(admin, output.topic())
          && !TransactionCheck.setting(admin, MAKES_TOPICS).map(Boolean::valueOf).orElse(false)) {
        throw new IOException(
            "the topic must exist: %s at %s".formatted(output.topic(), output.bootstrap()));
      }
    } catch (KafkaException e) {
      // The broker does not answer, or does not tell: that is for the writer to wait for.
      return;
    }
  }

  private static boolean missing(Admin admin, String topic) throws InterruptedException {
    try {
      admin.describeTopics(List.of(topic)).topicNameValues().get(topic).get();
      return false;
    } catch (ExecutionException e) {
      return e.getCause() instanceof UnknownTopicOrPartitionException;
    }
  }
}
