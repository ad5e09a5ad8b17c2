package lumen.ctl.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import lumen.ctl.LumenctlRun;
import lumen.fixtures.CommandRun;
import lumen.terminal.ExitCode;
import lumen.terminal.LumenHome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that ask a broker, and the file by which it lets them in. */
final class PropertiesFileTest {
  private static final String NOBODY = "127.0.0.1:1";

  @TempDir private Path folder;

  private Path file(String text, String rights) throws IOException {
    Path file = Files.writeString(folder.resolve("client.properties"), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
  }

  /** Every command, with a file. */
  private List<List<String>> commands(Path file) throws IOException {
    Path config = Files.createDirectories(folder.resolve("config"));
    Files.writeString(
        config.resolve("sensors.yaml"),
        "streams: [{name: a, type: osc, addr: \"127.0.0.1:9000\"}]\n");
    Path reads = Files.createDirectories(folder.resolve("reads"));
    Files.writeString(
        reads.resolve("sensors.yaml"),
        "streams: [{name: a, type: kafka, bootstrap: \"%s\", topic: t, properties_file: \"%s\"}]%n"
            .formatted(NOBODY, file));
    Path writes = Files.createDirectories(folder.resolve("writes"));
    Files.writeString(
        writes.resolve("fusion.yaml"),
        "outputs: {kafka: {bootstrap: \"%s\", properties_file: \"%s\"}}%n".formatted(NOBODY, file));
    Path recording = Files.writeString(folder.resolve("r.ndjson"), "{\"ts\":1}\n");
    String out = folder.resolve("out").toString();
    String topic = NOBODY + "/t";
    return List.of(
        List.of(
            "kafka", "create", "t", "--bootstrap", NOBODY, "--properties-file", file.toString()),
        List.of("control", "release", "--kafka", topic, "--properties-file", file.toString()),
        List.of(
            "ingest",
            "--config",
            config.toString(),
            "--kafka",
            topic,
            "--properties-file",
            file.toString()),
        List.of(
            "play", recording.toString(), "--kafka", topic, "--properties-file", file.toString()),
        List.of("run", "--config", reads.toString(), "--out", out, "--local"),
        List.of(
            "replay",
            recording.toString(),
            "--config",
            writes.toString(),
            "--out",
            out,
            "--local"));
  }

  private void expectRefused(Path file, String message) throws IOException {
    for (List<String> command : commands(file)) {
      CommandRun run = LumenctlRun.of(command.toArray(String[]::new));
      assertThat(run.exitCode()).as(command.toString()).isEqualTo(ExitCode.FAILED);
      assertThat(run.err().lines())
          .as(command.toString())
          .singleElement()
          .asString()
          .startsWith("lumenctl: ")
          .endsWith("properties_file " + message)
          .doesNotContain("hunter2");
    }
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void fileThatOthersMayReadIsRefusedByEveryCommandWithWhatMendsIt() throws IOException {
    Path file = file("sasl.jaas.config=hunter2\n", "rw-r--r--");
    expectRefused(file, "must be readable by its owner alone, is rw-r--r--: chmod 600 " + file);
  }

  @Test
  void keyThatIsNotOfSecurityIsRefusedByEveryCommandByItsName() throws IOException {
    Path file = file("ssl.key.password=hunter2\nacks=0\n", "rw-------");
    expectRefused(
        file,
        "must hold keys that begin with security., sasl., ssl., client.: %s has acks"
            .formatted(file));
  }

  /** Kafka's clients print their settings, of which they know passwords only as secrets. */
  @Test
  void settingsOfClientsStandInNoLogOfOurs() throws IOException {
    Properties ofCluster = new Properties();
    Path template = LumenHome.locate().clusterTemplates().resolve("log4j.properties");
    try (InputStream in = Files.newInputStream(template)) {
      ofCluster.load(in);
    }
    Properties ofCommands = new Properties();
    try (InputStream in = getClass().getResourceAsStream("/log4j2.properties")) {
      ofCommands.load(in);
    }
    for (Properties log : List.of(ofCluster, ofCommands)) {
      assertThat(log)
          .containsEntry("logger.consumer.name", "org.apache.kafka.clients.consumer.ConsumerConfig")
          .containsEntry("logger.producer.name", "org.apache.kafka.clients.producer.ProducerConfig")
          .containsEntry("logger.admin.name", "org.apache.kafka.clients.admin.AdminClientConfig");
      for (String name : List.of("consumer", "producer", "admin")) {
        assertThat(log.getProperty("logger." + name + ".level").toUpperCase(Locale.ROOT))
            .isIn("WARN", "OFF");
      }
    }
  }
}
