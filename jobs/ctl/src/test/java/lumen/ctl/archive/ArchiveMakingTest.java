package lumen.ctl.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import lumen.terminal.ClassArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of a program of one class, {@link Greeting}. */
class ArchiveMakingTest {
  @TempDir private Path temp;
  private Path library;
  private Path jar;

  @BeforeEach
  void putJarInPlace() throws IOException {
    library = Files.createDirectories(temp.resolve("program/lib"));
    jar = library.resolve("greeting.jar");
    writeJar();
  }

  private void writeJar() throws IOException {
    String name = Greeting.class.getName().replace('.', '/') + ".class";
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      out.putNextEntry(new JarEntry(name));
      out.write(Files.readAllBytes(Path.of("target/test-classes").resolve(name)));
    }
  }

  private ArchivedProgram program(String... rehearsal) {
    List<String> greeting = new ArrayList<>(List.of(Greeting.class.getName()));
    List<String> rehearsed = new ArrayList<>(greeting);
    rehearsed.addAll(List.of(rehearsal));
    return new ArchivedProgram(
        library, List.of("-Xmx32m"), jar.toString(), Map.of(), rehearsed, greeting);
  }

  @Test
  void whatIsMadeIsMappedByTheNextJvm() throws Exception {
    new ArchiveMaking(program(), temp).make();

    assertThat(greeted("-Xlog:class+load"))
        .contains(Greeting.class.getName() + " source: shared objects file (top)");
    assertThat(beside()).containsExactly(program().archive().getFileName().toString(), "lib");
  }

  @Test
  void changedJarIsUsedInsteadWithoutWord() throws Exception {
    new ArchiveMaking(program(), temp).make();
    try (OutputStream more = Files.newOutputStream(jar, StandardOpenOption.APPEND)) {
      more.write("a comment".getBytes(StandardCharsets.UTF_8));
    }

    assertThat(greeted()).isEqualTo("good day\n");
    assertThat(greeted("-Xlog:class+load")).doesNotContain("(top)");
  }

  @Test
  void archiveWithoutItsEndIsNotUsable() throws Exception {
    ArchiveMaking making = new ArchiveMaking(program(), temp);
    making.make();
    Path archive = program().archive();
    making.tryOut(archive);
    Path cut = Files.copy(archive, temp.resolve("cut.jsa"));
    assertThat(cut.toFile().setWritable(true)).isTrue();
    try (FileChannel file = FileChannel.open(cut, StandardOpenOption.WRITE)) {
      file.truncate(file.size() / 2);
    }

    assertThatThrownBy(() -> making.tryOut(cut))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("the trial ended with ");
  }

  @Test
  void rehearsalThatFailsLeavesNothingAndTellsItsLastWords() throws Exception {
    assertThatThrownBy(() -> new ArchiveMaking(program("fail"), temp).make())
        .isInstanceOf(IOException.class)
        .hasMessage("the rehearsal ended with 3: told to fail");

    assertThat(beside()).containsExactly("lib");
  }

  private List<String> beside() throws IOException {
    try (Stream<Path> files = Files.list(library.getParent())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private String greeted(String... more) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.addAll(ClassArchive.beside(library).options());
    command.addAll(List.of(more));
    command.addAll(List.of("-cp", jar.toString(), Greeting.class.getName()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }
}
