package lumen.watch.kept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
    Instant at = NOON.plusSeconds(60L * minute);
    return new VerdictFolder(temp)
        .keep(
            switch (kind) {
              case "chaos" -> KeptVerdict.onFault(name, at, outcome, JAR);
              case "golden" -> KeptVerdict.onGolden(name, at, outcome, JAR);
              default -> KeptVerdict.onGate(name, at, outcome, JAR, Duration.ofSeconds(60));
            });
  }

  @Test
  void goldensThatPassedAndThoseThatDidNot() throws IOException {
    keep("golden", "demo_rig", 1, "FAIL");
    keep("golden", "demo_rig", 5, "PASS");
    keep("golden", "refund", 1, "PASS");
    keep("golden", "refund", 2, "FAIL");
    assertThat(temp.resolve(VerdictFolder.TEXT))
        .content()
        .contains("# TYPE lumen_golden_passed_timestamp_seconds gauge\n")
        .contains("lumen_golden_passed_timestamp_seconds{golden=\"demo_rig\"} 1769861100\n")
        .contains("lumen_golden_passed_timestamp_seconds{golden=\"refund\"} 0\n");
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

  /** Three looks at the same ten minutes are one pass, however often somebody asks. */
  @Test
  void passesThatLookedAtTheSameAreOne() throws IOException {
    for (int minute : new int[] {0, 4, 8, 10, 19, 20}) {
      keepOf(JAR, minute, "PASS");
    }
    assertThat(inARow()).isEqualTo("3");
    keepOf(JAR, 21, "FAIL");
    keepOf(JAR, 22, "PASS");
    assertThat(inARow()).as("a failure lies between").isEqualTo("1");
  }

  @Test
  void passesOfAnOlderJarAreNone() throws IOException {
    keepOf(JAR, 0, "PASS");
    keepOf(JAR, 10, "PASS");
    JudgedJar next = new JudgedJar("1.0", "cd");
    keepOf(next, 20, "PASS");
    assertThat(inARow()).isEqualTo("1");
    new VerdictFolder(temp)
        .keep(KeptVerdict.onGate("beta", NOON.plusSeconds(1_300), "FAIL", JAR, Duration.ofDays(1)));
    assertThat(inARow()).as("the older one is judged again").isEqualTo("2");
  }

  private void keepOf(JudgedJar jar, int minute, String outcome) throws IOException {
    Instant at = NOON.plusSeconds(60L * minute);
    new VerdictFolder(temp)
        .keep(KeptVerdict.onGate("canary", at, outcome, jar, Duration.ofMinutes(10)));
  }

  private String inARow() throws IOException {
    return Files.readString(temp.resolve(VerdictFolder.TEXT))
        .replaceFirst("(?s).*passes_in_a_row\\{gate=\"canary\"} (\\d+).*", "$1");
  }

  /** A file of before windows were written down is what it was. */
  @Test
  void anOlderFormIsRead() throws IOException {
    Path file = keep("chaos", "spike", 0, "PASS");
    Files.writeString(file, Files.readString(file).replaceFirst("(?m)^ +\"seconds\".*\n", ""));
    assertThat(file).content().doesNotContain("seconds");
    assertThat(new VerdictFolder(temp).all()).hasSize(1);
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
        .hasMessage("must be a verdict of gate, chaos or golden: " + file);
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
    assertThatThrownBy(() -> new KeptVerdict("other", "a", NOON.toString(), "PASS", JAR, 0, ""))
        .hasMessage("must be gate, chaos or golden: other");
  }
}
