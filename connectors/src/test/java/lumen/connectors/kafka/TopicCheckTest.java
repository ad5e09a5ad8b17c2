package lumen.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Topics of a real broker that asks for rights. */
@Timeout(60)
class TopicCheckTest {
  private static final String KEY = "outputs.kafka.bootstrap";

  private static Broker broker;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    broker =
        new Broker(
            folder,
            Map.of(
                "authorizer.class.name",
                "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "allow.everyone.if.no.acl.found",
                "true"));
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  private static List<String> problems(boolean create, TopicUse... uses) {
    return TopicCheck.problems(
        KEY, Brokers.open(broker.bootstrap()), List.of(uses), create, "lumen-run-check");
  }

  private static TopicUse lines(String topic) {
    return new TopicUse("rejects_topic", topic, TopicUse.Kind.LINES);
  }

  private static TopicUse keyed(String topic) {
    return new TopicUse("frames_topic", topic, TopicUse.Kind.KEYED_LINES);
  }

  private static void deny(ResourceType type, String name, AclOperation operation)
      throws Exception {
    try (Admin admin = broker.admin()) {
      AclBinding denied =
          new AclBinding(
              new ResourcePattern(type, name, PatternType.LITERAL),
              new AccessControlEntry("User:*", "*", operation, AclPermissionType.DENY));
      admin.createAcls(List.of(denied)).all().get();
    }
  }

  @Test
  void topicThatIsMissingIsToldWithWhatMakesItOrMade() throws Exception {
    TopicUse frames = keyed("missing.frames");
    TopicUse events = new TopicUse("stream events", "missing.events", TopicUse.Kind.READ);
    String command = "`lumenctl kafka create --bootstrap " + broker.bootstrap() + " missing.";
    assertThat(problems(false, frames, events))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith("frames_topic: the topic must exist: missing.frames at ")
                    .contains(command + "frames` makes it, so does outputs.kafka.create: true"),
            line ->
                assertThat(line)
                    .startsWith("stream events: the topic must exist: missing.events at ")
                    .endsWith(command + "events` makes it"));
    assertThat(problems(true, frames, events)).hasSize(1).first().asString().contains("events");
    assertThat(problems(false, frames)).isEmpty();
    try (Admin admin = broker.admin()) {
      assertThat(
              admin
                  .describeTopics(List.of("missing.frames"))
                  .allTopicNames()
                  .get()
                  .get("missing.frames")
                  .partitions())
          .hasSize(1);
    }
  }

  @Test
  void everythingThatWouldFailTheJobIsToldAtOnce() throws Exception {
    broker.create("copies", 2, Map.of("min.insync.replicas", "2"));
    broker.create("compacted", 1, Map.of("cleanup.policy", "compact"));
    broker.create("closed", 1, Map.of());
    broker.create("hidden", 1, Map.of());
    broker.create("log", 2, Map.of());
    deny(ResourceType.TOPIC, "closed", AclOperation.WRITE);
    deny(ResourceType.TOPIC, "hidden", AclOperation.DESCRIBE);
    List<String> problems =
        problems(
            true,
            keyed("copies"),
            lines("compacted"),
            keyed("closed"),
            keyed("hidden"),
            new TopicUse("stream log", "log", TopicUse.Kind.READ_LOG));
    assertThat(problems).allSatisfy(line -> assertThat(line).doesNotContain("\n"));
    assertThat(problems)
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("min.insync.replicas of copies must not exceed its copies: 1 of")
                    .contains("--topic copies --add-config min.insync.replicas=1`"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("cleanup.policy of compacted must be delete")
                    .contains("--topic compacted --add-config cleanup.policy=delete`"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("writing must be allowed: topic closed")
                    .contains("`kafka-acls.sh ")
                    .contains("--operation Write --operation Describe --topic closed`"))
        .anySatisfy(line -> assertThat(line).contains("writing must be allowed: topic hidden"))
        .anySatisfy(
            line -> assertThat(line).startsWith("stream log: a log must have one partition: log"))
        .hasSize(6);
    assertThat(problems(false, keyed("compacted"))).as("keyed lines may be compacted").isEmpty();
  }

  @Test
  void transactionsThatAreNotAllowedAreTold() throws Exception {
    broker.create("some", 1, Map.of());
    deny(ResourceType.TRANSACTIONAL_ID, "lumen-shut-check", AclOperation.WRITE);
    assertThat(
            TopicCheck.problems(
                KEY,
                Brokers.open(broker.bootstrap()),
                List.of(keyed("some")),
                false,
                "lumen-shut-check"))
        .singleElement()
        .asString()
        .startsWith(KEY + ": transactions must be allowed at ")
        .contains("--transactional-id lumen- --resource-pattern-type prefixed`");
  }

  @Test
  void limitBelowTheTransactionsIsTold(@TempDir Path folder) throws Exception {
    try (Broker hasty = new Broker(folder, Map.of("transaction.max.timeout.ms", "300000"))) {
      hasty.create("some", 1, Map.of());
      assertThat(
              TopicCheck.problems(
                  KEY,
                  Brokers.open(hasty.bootstrap()),
                  List.of(keyed("some")),
                  false,
                  "lumen-run-check"))
          .singleElement()
          .asString()
          .startsWith(
              KEY + ": transaction.max.timeout.ms of the broker must be at least 600000: is 300000")
          .contains("set it in the broker's properties");
    }
  }

  @Test
  void brokerThatDoesNotAnswerIsOneLineAfterABoundedTime() throws Exception {
    String nobody;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = "127.0.0.1:" + socket.getLocalPort();
    }
    for (String address : List.of(nobody, "no-such-host.invalid:9092")) {
      assertThat(
              TopicCheck.problems(
                  KEY, Brokers.open(address), List.of(keyed("some"), lines("b")), true, "id"))
          .singleElement()
          .asString()
          .startsWith(KEY + ": the broker must answer within 8 s: " + address + " does not (");
    }
  }

  @Test
  void writerFailsAtOnceWhereTheTopicIsKnownToBeMissing() throws Exception {
    broker.create("there", 1, Map.of());
    assertThatCode(() -> TopicPresence.require(output("there"))).doesNotThrowAnyException();
    assertThatThrownBy(() -> TopicPresence.require(output("nowhere")))
        .isInstanceOf(IOException.class)
        .hasMessage("the topic must exist: nowhere at " + broker.bootstrap());
  }

  private static KafkaOutputOptions output(String topic) {
    return new KafkaOutputOptions(broker.bootstrap(), topic, "a-1", "lumen-a", Map.of());
  }
}
