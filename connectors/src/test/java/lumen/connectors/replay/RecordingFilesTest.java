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
        .hasMessage("folder must hold *.ndjson or *.ndjson.gz: " + capture + " has none");
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
    return Files.writeString(file, "");
  }
}
