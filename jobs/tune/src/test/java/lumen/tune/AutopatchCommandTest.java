package lumen.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import lumen.fixtures.CommandRun;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.Json;
import lumen.terminal.LumenHome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutopatchCommandTest {
  private static final String BRIDGE =
      """
      # The tick.
      loop: { tick_ms: 200 , max_tick_ms: 400 }   # ms
      phase:
        gain:
          kp:   0.350   # proportional
          ki: 0.08
      """;

  @TempDir private Path folder;
  private Path bridge;

  @BeforeEach
  void writeBridge() throws IOException {
    bridge = Files.writeString(folder.resolve("bridge.yaml"), BRIDGE);
  }

  private CommandRun apply(String changes, String... options) throws IOException {
    Path patch = Files.writeString(folder.resolve("patch.json"), "[" + changes + "]");
    String[] all =
        Stream.concat(
                Stream.of("autopatch", patch.toString(), "--config", folder.toString()),
                Stream.of(options))
            .toArray(String[]::new);
    CommandRun run = TuneRun.of(all);
    Files.delete(patch);
    return run;
  }

  private static String change(String key, String from, String to) {
    return change("bridge.yaml", key, from, to);
  }

  private static String change(String file, String key, String from, String to) {
    return "{\"file\":\"%s\",\"key\":\"%s\",\"from\":%s,\"to\":%s,\"why\":\"test\"}"
        .formatted(file, key, from, to);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void patchChangesItsValuesAndKeepsABackup() throws IOException {
    CommandRun run =
        apply(
            change("phase.gain.kp", "0.35", "\"+10 %\"")
                + ","
                + change("loop.tick_ms", "200", "\"+8 ms\""),
            "--yes");
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(bridge)
        .hasContent(BRIDGE.replace("0.350 ", "0.385 ").replace("tick_ms: 200", "tick_ms: 208"));
    assertThat(folder.resolve("bridge.yaml.bak")).hasContent(BRIDGE);
    assertThat(names()).containsExactly("bridge.yaml", "bridge.yaml.bak");
    assertThat(run.out())
        .contains("bridge.yaml  phase.gain.kp  0.35  0.385  applied")
        .contains("-    kp:   0.350   # proportional\n+    kp:   0.385   # proportional\n")
        .contains("written  " + bridge);
  }

  @Test
  void patchThatIsAppliedAlreadyChangesNothing() throws IOException {
    String patch = change("phase.gain.kp", "0.35", "\"+10 %\"");
    apply(patch, "--yes");
    Files.delete(folder.resolve("bridge.yaml.bak"));
    String once = Files.readString(bridge);
    CommandRun again = apply(patch, "--yes");
    assertThat(again.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(again.out()).contains("already applied").contains("nothing to change");
    assertThat(bridge).hasContent(once);
    assertThat(names()).containsExactly("bridge.yaml");
  }

  @ParameterizedTest
  @CsvSource({"--dry-run", "--json"})
  void withoutYesNothingIsWritten(String option) throws IOException {
    CommandRun run = apply(change("phase.gain.kp", "0.35", "0.4"), option);
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("+    kp:   0.4   # proportional");
    assertThat(bridge).hasContent(BRIDGE);
    assertThat(names()).containsExactly("bridge.yaml");
  }

  @Test
  void dryRunAndYesTogetherAreRefused() throws IOException {
    CommandRun run = apply("", "--yes", "--dry-run");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .isEqualToIgnoringNewLines("lumenctl: must be one of both: --yes --dry-run");
  }

  @Test
  void resultWithAnErrorIsNotWritten() throws IOException {
    CommandRun run = apply(change("loop.tick_ms", "200", "310"), "--yes");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .contains("bridge.yaml:2:18 loop.tick_ms: must be a number >= 120 and <= 300, is 310")
        .contains("lumenctl: the result must be without errors: nothing is written");
    assertThat(bridge).hasContent(BRIDGE);
    assertThat(names()).containsExactly("bridge.yaml");
  }

  /** Rules between keys hold for the result, too. */
  @Test
  void resultThatBreaksARuleIsNotWritten() throws IOException {
    CommandRun run = apply(change("loop.min_tick_ms", "120", "250"), "--yes");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("must have min_tick_ms <= tick_ms <= max_tick_ms");
    assertThat(bridge).hasContent(BRIDGE);
  }

  @Test
  void folderWithErrorsIsNotPatched() throws IOException {
    String text = "phase: &p {gain: {kp: 0.35}}\n";
    Files.writeString(bridge, text);
    CommandRun run = apply(change("phase.gain.kp", "0.35", "0.4"), "--yes");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .contains("bridge.yaml:1:8 must be without anchors (&name): write the value out");
    assertThat(bridge).hasContent(text);
  }

  @Test
  void valueThatMovedOnIsRefusedWithTheWholePatch() throws IOException {
    CommandRun run =
        apply(
            change("phase.gain.ki", "0.08", "0.1") + "," + change("phase.gain.kp", "0.3", "0.4"),
            "--yes");
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err())
        .endsWith(
            "patch.json[1] bridge.yaml phase.gain.kp: must still be 0.3, as the patch says: is"
                + " 0.35\n")
        .hasLineCount(1);
    assertThat(bridge).hasContent(BRIDGE);
  }

  @Test
  void keyThatIsLeftOutHasItsDefaultAsBase() throws IOException {
    apply(change("phase.gain.kd", "0.1", "\"+10 %\""), "--yes");
    assertThat(bridge).hasContent(BRIDGE + "    kd: 0.11\n");
    apply(change("fusion.yaml", "align.kalman.q", "0.001", "\"-10 %\""), "--yes");
    assertThat(folder.resolve("fusion.yaml")).hasContent("align:\n  kalman:\n    q: 0.0009\n");
    assertThat(names()).containsExactly("bridge.yaml", "bridge.yaml.bak", "fusion.yaml");
  }

  @Test
  void shareWithoutABaseIsOfWhatTheFileHolds() throws IOException {
    apply(change("phase.gain.kp", "null", "\"-20%\""), "--yes");
    assertThat(bridge).hasContent(BRIDGE.replace("0.350", "0.28"));
  }

  @Test
  void curveIsChangedAsAWholeTableOnly() throws IOException {
    String old = "[[0,0.35],[0.1,0.33],[0.2,0.28],[0.3,0.22]]";
    CommandRun linear = apply(change("risk_autotune.yaml", "kp_curve", old, "\"+10 %\""), "--yes");
    assertThat(linear.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(linear.err())
        .contains("kp_curve: must be changed as a whole table [[x, y], ...], not by +10 %");
    CommandRun number = apply(change("risk_autotune.yaml", "kp_curve", old, "0.3"), "--yes");
    assertThat(number.err()).contains("must be changed to a value of its kind: [[0, 0.35],");
    assertThat(names()).containsExactly("bridge.yaml");
    apply(change("risk_autotune.yaml", "kp_curve", old, "[[0, 0.4], [0.25, 0.3]]"), "--yes");
    assertThat(folder.resolve("risk_autotune.yaml"))
        .hasContent("kp_curve: [[0, 0.4], [0.25, 0.3]]\n");
  }

  @Test
  void carriageReturnsByteOrderMarkAndPermissionsStay() throws IOException {
    String text = "\ufeff" + BRIDGE.replace("\n", "\r\n");
    Files.writeString(bridge, text);
    Files.setPosixFilePermissions(bridge, PosixFilePermissions.fromString("rw-r-----"));
    apply(
        change("phase.gain.kp", "0.35", "0.4") + "," + change("phase.gain.kd", "0.1", "0.2"),
        "--yes");
    assertThat(Files.readAllBytes(bridge))
        .isEqualTo(
            (text.replace("0.350", "0.4") + "    kd: 0.2\r\n").getBytes(StandardCharsets.UTF_8));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(bridge)))
        .isEqualTo("rw-r-----");
  }

  @Test
  void shippedFolderIsPatchedInItsPlace() throws IOException {
    Path shipped = LumenHome.locate().root().resolve("configs");
    for (String name : List.of("bridge.yaml", "risk_autotune.yaml")) {
      Files.writeString(folder.resolve(name), Files.readString(shipped.resolve(name)));
    }
    String text = Files.readString(folder.resolve("risk_autotune.yaml"));
    String old = "[[0,0.35],[0.1,0.33],[0.2,0.28],[0.3,0.22]]";
    String table = "[[0,0.35],[0.1,0.33],[0.2,0.31],[0.3,0.22]]";
    apply(change("risk_autotune.yaml", "kp_curve", old, table), "--yes");
    assertThat(folder.resolve("risk_autotune.yaml")).hasContent(text.replace("0.28]", "0.31]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "{}~.file: must be a text of at most 1024 characters",
        "{\"file\":\"x.yaml\"}~.file: must be one of fusion.yaml, sensors.yaml,",
        "{\"fil\":1}~: must have the keys file, key, from, to, why only, has fil",
        "{\"file\":\"bridge.yaml\",\"key\":\"a\"}~.to: must be a number, a word, a table",
        "{\"file\":\"bridge.yaml\",\"key\":\"a\",\"to\":[[1]]}~.to: must be a table of points",
        "{\"file\":\"bridge.yaml\",\"key\":\"a\",\"to\":[[1,2],[1,3]]}~.to: gain curve must increase",
        "{\"file\":\"bridge.yaml\",\"key\":\"a\",\"to\":1e99}~.to: must be a number of at most 40",
        "{\"file\":\"bridge.yaml\",\"key\":\"a\",\"from\":\"+1 %\",\"to\":1}~.from: must be the value",
        "{\"file\":\"bridge.yaml\",\"key\":\"a\",\"to\":\"x # y\"}~.to: must be a number, a word",
      })
  void changeThatCannotBeReadIsOneLine(String change, String message) throws IOException {
    Path patch = Files.writeString(folder.resolve("patch.json"), "[" + change + "]");
    assertThatThrownBy(() -> PatchFile.read(patch))
        .isInstanceOfSatisfying(
            CommandFailure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .message()
        .startsWith(patch + "[0]" + message)
        .hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "phase.gain.kq~0.4~must be a key of bridge.yaml",
        "phase.gain~0.4~must be a key of bridge.yaml",
        "phase.gain.kp~\"+8 ms\"~must be in milliseconds to be changed by +8 ms",
        "phase.gain.kp~\"high\"~must be changed to a value of its kind: 0.35 to high",
        "ure.metrics_url~\"+1 %\"~must be a number to be changed by +1 %",
      })
  void changeThatDoesNotFitIsAProblem(String key, String to, String message) throws IOException {
    String text = "[" + change(key, "null", to) + "]";
    Path patch = Files.writeString(folder.resolve("patch.json"), text);
    PatchPlan plan = PatchPlan.of(folder, PatchFile.read(patch));
    assertThat(plan.problems())
        .singleElement()
        .asString()
        .startsWith("[0] bridge.yaml " + key + ": " + message);
  }

  @Test
  void keyMayBeChangedOnce() throws IOException {
    String twice = change("phase.gain.kp", "0.35", "0.4");
    assertThat(apply(twice + "," + twice).err()).contains("must be changed once");
  }

  @Test
  void brokenPatchIsOneLineWithItsPlace() throws IOException {
    assertThat(apply("{\n\n,}").err()).contains("patch.json:3: must be JSON: ").hasLineCount(1);
    assertThat(apply("{\"to\":1e99999999999}").err())
        .contains("patch.json: must be JSON: the exponent of a number must have at most 9 digits")
        .hasLineCount(1);
    CommandRun missing = TuneRun.of("autopatch", folder.resolve("no.json").toString());
    assertThat(missing.err()).contains("no.json: must be a file that can be read").hasLineCount(1);
  }

  @Test
  void speaksJson() throws IOException {
    CommandRun run =
        apply(
            change("phase.gain.kp", "0.35", "\"+10 %\"")
                + ","
                + change("phase.gain.ki", "1", "0.08"),
            "--json",
            "--yes");
    JsonNode json = Json.mapper().readTree(run.out());
    assertThat(json.get("dry_run").booleanValue()).isFalse();
    assertThat(json.at("/changes/0/to").decimalValue()).isEqualByComparingTo("0.385");
    assertThat(json.at("/changes/0/state").textValue()).isEqualTo("applied");
    assertThat(json.at("/changes/1/state").textValue()).isEqualTo("already_applied");
    assertThat(json.at("/written/0").textValue()).isEqualTo(bridge.toString());
    assertThat(json.at("/backups/0").textValue()).isEqualTo(bridge + ".bak");
    assertThat(json.get("diff").textValue()).startsWith("--- ");
  }
}
