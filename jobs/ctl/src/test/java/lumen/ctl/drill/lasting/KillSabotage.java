package lumen.ctl.drill.lasting;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import lumen.ctl.drill.DrillTopics;
import lumen.ctl.live.TestDatabase;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;

/** What is broken on purpose behind the kills, so that the proof of the drill is seen to fail. */
enum KillSabotage {
  /** Nothing. */
  NONE,

  /** The topic loses its first frame. */
  FRAME_DROPPED,

  /** The newest frame is written to the topic once more. */
  FRAME_DOUBLED,

  /** The table loses its newest row. */
  ROW_LOST;

  /** The one that {@code -Dlumen.drill.sabotage} names, in small letters. */
  static KillSabotage asked() {
    return valueOf(System.getProperty("lumen.drill.sabotage", "none").toUpperCase(Locale.ROOT));
  }

  /** Does it to what the job left. */
  void apply(DrillTopics broker, TestDatabase database) throws Exception {
    switch (this) {
      case NONE -> {
        // All is left as it is.
      }
      case FRAME_DROPPED -> dropFirst(broker);
      case FRAME_DOUBLED -> writeLastAgain(broker);
      case ROW_LOST ->
          database.run(
              "DELETE FROM %1$s WHERE ts = (SELECT max(ts) FROM %1$s)".formatted(KillStage.TABLE));
    }
  }

  private static void dropFirst(DrillTopics broker)
      throws ExecutionException, InterruptedException {
    TopicPartition frames = new TopicPartition(KillStage.FRAMES, 0);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      admin.deleteRecords(Map.of(frames, RecordsToDelete.beforeOffset(1))).all().get();
    }
  }

  private static void writeLastAgain(DrillTopics broker)
      throws ExecutionException, InterruptedException {
    var lines = broker.lines(KillStage.FRAMES);
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrap()),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>(KillStage.FRAMES, lines.get(lines.size() - 1))).get();
    }
  }
}
