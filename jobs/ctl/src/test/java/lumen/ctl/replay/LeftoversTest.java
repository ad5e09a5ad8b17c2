package lumen.ctl.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import lumen.ctl.output.RunInputs;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import lumen.terminal.files.Belongings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of an output folder goes before a run, and what never does. */
class LeftoversTest {
  private static final String EVENT =
      "{\"ts\":1767225600.0,\"source\":\"a\",\"key\":\"x\",\"value\":1}\n";
  private static final String FRAME =
      "{\"ts\":1767225720.0,\"tenant\":\"s\",\"grid\":8836128600,\"mode\":\"fused\"}\n";
  private static final String LATE =
      "{\"reason\":\"late\",\"stream\":\"a\",\"source\":\"a\",\"file\":\"a.ndjson\",\"line\":1}\n";
  private static final String HEADER = "{\"lumen\":\"log\",\"version\":1}\n";

  @TempDir private Path temp;
  private Path out;

  /** A run of before, with all kinds of results. */
  @BeforeEach
  void leaveResults() throws IOException {
    out = temp.resolve("out");
    put("frames/2026-01-01/part-b-0.ndjson", FRAME);
    put("frames/2026-01-01/.part-b-1.ndjson.inprogress.42", "{\"ts\":17");
    put("late/part-b-0.ndjson", LATE);
    put("accounts/part-b-0.ndjson", "{\"stream\":\"a\",\"source\":\"a\",\"received\":1}\n");
    put("frames.ndjson", FRAME);
    put("late.ndjson", LATE);
    put("rejects.ndjson", "");
    put(
        "summary.json",
        "{\"streams\":{},\"sources\":{},\"rejects\":{},\"frames\":1,\"event_time\":{}}\n");
    put("report.html", "<!doctype html>\n<html><head><title>Lumen run out</title>");
    put("live.json", "{\"control\":\"127.0.0.1:4711\"}\n");
  }

  private Path put(String name, String text) throws IOException {
    Path file = out.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  @Test
  void resultsOfARunGoAndNothingElse() throws IOException {
    put("notes.txt", "mine");
    put("takes/one.ndjson", EVENT);
    put("config/fusion.yaml", "version: 2.0\n");

    prepare(Belongings.none(), false);

    assertThat(contents().keySet())
        .containsExactly("config/fusion.yaml", "notes.txt", "takes/one.ndjson");
  }

  @Test
  void recordingThatIsReadStaysWhateverIsAsked() throws IOException {
    Path recording = put("late.ndjson", EVENT);

    refused(
        RunInputs.recordings(List.of(recording)),
        true,
        "the recording, lies under the name of a result, " + recording);
  }

  @Test
  void resultThatIsReadAsARecordingStaysToo() throws IOException {
    refused(
        RunInputs.recordings(List.of(out.resolve("late"))),
        true,
        "the recording, lies under the name of a result, " + out.resolve("late"));
  }

  @Test
  void notesThatAreReadStayUnderAHardLink() throws IOException {
    Path notes = Files.writeString(temp.resolve("night.ndjson"), "{\"type\":\"release\"}\n");
    Files.createLink(out.resolve("control.ndjson"), notes);

    refused(Belongings.none().add("the notes of --control", notes), true, notes.toString());
  }

  @Test
  void rulesOfAConfigThatIsTheFolderStay() throws IOException {
    Path rules = put("evidence/risk_map.yaml", "[]\n");

    refused(Belongings.none().config(Optional.of(out)), true, rules.toString());
    refused(Belongings.none(), true, "never removed: " + rules);
  }

  @Test
  void folderIsNotItsOwnRecording() throws IOException {
    refused(RunInputs.recordings(List.of(out)), false, "must be another folder");
  }

  @Test
  void fileThatNoRunWroteStaysUnlessAsked() throws IOException {
    Path facts = put("facts.ndjson", EVENT);

    refused(Belongings.none(), false, "not removed unasked: " + facts);
    prepare(Belongings.none(), true);
    assertThat(facts).doesNotExist();
  }

  @Test
  void pageAndSummaryOfOthersStay() throws IOException {
    Path report = put("report.html", "<!doctype html><title>My thesis</title>");
    refused(Belongings.none(), false, "not removed unasked: " + report);
    Files.delete(report);

    Path summary = put("summary.json", "{\"mean\": 3}\n");
    refused(Belongings.none(), false, "not removed unasked: " + summary);
  }

  @Test
  void linkToAFileOfOthersStays() throws IOException {
    Path mine = Files.writeString(temp.resolve("mine.ndjson"), FRAME);
    Path link = out.resolve("channels.ndjson");
    Files.createSymbolicLink(link, mine);

    refused(Belongings.none(), false, "not removed unasked: " + link);
    prepare(Belongings.none(), true);
    assertThat(mine).hasContent(FRAME);
  }

  @Test
  void folderWithFilesOfOthersStaysWhateverIsAsked() throws IOException {
    Path part = put("facts/part-1.ndjson", EVENT);

    refused(Belongings.none(), false, "never removed: " + part);
    refused(Belongings.none(), true, "never removed: " + part);
  }

  @Test
  void logOfACaptureStaysUnlessAskedAndOneOfIngestAlways() throws IOException {
    put("log/part-b-0.ndjson", HEADER);
    refused(Belongings.none(), false, "a capture is not removed unasked: " + out.resolve("log"));

    Path manifest = put("log/manifest.json", "{\"format\":\"lumen-log-1\"}");
    refused(Belongings.none(), true, "never removed: " + manifest);
    Files.delete(manifest);

    prepare(Belongings.none(), true);
    assertThat(contents()).isEmpty();
  }

  @Test
  void emptyLogThatACaptureLeftGoes() throws IOException {
    Files.createDirectories(out.resolve("log"));
    prepare(Belongings.none(), false);
    assertThat(out.resolve("log")).doesNotExist();
  }

  private void prepare(Belongings inputs, boolean overwrite) {
    new OutputFolder(out).prepare(inputs, overwrite);
  }

  private void refused(Belongings inputs, boolean overwrite, String message) throws IOException {
    Map<String, String> before = contents();
    assertThatThrownBy(() -> prepare(inputs, overwrite))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining(message)
        .extracting(thrown -> ((CommandFailure) thrown).exitCode())
        .isEqualTo(ExitCode.USAGE);
    assertThat(contents()).as("nothing is removed").isEqualTo(before);
  }

  private Map<String, String> contents() throws IOException {
    TreeMap<String, String> contents = new TreeMap<>();
    try (Stream<Path> tree = Files.walk(out)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        contents.put(out.relativize(file).toString(), Files.readString(file));
      }
    }
    return contents;
  }
}
