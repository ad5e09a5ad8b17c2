package lumen.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {
  @TempDir private Path temp;

  @Test
  void liesBesideTheJarsUnderTheReleaseOfTheJvmAndIsUsedWhereItIs() throws IOException {
    Path library = Files.createDirectory(temp.resolve("lib"));
    ClassArchive archive = ClassArchive.beside(library);
    assertThat(archive.options()).as("it is missing").isEmpty();

    Path file = temp.resolve("classes-" + Runtime.version().feature() + ".jsa");
    Files.createFile(file);

    assertThat(archive.options())
        .contains("-XX:SharedArchiveFile=" + file, "-Xshare:auto")
        .as("what does not fit is passed over without a word")
        .contains("-Xlog:cds=off", "-Xlog:cds+dynamic=off");
  }
}
