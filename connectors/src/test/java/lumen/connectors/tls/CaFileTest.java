package lumen.connectors.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that people take for one of authorities. */
class CaFileTest {
  @TempDir private Path folder;

  private static void expectRefused(Path file, String message) {
    assertThatThrownBy(() -> new CaFile(file.toString()).check())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void authoritiesAreTaken() throws Exception {
    Path authority = Certificates.make(folder).authority();
    new CaFile(authority.toString()).check();
    assertThat(new CaFile(authority.toString()).context().getProtocol()).isEqualTo("TLS");
  }

  @Test
  void whatHoldsNoneIsOneLine() throws IOException {
    expectRefused(folder.resolve("none"), "ca_file must exist: ");
    expectRefused(folder, "ca_file must be a readable file: ");
    Path file = Files.createFile(folder.resolve("ca.pem"));
    expectRefused(file, "ca_file must hold certificates, PEM: ");
    Files.writeString(file, "hello\n");
    expectRefused(file, "ca_file must hold certificates, PEM: ");
    Files.write(file, new byte[4096]);
    expectRefused(file, "ca_file must hold certificates, PEM: ");
    String key = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";
    Files.writeString(file, key);
    expectRefused(file, "ca_file must hold certificates, PEM: ");
  }

  /** Nobody can interrupt who opens a pipe. */
  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void pipeOrDeviceIsNotReadToItsEnd() throws Exception {
    Path pipe = folder.resolve("pipe");
    assumeTrue(new ProcessBuilder("mkfifo", "" + pipe).start().waitFor() == 0);
    expectRefused(pipe, "ca_file must be a readable file: ");
    Path endless = Path.of("/dev/zero");
    assumeTrue(Files.exists(endless));
    expectRefused(endless, "ca_file must be a readable file: ");
  }
}
