package lumen.connectors.kafka;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Whether the topics of a broker can be used as they are wanted, before a job is started that would
 * only find out by failing. Every problem is one line that says how it is mended.
 */
public final class TopicCheck {
  /** So long a broker has for one answer. */
  static final int PATIENCE_MILLIS = 8_000;

  private static final String MIN_ISR = "min.insync.replicas";
  private static final String CLEANUP = "cleanup.policy";

  private final Brokers brokers;
  private final String bootstrap;
  private final List<TopicUse> uses;
  private final List<String> problems = new ArrayList<>();

  private TopicCheck(Brokers brokers, List<TopicUse> uses) {
    this.brokers = brokers;
    bootstrap = brokers.bootstrap();
    this.uses = uses;
  }

  /**
   * Looks at the topics.
   *
   * @param key what names the brokers for a person
   * @param uses topics of these brokers
   * @param create whether those that are missing are made: one partition, the broker's own number
   *     of copies
   * @param transactionalId an id that a job of that name may use
   * @return a line for each problem; none: all is well
   */
  public static List<String> problems(
      String key, Brokers brokers, List<TopicUse> uses, boolean create, String transactionalId) {
    TopicCheck check = new TopicCheck(brokers, uses);
    try {
      check.look(key, brokers.client(), create, transactionalId);
    } catch (IOException e) {
      check.problems.add(key + ": " + e.getMessage());
    } catch (KafkaException e) {
      check.problems.add(BrokerRefusal.line(key, brokers, PATIENCE_MILLIS, e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      check.problems.add(key + ": interrupted before the broker answered: " + brokers.bootstrap());
    }
    return List.copyOf(check.problems);
  }

  private void look(String key, ClientProperties client, boolean create, String transactionalId)
      throws InterruptedException {
    try (Admin admin = Admin.create(settings(client, bootstrap))) {
      look(admin, create);
      if (uses.stream().anyMatch(use -> use.kind().transactional())) {
        problems.addAll(TransactionCheck.problems(admin, key, brokers, client, transactionalId));
      }
    }
  }

  static Map<String, Object> settings(ClientProperties client, String bootstrap) {
    return client.with(
        bootstrap,
        Map.of(
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            PATIENCE_MILLIS,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            PATIENCE_MILLIS,
            AdminClientConfig.CLIENT_ID_CONFIG,
            "lumen-check"));
  }

  /** In one line, with the cause that a client's wrapper leaves out. */
  static String reason(Throwable thrown) {
    Throwable last = thrown;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    return String.valueOf(last.getMessage()).strip().replaceAll("\\s*\\R\\s*", " | ");
  }

  private void look(Admin admin, boolean create) throws InterruptedException {
    List<String> names = uses.stream().map(TopicUse::topic).distinct().toList();
    var asked =
        admin.describeTopics(names, new DescribeTopicsOptions().includeAuthorizedOperations(true));
    Map<TopicUse, TopicDescription> found = new LinkedHashMap<>();
    for (TopicUse use : uses) {
      try {
        found.put(use, asked.topicNameValues().get(use.topic()).get());
      } catch (ExecutionException e) {
        absent(admin, use, create, e.getCause());
      }
    }
    Map<String, Config> settings = settings(admin, found.values());
    found.forEach(
        (use, topic) -> judge(use, topic, Optional.ofNullable(settings.get(use.topic()))));
  }

  private void absent(Admin admin, TopicUse use, boolean create, Throwable cause)
      throws InterruptedException {
    if (cause instanceof AuthorizationException) {
      problems.add(forbidden(use));
    } else if (!(cause instanceof UnknownTopicOrPartitionException)) {
      throw cause instanceof KafkaException known ? known : new KafkaException(cause);
    } else if (create && use.kind().written()) {
      make(admin, use);
    } else {
      problems.add(
          "%s: the topic must exist: %s at %s; `lumenctl kafka create --bootstrap %s %s%s` makes it%s"
              .formatted(
                  use.key(),
                  use.topic(),
                  bootstrap,
                  bootstrap,
                  use.topic(),
                  brokers.propertiesFile().isEmpty()
                      ? ""
                      : " --properties-file " + brokers.propertiesFile(),
                  use.kind().transactional() ? ", so does outputs.kafka.create: true" : ""));
    }
  }

  private void make(Admin admin, TopicUse use) throws InterruptedException {
    NewTopic topic = new NewTopic(use.topic(), Optional.of(1), Optional.empty());
    try {
      admin.createTopics(List.of(topic)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        problems.add(
            "%s: the topic must exist: %s at %s; it could not be made: %s"
                .formatted(use.key(), use.topic(), bootstrap, reason(e)));
      }
    }
  }

  /** Settings of the topics; empty where the broker does not show them to everyone. */
  private static Map<String, Config> settings(Admin admin, Iterable<TopicDescription> topics)
      throws InterruptedException {
    List<ConfigResource> asked = new ArrayList<>();
    topics.forEach(topic -> asked.add(new ConfigResource(ConfigResource.Type.TOPIC, topic.name())));
    Map<String, Config> settings = new LinkedHashMap<>();
    var answers = admin.describeConfigs(asked).values();
    for (ConfigResource resource : asked) {
      try {
        settings.put(resource.name(), answers.get(resource).get());
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof AuthorizationException)) {
          throw new KafkaException(e.getCause());
        }
      }
    }
    return settings;
  }

