package lumen.watch.kept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What verdicts come to, and that none can be changed unseen. */
final class VerdictFolderTest {
  private static final JudgedJar JAR = new JudgedJar("1.0", "ab");
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  @TempDir private Path temp;

  private Path keep(String kind, String name, int minute, String outcome) throws IOException {
    return new VerdictFolder(temp)
        .keep(KeptVerdict.of(kind, name, NOON.plusSeconds(60L * minute), outcome, JAR));
  }

  @Test
  void passesAreCountedFromTheNewestFailureOn() throws IOException {
    keep("gate", "canary", 0, "PASS");
    keep("gate", "canary", 1, "FAIL");
    keep("gate", "canary", 2, "PASS");
    keep("gate", "canary", 3, "PASS");
    keep("gate", "beta", 4, "FAIL");
    assertThat(temp.resolve(VerdictFolder.TEXT))
        .content()
        .contains("# TYPE lumen_gate_passes_in_a_row gauge\n")
        .contains("lumen_gate_passes_in_a_row{gate=\"canary\"} 2\n")
        .contains("lumen_gate_passes_in_a_row{gate=\"beta\"} 0\n");
  }

  @Test
  void theNewestRunOfAFaultCounts() throws IOException {
    keep("chaos", "spike", 5, "PASS");
    keep("chaos", "jitter", 1, "PASS");
    keep("chaos", "jitter", 2, "NOT_INJECTED");
    keep("chaos", "kill", 4, "FAIL");
    keep("chaos", "kill", 3, "PASS");
    assertThat(temp.resolve(VerdictFolder.TEXT))
        .content()
        .contains("lumen_chaos_passed_timestamp_seconds{mode=\"spike\"} 1769861100\n")
        .contains("lumen_chaos_passed_timestamp_seconds{mode=\"jitter\"} 0\n")
        .contains("lumen_chaos_passed_timestamp_seconds{mode=\"kill\"} 0\n");
  }

  @Test
  void aChangedVerdictIsFoundOut() throws IOException {
    Path file = keep("gate", "canary", 0, "FAIL");
    Files.writeString(file, Files.readString(file).replace("FAIL", "PASS"));
    assertThatThrownBy(() -> keep("gate", "canary", 1, "PASS"))
        .isInstanceOf(IOException.class)
        .hasMessage("must be as it was written (its sha256 is another): " + file);
    Files.writeString(file, "{");
    assertThatThrownBy(() -> keep("gate", "canary", 1, "PASS"))
        .hasMessage("must be a verdict of gate or chaos: " + file);
  }

  @Test
  void theJarIsTold() throws IOException {
    Path jar = temp.resolve("a.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, "7.1");
    try (OutputStream out = Files.newOutputStream(jar)) {
      new JarOutputStream(out, manifest).close();
    }
    JudgedJar judged = JudgedJar.of(jar);
    assertThat(judged.version()).isEqualTo("7.1");
    assertThat(judged.sha256()).isEqualTo(Sha256.of(Files.readAllBytes(jar))).hasSize(64);
    assertThatThrownBy(() -> JudgedJar.of(temp)).hasMessage("must be the jar of the job: " + temp);
  }

  @Test
  void namesThatAreNoneAreRefused() {
    assertThatThrownBy(() -> keep("gate", "../a", 0, "PASS"))
        .hasMessage("must be letters, digits, - and _: ../a");
    assertThatThrownBy(() -> keep("other", "a", 0, "PASS"))
        .hasMessage("must be gate or chaos: other");
  }
}
