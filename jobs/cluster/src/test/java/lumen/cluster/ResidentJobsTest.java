package lumen.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import lumen.cluster.job.JobSubmission;
import lumen.terminal.LumenHome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which jar a job is handed over as. */
final class ResidentJobsTest {
  private static final ClusterSettings PLAIN = new ClusterSettings(2, 8081, false);
  private static final ClusterSettings OUTLIVED = new ClusterSettings(2, 8081, true);

  @TempDir private Path temp;
  private LumenHome home;
  private ClusterDirectory directory;

  @BeforeEach
  void build() throws IOException {
    home = new LumenHome(temp.resolve("home"));
    directory = new ClusterDirectory(temp.resolve("cluster"));
    jar(home.jobsJar(), "of this build");
  }

  private static void jar(Path jar, String content) throws IOException {
    Files.createDirectories(jar.getParent());
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      JarEntry entry = new JarEntry("Job.class");
      entry.setTime(0);
      out.putNextEntry(entry);
      out.write(content.getBytes(StandardCharsets.UTF_8));
      out.closeEntry();
    }
  }

  private static JobSubmission job(Path jar) {
    return new JobSubmission(jar, "Job", List.of("--in", "x"), 2, Optional.of("file:/savepoint"));
  }

  @Test
  void aJobOfTheCarriedJarBringsNoClasses() throws IOException {
    Path copy = ResidentJobs.place(home, directory, PLAIN).orElseThrow();
    assertThat(copy).hasSameBinaryContentAs(home.jobsJar()).startsWith(directory.root());

    JobSubmission handed = ResidentJobs.handed(directory, job(home.jobsJar()));
    assertThat(handed).isEqualTo(job(handed.jar()));
    try (JarFile jar = new JarFile(handed.jar().toFile())) {
      assertThat(jar.stream().map(JarEntry::getName).filter(name -> name.endsWith(".class")))
          .isEmpty();
      assertThat(jar.getManifest()).isNotNull();
    }
  }

  @Test
  void aJobOfALaterBuildBringsItsOwn() throws IOException {
    ResidentJobs.place(home, directory, PLAIN);
    jar(home.jobsJar(), "of a later build");
    JobSubmission job = job(home.jobsJar());
    assertThat(ResidentJobs.handed(directory, job)).isEqualTo(job);

    ResidentJobs.place(home, directory, PLAIN);
    assertThat(ResidentJobs.handed(directory, job).jar())
        .as("until the processes start anew")
        .isNotEqualTo(job.jar());
  }

  @Test
  void aClusterThatJobsOutliveCarriesNone() throws IOException {
    ResidentJobs.place(home, directory, PLAIN);
    assertThat(ResidentJobs.place(home, directory, OUTLIVED)).isEmpty();
    JobSubmission job = job(home.jobsJar());
    assertThat(ResidentJobs.handed(directory, job)).isEqualTo(job);
  }

  @Test
  void withoutABuildNothingIsCarried() throws IOException {
    Files.delete(home.jobsJar());
    assertThat(ResidentJobs.place(home, directory, PLAIN)).isEmpty();
  }

  @Test
  void theCarriedJarStandsBehindFlinksOwn() {
    FlinkDistribution flink =
        new FlinkDistribution(temp, Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
    assertThat(flink.carrying(Optional.of(home.jobsJar())).classPath())
        .isEqualTo(home.jobsJar().toString());
  }
}
