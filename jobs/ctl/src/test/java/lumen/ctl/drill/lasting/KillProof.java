package lumen.ctl.drill.lasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lumen.ctl.LumenctlRun;
import lumen.ctl.replay.OutputFolder;
import lumen.ctl.replay.RunResults;
import lumen.ctl.session.RunFolder;
import lumen.fixtures.CommandRun;
import lumen.terminal.Json;

/**
 * The end of the kills: what ingest heard, replayed, gives the same lines as the job that went
 * through them has in its files and in its topics, and the same rows.
 */
final class KillProof {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String REPLAYED = "replayed_events";

  /** Files and the topics that hold the same. */
  private static final Map<String, String> TOPICS =
      Map.of(
          "frames.ndjson", KillStage.FRAMES,
          "control.ndjson", KillStage.CONTROL,
          "evidence.ndjson", KillStage.EVIDENCE);

  private final KillStage stage;
  private final List<String> faults = new ArrayList<>();

  KillProof(KillStage stage) {
    this.stage = stage;
  }

  /** Ends the stage and compares; returns what is wrong, nothing if all holds. */
  List<String> faults(KillSabotage sabotage) throws Exception {
    end();
    System.out.printf(
        "transactions that dead attempts left open: %d%n",
        OpenTransactions.abort(stage.broker.bootstrap()));
    Path again = replay();
    sabotage.apply(stage.broker, stage.database);
    for (Map.Entry<String, String> output : TOPICS.entrySet()) {
      List<String> replayed = Files.readAllLines(again.resolve(output.getKey()));
      List<String> lived = Files.readAllLines(stage.out().resolve(output.getKey()));
      compare(output.getKey(), lived, replayed);
      compare("topic " + output.getValue(), stage.broker.lines(output.getValue()), replayed);
    }
    List<String> rows = rows(REPLAYED);
    compare("rows of " + KillStage.TABLE, rows(KillStage.TABLE), rows);
    holds(
        rows.size() == Files.readAllLines(again.resolve("frames.ndjson")).size(),
        "each frame of the replay must be a row");
    accounts();
    return faults;
  }

  private void holds(boolean holds, String rule) {
    if (!holds) {
      faults.add(rule);
    }
  }

  /** What is played ends first, then what hears it, then the job, whose log has ended. */
  private void end() throws Exception {
    stage.stage.close();
    stage.ingest.interrupt();
    assertThat(stage.ingest.exitCode()).as("ingest: %s", stage.ingest.err()).isZero();
    await("the job has read its log").atMost(PATIENCE).until(stage::jobHasEnded);
    assertThat(stage.job().state()).isEqualTo("FINISHED");
    new RunResults(new OutputFolder(stage.out()), Optional.of(stage.config())).write(1);
  }

  /** By the configuration that the log holds, and with a table of its own. */
  private Path replay() throws IOException {
    Path again = stage.folder("again");
    Path config = stage.folder("again-config");
    Files.createDirectories(config);
    Files.copy(stage.config().resolve("sensors.yaml"), config.resolve("sensors.yaml"));
    Files.writeString(config.resolve("fusion.yaml"), "outputs:\n" + stage.table(REPLAYED));
    CommandRun replay =
        LumenctlRun.of(
            "replay",
            stage.log().toString(),
            "--local",
            "--config",
            config.toString(),
            "--out",
            again.toString());
    assertThat(replay.exitCode()).as(replay.err()).isZero();
    return again;
  }

  private void compare(String place, List<String> lived, List<String> replayed) {
    LostAndDoubled found = LostAndDoubled.of(lived, replayed);
    System.out.printf(
        "%s: %d, of the replay %d: %s%n", place, lived.size(), replayed.size(), found);
    holds(!replayed.isEmpty(), place + " must hold something");
    found.fault(place).ifPresent(faults::add);
  }

  /** All of a table, each row as a text that tells its numbers to the last bit. */
  private List<String> rows(String table) throws SQLException {
    return stage.database.texts(
        "SELECT one::text FROM %s AS one ORDER BY tenant, ts".formatted(table));
  }

  private void accounts() throws IOException {
    RunFolder run = RunFolder.read(stage.out());
    long received = run.total("received");
    run.accountsForAll(received);
    JsonNode counts =
        Json.mapper().readTree(stage.log().resolve("manifest.json").toFile()).path("counts");
    long heard = 0;
    for (String kind : List.of("event", "late", "reject", "dropped", "filtered")) {
      heard += counts.path(kind).asLong();
    }
    long played = run.summary().path("sources").path("rig").path("received").asLong();
    System.out.printf(
        "the stage sent %d lines of sensors, the job received %d of them, and %d of %d in all%n",
        stage.stage.messages(), played, received, heard);
    holds(played == stage.stage.messages(), "each line that the stage sent must be received");
    holds(received == heard, "the job must receive each line that ingest heard");
  }
}
