package lumen.cluster.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import lumen.terminal.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
  private static final int WRITERS = 8;
  private static final int LINES = 50;

  @TempDir private Path folder;

  private List<JsonNode> lines() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve(AuditLog.FILE))) {
      lines.add(Json.mapper().readTree(line));
    }
    return lines;
  }

  @Test
  void whatIsDoneLeavesOneLine() throws IOException {
    InstantSource noon = InstantSource.fixed(Instant.parse("2026-01-31T12:00:00.1234Z"));
    AuditLog log = AuditLog.in(folder, noon);
    assertThat(log.begin("take").about("job", "a").about("name", "").carryOut(() -> 7))
        .isEqualTo(7);
    assertThat(Files.readString(log.file()))
        .isEqualTo(
            "{\"ts\":\"2026-01-31T12:00:00.123Z\",\"user\":\"%s\",\"what\":\"take\",\"result\":\"done\",\"job\":\"a\"}%n"
                .formatted(System.getProperty("user.name")));
  }

  @Test
  void whatFailsLeavesItsReasonAndIsThrownOn() throws IOException {
    AuditedAct act = AuditLog.in(folder).begin("stop");
    IllegalStateException thrown = new IllegalStateException("one\n  two");
    assertThatThrownBy(
            () ->
                act.carryOut(
                    () -> {
                      throw thrown;
                    }))
        .isSameAs(thrown);
    assertThat(lines()).hasSize(1);
    assertThat(lines().get(0).path("result").asText()).isEqualTo("failed");
    assertThat(lines().get(0).path("error").asText()).isEqualTo("one | two");
  }

  @Test
  void linesOfManyWritersDoNotMix() throws Exception {
    List<Thread> writers = new ArrayList<>();
    for (int w = 0; w < WRITERS; w++) {
      String writer = Integer.toString(w);
      writers.add(
          new Thread(
              () -> {
                for (int i = 0; i < LINES; i++) {
                  AuditLog.in(folder).begin("command").about("id", writer + "/" + i).done();
                }
              }));
    }
    writers.forEach(Thread::start);
    for (Thread writer : writers) {
      writer.join();
    }
    Set<String> ids = new TreeSet<>();
    lines().forEach(line -> ids.add(line.path("id").asText()));
    assertThat(lines()).hasSize(WRITERS * LINES);
    assertThat(ids).hasSize(WRITERS * LINES);
  }

  @Test
  void lineBehindOneThatWasCutOffStandsByItself() throws IOException {
    AuditLog log = AuditLog.in(folder);
    log.begin("take").done();
    Files.writeString(log.file(), "{\"ts\":\"20", StandardOpenOption.APPEND);
    log.begin("cancel").done();
    List<String> lines = Files.readAllLines(log.file());
    assertThat(lines).hasSize(3);
    assertThat(lines.get(1)).isEqualTo("{\"ts\":\"20");
    assertThat(lines.get(2)).contains("\"what\":\"cancel\"");
  }

  @Test
  void auditThatCannotBeWrittenHoldsNobodyUp() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThat(AuditLog.in(file).begin("stop").carryOut(() -> 1)).isEqualTo(1);
  }

  @Test
  void linkInItsPlaceIsNotFollowed() throws IOException {
    Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "");
    Files.createSymbolicLink(folder.resolve(AuditLog.FILE), elsewhere);
    AuditLog.in(folder).begin("stop").done();
    assertThat(elsewhere).isEmptyFile();
  }
}
