package lumen.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import lumen.connectors.tls.Certificates;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Topics of a real broker that asks for TLS and a password. */
@Timeout(90)
class SecuredTopicTest {
  private static final String KEY = "outputs.kafka.bootstrap";
  private static final List<String> SECRETS =
      List.of("hunter", "quoted", SecuredBroker.USER, "scram.ScramLoginModule");

  private static SecuredBroker broker;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    broker = new SecuredBroker(folder);
    broker.broker().create("in", 1, Map.of());
    broker.broker().create("out", 1, Map.of());
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  private static List<String> problems(String bootstrap, Path properties) {
    TopicUse use = new TopicUse("frames_topic", "out", TopicUse.Kind.KEYED_LINES);
    String file = properties == null ? "" : properties.toString();
    long begun = System.nanoTime();
    List<String> problems =
        TopicCheck.problems(
            KEY, new Brokers(bootstrap, file), List.of(use), false, "lumen-run-check");
    assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun)).isLessThan(20);
    assertThat(problems)
        .allSatisfy(line -> assertThat(line).doesNotContain(SECRETS).doesNotContain("\n"));
    return problems;
  }

  private static void expectRefused(String bootstrap, Path properties, String... parts) {
    assertThat(problems(bootstrap, properties))
        .singleElement()
        .asString()
        .startsWith(KEY + ": the broker must let Lumen in: " + bootstrap + ": ")
        .contains(parts);
  }

  @Test
  void whoIsKnownIsLetIn() throws Exception {
    assertThat(problems(broker.secure(), broker.properties())).isEmpty();
  }

  @Test
  void wrongPasswordIsOneLineWithItsRemedy() throws Exception {
    Path file = broker.wrongPassword();
    expectRefused(
        broker.secure(),
        file,
        "it does not take user and password of " + file + "; correct sasl.jaas.config there",
        "`kafka-configs.sh --alter");
  }

  @Test
  void unknownAuthorityIsOneLineWithItsRemedy() throws Exception {
    Path file = broker.strangersAuthority();
    expectRefused(
        broker.secure(),
        file,
        "signed by a stranger; name the authority that signed it: ssl.truststore.location",
        file.toString());
  }

  @Test
  void expiredCertificateIsOneLineWithItsRemedy() throws Exception {
    expectRefused(
        broker.expired(),
        broker.properties(),
        "its certificate has expired (NotAfter: ",
        "; renew the server's certificate");
  }

  @Test
  void unknownMechanismIsOneLineWithItsRemedy() throws Exception {
    String text = Files.readString(broker.properties()).replace("SHA-512", "SHA-256");
    expectRefused(broker.secure(), broker.file(text, "rw-------"), "; correct sasl.mechanism");
  }

  @Test
  void whoSpeaksAnotherWayIsToldWhatIsMissing() throws Exception {
    assertThat(problems(broker.secure(), null))
        .singleElement()
        .asString()
        .startsWith(KEY + ": the broker must answer within 8 s: ")
        .endsWith("; one that asks for TLS or a password needs properties_file");
    Path properties = broker.properties();
    assertThat(problems(broker.broker().bootstrap(), properties))
        .singleElement()
        .asString()
        .startsWith(KEY + ": the broker must answer within 8 s: ")
        .endsWith("start it, or correct the address, or security.protocol of " + properties);
  }

  private static void expectUnusable(String text, String rights, String... parts)
      throws IOException {
    Path file = broker.file(text, rights);
    assertThat(problems(broker.secure(), file))
        .singleElement()
        .asString()
        .startsWith(KEY + ": properties_file must ")
        .contains(parts)
        .contains(file.toString());
  }

  @Test
  void fileThatCannotBeUsedIsRefusedBeforeAnybodyIsAsked() throws Exception {
    String right = Files.readString(broker.properties());
    expectUnusable(right, "rw-r-----", "be readable by its owner alone, is rw-r-----: chmod 600 ");
    expectUnusable(
        right + "bootstrap.servers=other:1\ngroup.id=hunter2\nlinger.ms=5\n",
        "rw-------",
        "hold keys that begin with security., sasl., ssl., client.: ",
        " has bootstrap.servers, group.id, linger.ms");
    expectUnusable("hunter2\nhunter.three: x\n", "rw-------", " has others, which no client knows");
    expectUnusable(
        right + "ssl.truststore.hunter2=x\n",
        "rw-------",
        " a Kafka client: ",
        " an unknown ssl.*");
    expectUnusable(
        right.replace("SASL_SSL", "hunter2"), "rw-------", "let a client be made", "***");
    expectUnusable("# nothing\n", "rw-------", "hold properties");
    expectUnusable(
        "ssl.truststore.location=ca.pem\n", "rw-------", "absolute paths: ssl.truststore.location");
    expectUnusable("client.id=a\\u00x\n", "rw-------", "be properties");
    expectUnusable(
        right.replace(" required ", " hunter2 "), "rw-------", "log in by PlainLoginModule");
    expectUnusable(
        right.replaceAll("(?m)^sasl.jaas.config=.*$", "sasl.jaas.config=hunter2"),
        "rw-------",
        "log in by PlainLoginModule");
    expectUnusable(
        "ssl.truststore.location=/a\\u0000hunter2\n",
        "rw-------",
        "absolute paths: ssl.truststore");
    expectUnusable(
        "ssl.keystore.location=/dev/zero\n", "rw-------", "paths: ssl.keystore.location");
    expectUnusable(
        right.replace("authority.crt", "hunter2.crt"), "rw-------", "let a client be made");
    assertThat(problems(broker.secure(), Path.of("/nonexistent/file")))
        .containsExactly(KEY + ": properties_file must exist: /nonexistent/file");
  }

  /** Whoever could write the file would else run code, or reach other machines, by Lumen's hand. */
  @Test
  void whatAClientWouldLoadStartOrAskIsRefusedByName() throws Exception {
    String right = Files.readString(broker.properties());
    List<String> keys =
        List.of(
            "sasl.client.callback.handler.class=a.B",
            "sasl.login.callback.handler.class=a.B",
            "sasl.login.class=a.B",
            "ssl.engine.factory.class=a.B",
            "security.providers=a.B",
            "sasl.kerberos.kinit.cmd=/tmp/hunter2",
            "sasl.oauthbearer.token.endpoint.url=http://hunter2/",
            "sasl.oauthbearer.jwks.endpoint.url=file:/etc/hunter2",
            "sasl.oauthbearer.assertion.private.key.file=/etc/hunter2",
            "sasl.oauthbearer.jwt.retriever.class=a.B");
    for (String key : keys) {
      expectUnusable(
          right + key + "\n",
          "rw-------",
          "name no class, program or address",
          " has " + key.substring(0, key.indexOf('=')));
    }
    for (String module :
        List.of(
            "com.sun.security.auth.module.JndiLoginModule",
            "com.sun.security.auth.module.LdapLoginModule",
            "com.sun.security.auth.module.KeyStoreLoginModule",
            "a.hunter2.Module")) {
      Path file =
          broker.file(right.replaceAll("org[.]apache[^ ]*LoginModule", module), "rw-------");
      assertThatThrownBy(() -> ClientProperties.read(file.toString()))
          .hasMessage(
              "properties_file must log in by PlainLoginModule, ScramLoginModule or"
                  + " Krb5LoginModule: sasl.jaas.config of %s must say MODULE required"
                  + " username=\"...\" password=\"...\";",
              file);
    }
  }

  private KafkaInputOptions input(Path properties) {
    return new KafkaInputOptions(
        "events",
        broker.secure(),
        "in",
        "group",
        KafkaInputOptions.Start.EARLIEST,
        Map.of(),
        20,
        1 << 16,
        0,
        EndingSource.NEVER,
        false,
        properties.toString());
  }

  private KafkaOutputOptions output(Path properties) {
    return new KafkaOutputOptions(
        broker.secure(), "out", "sample-1", "lumen-out", Map.of(), properties.toString());
  }

  @Test
  void jobReadsAndWritesThroughTheDoorAndKeepsNothingOfIt(@TempDir Path folder) throws Exception {
    Path properties = broker.properties();
    MiniClusterConfiguration configuration =
        new MiniClusterConfiguration.Builder()
            .setNumTaskManagers(1)
            .setNumSlotsPerTaskManager(2)
            .withRandomPorts()
            .build();
    try (MiniCluster cluster = new MiniCluster(configuration);
        LoggedTexts logged = new LoggedTexts()) {
      cluster.start();
      KafkaJob job =
          new KafkaJob(cluster, folder)
              .start(input(properties), output(properties), Duration.ofMillis(200), null);
      List<byte[]> events =
          Stream.of(0, 1, 2)
              .map(i -> BlockerRun.bytes(BlockerRun.event("s", i * 0.05, i)))
              .toList();
      broker.broker().send("in", 0, events);
      await().atMost(Duration.ofSeconds(30)).until(() -> samples() == events.size());
      job.stop();
      assertThat(logged.texts()).isNotEmpty();
      assertThat(logged.texts()).allSatisfy(text -> assertThat(text).doesNotContain(SECRETS));
    }
    try (Stream<Path> kept = Files.walk(folder)) {
      List<Path> files = kept.filter(Files::isRegularFile).toList();
      assertThat(files).isNotEmpty();
      for (Path file : files) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain(SECRETS);
      }
    }
  }

  private static long samples() {
    return broker.broker().lines("out", "read_committed").stream()
        .filter(line -> line.contains("micros"))
        .count();
  }

  @Test
  void whatTravelsWithAJobNamesTheFileAlone() throws Exception {
    Path properties = broker.properties();
    for (Object part :
        List.of(
            new TopicSource(input(properties)),
            KafkaLines.<String>sink(output(properties), line -> line, line -> line))) {
      String bytes =
          new String(InstantiationUtil.serializeObject(part), StandardCharsets.ISO_8859_1);
      assertThat(bytes)
          .contains(properties.toString())
          .doesNotContain(SECRETS)
          .doesNotContain("SASL_SSL")
          .doesNotContain(Certificates.PASSWORD);
    }
  }

  @Test
  void writerWithoutItsFileFailsAtOnceWithOneLine() {
    TopicSource source = new TopicSource(input(Path.of("/nonexistent/file")));
    assertThatThrownBy(() -> source.createEnumerator(null))
        .isInstanceOf(IOException.class)
        .hasMessage("properties_file must exist: /nonexistent/file");
  }
}
