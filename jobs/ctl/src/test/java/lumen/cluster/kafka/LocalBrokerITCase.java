package lumen.cluster.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import lumen.ctl.LumenctlRun;
import lumen.fixtures.CommandRun;
import lumen.terminal.ExitCode;
import lumen.terminal.LumenHome;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real broker process: start, death, start again, stop. */
@Timeout(120)
final class LocalBrokerITCase {
  @TempDir private Path temp;

  @BeforeEach
  void folder() {
    System.setProperty("lumen.kafka.dir", temp.resolve("kafka").toString());
  }

  @AfterEach
  void stop() {
    LumenctlRun.of("kafka", "stop");
    System.clearProperty("lumen.kafka.dir");
  }

  @Test
  void brokerStartsOnceKeepsItsRecordsOverADeathAndStops() throws Exception {
    assertThat(LumenctlRun.of("kafka", "status").exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    String port = Integer.toString(freePort());
    CommandRun started = LumenctlRun.of("kafka", "start", "--port", port);
    assertThat(started.err()).isEmpty();
    assertThat(started.out()).startsWith("broker runs: bootstrap 127.0.0.1:" + port);
    assertThat(LumenctlRun.of("kafka", "start", "--port", port).out())
        .startsWith("broker already runs: bootstrap 127.0.0.1:" + port);
    send("127.0.0.1:" + port, "{\"ts\":1,\"source\":\"a\",\"key\":\"x\",\"value\":1}");
    assertThat(LumenctlRun.of("kafka", "status").out())
        .contains("127.0.0.1:" + port + "  ready")
        .containsPattern("lumen.events +1 +1\\R");

    kill();
    assertThat(LumenctlRun.of("kafka", "status").exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(LumenctlRun.of("kafka", "start", "--port", port).exitCode()).isEqualTo(ExitCode.OK);
    assertThat(LumenctlRun.of("kafka", "status").out()).containsPattern("lumen.events +1 +1\\R");

    assertThat(LumenctlRun.of("kafka", "stop").out()).startsWith("broker stopped");
    assertThat(LumenctlRun.of("kafka", "stop").out()).startsWith("no broker runs");
  }

  @Test
  void portInUseIsOneLine() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CommandRun run =
          LumenctlRun.of("kafka", "start", "--port", Integer.toString(taken.getLocalPort()));
      assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
      assertThat(run.err().lines())
          .singleElement()
          .asString()
          .contains("port in use")
          .contains("`lumenctl kafka start --port N`");
    }
  }

  @Test
  void brokerThatCannotStartSaysWhyInOneLine() throws Exception {
    Files.createDirectories(temp.resolve("kafka/records"));
    Files.writeString(temp.resolve("kafka/records/meta.properties"), "version=1\nnode.id=7\n");
    CommandRun run = LumenctlRun.of("kafka", "start", "--port", Integer.toString(freePort()));
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .startsWith("lumenctl: the broker died at its start (exit code 1): ")
        .contains("meta.properties");
    assertThat(LumenctlRun.of("kafka", "status").out()).startsWith("no broker runs");
  }

  @Test
  void brokersJarsAreOnNoOtherClassPath() throws IOException {
    LumenHome home = LumenHome.locate();
    assertThat(jars(home.kafkaLibrary())).anyMatch(jar -> jar.startsWith("kafka_2.13-"));
    assertThat(jars(home.flinkLibrary())).noneMatch(jar -> jar.contains("kafka"));
    assertThat(jars(home.root().resolve("jobs/ctl/target/lumenctl/lib")))
        .anyMatch(jar -> jar.startsWith("kafka-clients-"))
        .noneMatch(jar -> jar.startsWith("kafka_2.13-") || jar.startsWith("scala-"));
  }

  private static Stream<String> jars(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList().stream();
    }
  }

  private static void kill() {
    long pid = BrokerFolder.locate(LumenHome.locate()).state().orElseThrow().process().pid();
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
  }

  private static void send(String bootstrap, String event) throws Exception {
    Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap);
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      byte[] value = event.getBytes(StandardCharsets.UTF_8);
      producer.send(new ProducerRecord<>("lumen.events", value)).get();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
