package lumen.connectors.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingFilesTest {
  @TempDir private Path folder;

  @Test
  void fileIsStreamNamedAfterIt() throws Exception {
    Path plain = file("walk.ndjson");
    Path zipped = file("run.ndjson.gz");
    Path other = file("notes.txt");

    assertThat(RecordingFiles.find(List.of(plain, zipped, other)))
        .containsExactly(
            new RecordedParts("walk", List.of(plain.toString())),
            new RecordedParts("run", List.of(zipped.toString())),
            new RecordedParts("notes.txt", List.of(other.toString())));
  }

  @Test
  void equalNamesAreNumbered() throws Exception {
    List<Path> paths =
        List.of(
            file("a/events.ndjson.gz"),
            file("b/events.ndjson"),
            file("events-2.ndjson"),
            file("c/events.ndjson"));

    assertThat(RecordingFiles.find(paths))
        .extracting(RecordedParts::stream)
        .containsExactly("events", "events-2", "events-2-2", "events-3");
  }

  @Test
  void folderIsOneStreamInOrderOfNames() throws Exception {
    Path second = file("capture/p2.ndjson.gz");
    Path first = file("capture/p1.ndjson");
    file("capture/README.md");
    file("capture/nested.ndjson/p0.txt");

    assertThat(RecordingFiles.find(List.of(folder.resolve("capture"))))
        .containsExactly(
            new RecordedParts("capture", List.of(first.toString(), second.toString())));
  }

  @Test
  void partsThatFollowEachOtherAreOneStreamInOrderOfTheirNumbers() throws Exception {
    for (int part = 1; part <= 12; part++) {
      stamped("rotated/log-" + part + ".ndjson", part * 60, part * 60 + 59.9);
    }
    List<RecordedParts> found = RecordingFiles.find(List.of(folder.resolve("rotated")));
    assertThat(found).singleElement().extracting(RecordedParts::stream).isEqualTo("rotated");
    assertThat(found.get(0).files())
        .extracting(file -> Path.of(file).getFileName().toString())
        .startsWith("log-1.ndjson", "log-2.ndjson", "log-3.ndjson")
        .endsWith("log-9.ndjson", "log-10.ndjson", "log-11.ndjson", "log-12.ndjson");
  }

  @Test
  void filesOfOtherNamesAreDevicesSideBySide() throws Exception {
    stamped("lab/dev_b.ndjson", 100, 200);
    stamped("lab/dev_a.ndjson", 0, 90);
    stamped("lab/._dev_a.ndjson", 0, 90);
    file("lab/notes.csv");
    Path lab = folder.resolve("lab");

    assertThat(RecordingFiles.find(List.of(lab)))
        .containsExactly(
            new RecordedParts("lab/dev_a", List.of(lab.resolve("dev_a.ndjson").toString())),
            new RecordedParts("lab/dev_b", List.of(lab.resolve("dev_b.ndjson").toString())));
    assertThat(RecordingFiles.remarks(List.of(lab)))
        .containsExactly(
            lab + ": 2 recordings side by side: dev_a, dev_b",
            lab + ": passed over 1 hidden file: ._dev_a.ndjson");
  }

  @Test
  void numberedFilesOfOneTimeAreDevices() throws Exception {
    stamped("pair/muse_1.ndjson", 0, 300);
    stamped("pair/muse_2.ndjson", 2, 300);
    stamped("apart/muse_1.ndjson", 0, 300);
    stamped("apart/muse_2.ndjson", 280, 500);

    assertThat(RecordingFiles.find(List.of(folder.resolve("pair"))))
        .extracting(RecordedParts::stream)
        .containsExactly("pair/muse_1", "pair/muse_2");
    assertThat(RecordingFiles.find(List.of(folder.resolve("apart"))))
        .extracting(RecordedParts::stream)
        .containsExactly("apart");
  }

  @Test
  void devicesMayRotate() throws Exception {
    for (String device : List.of("a", "b")) {
      stamped("lab/" + device + "-2.ndjson", 60, 119);
      stamped("lab/" + device + "-1.ndjson", 0, 59);
    }
    Path lab = folder.resolve("lab");
    assertThat(RecordingFiles.find(List.of(lab)))
        .containsExactly(
            new RecordedParts(
                "lab/a",
                List.of(
                    lab.resolve("a-1.ndjson").toString(), lab.resolve("a-2.ndjson").toString())),
            new RecordedParts(
                "lab/b",
                List.of(
                    lab.resolve("b-1.ndjson").toString(), lab.resolve("b-2.ndjson").toString())));
  }

  @Test
  void timesOfAnyFormTellWhatFollows() throws Exception {
    for (String form : List.of("%d000", "\"%d\"", "\"2026-01-01T00:00:%02d\"")) {
      String name = "f" + form.length();
      Files.createDirectories(folder.resolve(name));
      for (int part = 0; part < 2; part++) {
        lines(name + "/p" + part + ".ndjson", form.formatted(10), form.formatted(40));
      }
      assertThat(RecordingFiles.find(List.of(folder.resolve(name)))).as(form).hasSize(2);
      lines(name + "/p1.ndjson", form.formatted(39), form.formatted(59));
      assertThat(RecordingFiles.find(List.of(folder.resolve(name)))).as(form).hasSize(1);
    }
  }

  private void stamped(String name, double from, double to) throws IOException {
    lines(name, String.valueOf(from + 1), String.valueOf(to + 1));
  }

  private void lines(String name, String first, String last) throws IOException {
    String line = "{\"ts\":%s,\"source\":\"s\",\"key\":\"k\",\"value\":1}\n";
    Files.writeString(
        file(name), "no event\n" + line.formatted(first) + line.formatted(last) + "{\"ts\"");
  }

  @Test
  void folderIsOneStreamInOrderOfManifest() throws Exception {
    Path first = file("capture/z.ndjson");
    Path second = file("capture/a.ndjson");
    manifest("{\"version\": 1, \"parts\": [{\"file\": \"z.ndjson\"}, {\"file\": \"a.ndjson\"}]}");

    assertThat(RecordingFiles.find(List.of(folder.resolve("capture"))).get(0).files())
        .containsExactly(first.toString(), second.toString());
  }

  @Test
  void pathsBecomeAbsolute() throws Exception {
    Path file = file("walk.ndjson");
    Path winding = folder.resolve("x").resolve("..").resolve("walk.ndjson");
    Files.createDirectories(folder.resolve("x"));

    assertThat(RecordingFiles.find(List.of(winding)).get(0).files())
        .containsExactly(file.toString());
  }

  @Test
  void nothingGivenIsAnError() {
    assertThatThrownBy(() -> RecordingFiles.find(List.of()))
        .isInstanceOf(RecordingException.class)
        .hasMessage("a replay must have a recording: no file or folder given");
  }

  @Test
  void missingFileIsAnError() {
    Path missing = folder.resolve("nowhere.ndjson");

    assertThatThrownBy(() -> RecordingFiles.find(List.of(missing)))
        .isInstanceOf(RecordingException.class)
        .hasMessage("recording must exist: " + missing);
  }

  @Test
  void folderWithoutNdjsonIsAnError() throws Exception {
    file("capture/README.md");
    Path capture = folder.resolve("capture");

    assertThatThrownBy(() -> RecordingFiles.find(List.of(capture)))
        .isInstanceOf(RecordingException.class)
        .hasMessage(
            "folder must hold *.ndjson, plain or as .gz, .zst or .xz: %s has none, but other"
                + " files, such as README.md",
            capture);
  }

  @Test
  void manifestNamingMissingPartIsAnError() throws Exception {
    file("capture/a.ndjson");

    assertManifestRefused(
        "{\"parts\": [{\"file\": \"a.ndjson\"}, {\"file\": \"b.ndjson\"}]}",
        "manifest must name parts that exist: %s names b.ndjson");
  }

  @Test
  void manifestLeavingOutPartIsAnError() throws Exception {
    file("capture/a.ndjson");
    file("capture/b.ndjson");

    assertManifestRefused(
        "{\"parts\": [{\"file\": \"a.ndjson\"}]}",
        "manifest must name every part: %s leaves out b.ndjson");
  }

  @Test
  void manifestRepeatingPartIsAnError() throws Exception {
    file("capture/a.ndjson");

    assertManifestRefused(
        "{\"parts\": [{\"file\": \"a.ndjson\"}, {\"file\": \"a.ndjson\"}]}",
        "manifest must name each part once: %s repeats a.ndjson");
  }

  @Test
  void manifestPointingOutOfItsFolderIsAnError() throws Exception {
    file("a.ndjson");
    file("capture/a.ndjson");

    assertManifestRefused(
        "{\"parts\": [{\"file\": \"../a.ndjson\"}]}",
        "manifest must name files of its own folder: %s has \"../a.ndjson\"");
    assertManifestRefused(
        "{\"parts\": [{\"file\": 7}]}", "manifest must name files of its own folder: %s has 7");
  }

  @Test
  void manifestOfAnotherFormIsAnError() throws Exception {
    file("capture/a.ndjson");

    for (String other : List.of("[]", "{}", "{\"parts\": []}", "{\"parts\": {}}", "")) {
      assertManifestRefused(other, "manifest must be {\"parts\": [{\"file\": NAME}, ...]}: %s");
    }
  }

  @Test
  void manifestThatIsNotJsonIsAnErrorOfOneLine() throws Exception {
    file("capture/a.ndjson");
    manifest("{\"parts\": [");

    assertThatThrownBy(() -> RecordingFiles.find(List.of(folder.resolve("capture"))))
        .isInstanceOf(RecordingException.class)
        .hasMessageStartingWith(
            "manifest must be JSON: " + folder.resolve("capture/manifest.json") + ": ")
        .hasMessageNotContaining("\n");
  }

  private void assertManifestRefused(String content, String message) throws IOException {
    Path manifest = manifest(content);
    assertThatThrownBy(() -> RecordingFiles.find(List.of(folder.resolve("capture"))))
        .isInstanceOf(RecordingException.class)
        .hasMessage(message, manifest);
  }

  private Path manifest(String content) throws IOException {
    return Files.writeString(folder.resolve("capture").resolve("manifest.json"), content);
  }

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, Playback.event(1.6e9, "a", "1") + "\n");
  }
}
