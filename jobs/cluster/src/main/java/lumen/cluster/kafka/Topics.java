package lumen.cluster.kafka;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/** The topics of the local broker. */
final class Topics {
  /** What Lumen reads and writes unless told otherwise; see docs/kafka.md. */
  static final List<String> STANDARD =
      List.of(
          "lumen.events",
          "lumen.frames",
          "lumen.commands",
          "lumen.control",
          "lumen.evidence",
          "lumen.rejects",
          "lumen.late");

  private static final int TIMEOUT_MILLIS = 15_000;

  /**
   * One topic.
   *
   * @param offsets how far its partitions were written, summed; markers of transactions included
   */
  record Line(String topic, int partitions, long offsets) {}

  private Topics() {}

  /** Makes those of the standard topics that are not there. */
  static void create(String bootstrap) {
    try (Admin admin = admin(bootstrap)) {
      var there = admin.listTopics().names().get();
      List<NewTopic> missing =
          STANDARD.stream()
              .filter(topic -> !there.contains(topic))
              .map(topic -> new NewTopic(topic, 1, (short) 1))
              .toList();
      admin.createTopics(missing).all().get();
    } catch (ExecutionException e) {
      throw unreachable(bootstrap, e.getCause());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** The topics in the order of their names, without the broker's own. */
  static List<Line> list(String bootstrap) {
    try (Admin admin = admin(bootstrap)) {
      var names = admin.listTopics().names().get();
      Map<String, TopicDescription> topics =
          new TreeMap<>(admin.describeTopics(names).allTopicNames().get());
      Map<TopicPartition, OffsetSpec> asked =
          new TreeMap<>(
              Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition));
      topics.forEach(
          (topic, description) ->
              description
                  .partitions()
                  .forEach(
                      p ->
                          asked.put(
                              new TopicPartition(topic, p.partition()), OffsetSpec.latest())));
      Map<TopicPartition, ListOffsetsResultInfo> ends = admin.listOffsets(asked).all().get();
      List<Line> lines = new ArrayList<>();
      topics.forEach(
          (topic, description) -> {
            int partitions = description.partitions().size();
            long offsets = 0;
            for (int p = 0; p < partitions; p++) {
              offsets += ends.get(new TopicPartition(topic, p)).offset();
            }
            lines.add(new Line(topic, partitions, offsets));
          });
      return lines;
    } catch (ExecutionException e) {
      throw unreachable(bootstrap, e.getCause());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static Admin admin(String bootstrap) {
    return Admin.create(
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrap,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            TIMEOUT_MILLIS,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            TIMEOUT_MILLIS));
  }

  private static CommandFailure unreachable(String bootstrap, Throwable cause) {
    return new CommandFailure(
        ExitCode.UNREACHABLE,
        "the broker must answer: %s: %s".formatted(bootstrap, cause.getMessage()),
        cause);
  }

  private static CommandFailure interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new CommandFailure(ExitCode.FAILED, "interrupted", e);
  }
}