  private void judge(TopicUse use, TopicDescription topic, Optional<Config> settings) {
    if (topic.authorizedOperations() != null
        && !topic.authorizedOperations().contains(operation(use))) {
      problems.add(forbidden(use));
    }
    int partitions = topic.partitions().size();
    if (use.kind().log() && partitions != 1) {
      problems.add(
          "%s: a log must have one partition: %s has %d; `lumenctl kafka create --bootstrap %s NAME` makes"
                  .formatted(use.key(), use.topic(), partitions, bootstrap)
              + " one with it");
    }
    int wanted = number(settings, MIN_ISR);
    for (TopicPartitionInfo partition : topic.partitions()) {
      Node leader = partition.leader();
      if (leader == null || leader.isEmpty()) {
        problems.add(
            "%s: every partition must have a leader: %s-%d has none; start the broker that keeps it"
                .formatted(use.key(), use.topic(), partition.partition()));
      } else if (use.kind().written() && partition.isr().size() < wanted) {
        problems.add(
            "%s: %s of %s must not exceed its copies: %d of partition %d are in sync, %d must be;"
                    .formatted(
                        use.key(),
                        MIN_ISR,
                        use.topic(),
                        partition.isr().size(),
                        partition.partition(),
                        wanted)
                + " start the other brokers, or `kafka-configs.sh --bootstrap-server %s --alter --topic %s --add-config %s=%d`"
                    .formatted(bootstrap, use.topic(), MIN_ISR, partition.isr().size()));
      }
    }
    if (use.kind() == TopicUse.Kind.LINES && text(settings, CLEANUP).contains("compact")) {
      problems.add(
          ("%s: %s of %s must be delete: a compacted topic takes no line without a key;"
                  + " `kafka-configs.sh --bootstrap-server %s --alter --topic %s --add-config"
                  + " %s=delete`")
              .formatted(use.key(), CLEANUP, use.topic(), bootstrap, use.topic(), CLEANUP));
    }
  }

  private static String text(Optional<Config> settings, String name) {
    return settings.map(s -> s.get(name)).map(ConfigEntry::value).orElse("");
  }

  private static int number(Optional<Config> settings, String name) {
    String text = text(settings, name);
    return text.isEmpty() ? 0 : Integer.parseInt(text);
  }

  private static AclOperation operation(TopicUse use) {
    return use.kind().written() ? AclOperation.WRITE : AclOperation.READ;
  }

  private String forbidden(TopicUse use) {
    String operation = use.kind().written() ? "Write" : "Read";
    return ("%s: %s must be allowed: topic %s at %s; `kafka-acls.sh --bootstrap-server %s --add"
            + " --allow-principal User:NAME --operation %s --operation Describe --topic %s`")
        .formatted(
            use.key(),
            operation.equals("Write") ? "writing" : "reading",
            use.topic(),
            bootstrap,
            bootstrap,
            operation,
            use.topic());
  }
}
