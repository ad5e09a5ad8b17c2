package lumen.connectors.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFileTest {
  @TempDir private Path folder;

  private Path file(byte[] content, String rights) throws IOException {
    Path file = Files.write(folder.resolve("secret"), content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
  }

  private Path file(String content) throws IOException {
    return file(content.getBytes(StandardCharsets.UTF_8), "rw-------");
  }

  private static void expectRefused(Path file, String message) {
    assertThatThrownBy(() -> new SecretFile(file.toString()).read())
        .isInstanceOf(IOException.class)
        .hasMessage(message);
  }

  @Test
  void firstLineIsTheSecret() throws IOException {
    assertThat(new SecretFile(file("grün es\r\nnot this").toString()).read()).isEqualTo("grün es");
    assertThat(new SecretFile(file("no line feed").toString()).read()).isEqualTo("no line feed");
  }

  @Test
  void itIsReadAnewEachTime() throws IOException {
    SecretFile secret = new SecretFile(file("old").toString());
    assertThat(secret.read()).isEqualTo("old");
    file("new");
    assertThat(secret.read()).isEqualTo("new");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwx-----x"})
  void whatOthersMayTouchIsRefusedWithTheCommandThatMendsIt(String rights) throws IOException {
    Path file = file("hunter2".getBytes(StandardCharsets.UTF_8), rights);
    expectRefused(
        file, "must be readable by its owner alone, is %s: chmod 600 %s".formatted(rights, file));
  }

  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void pipeIsNotWaitedFor() throws Exception {
    Path pipe = folder.resolve("pipe");
    assumeTrue(new ProcessBuilder("mkfifo", "-m", "600", "" + pipe).start().waitFor() == 0);
    expectRefused(pipe, "must be a file, not a pipe or a device: " + pipe);
  }

  @Test
  void whatHoldsNoSecretIsRefused() throws IOException {
    expectRefused(folder.resolve("none"), "must exist: " + folder.resolve("none"));
    expectRefused(folder, "must be a file, not a folder: " + folder);
    Path file = file("\nsecond line");
    expectRefused(file, "must hold the secret in its first line: " + file + " has none there");
    file("a".repeat(SecretFile.MAX_BYTES + 1));
    expectRefused(file, "must hold one line, at most 16384 bytes: " + file);
    file(new byte[] {'a', (byte) 0xff}, "rw-------");
    expectRefused(file, "must be UTF-8: " + file);
    assertThatThrownBy(() -> new SecretFile("")).hasMessage("must name a file: path is empty");
  }
}
