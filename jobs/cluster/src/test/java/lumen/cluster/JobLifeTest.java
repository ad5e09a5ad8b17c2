package lumen.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JobLifeTest {
  private static final URI NOBODY = URI.create("http://127.0.0.1:9");

  @TempDir private Path temp;

  @Test
  void jobOfADeadClusterLivesUntilItIsForgotten() throws Exception {
    Path jobs = Files.createDirectories(temp.resolve("jobs"));
    assertThat(new JobLife(temp, NOBODY).lives("a")).as("nothing is known of it").isFalse();
    Files.writeString(jobs.resolve("a.json"), "{}");
    assertThat(new JobLife(temp, NOBODY).lives("a")).as("the next start brings it back").isTrue();
    SubmittedJob.forget(new ClusterDirectory(temp), "a");
    assertThat(new JobLife(temp, NOBODY).lives("a")).isFalse();
  }
}
