package lumen.cluster.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class JobStatusTest {
  @Test
  void runningWithoutTasksIsNotHealthy() {
    JobStatus status = new JobStatus("a", "fusion", "RUNNING", 0, 0, 0, 0, 8);
    assertThat(status.healthy()).isFalse();
    assertThat(status.words()).isEqualTo("no task runs 0/8");
  }

  @Test
  void tasksAtTheirEndCountAsHealthy() {
    JobStatus status = new JobStatus("a", "fusion", "RUNNING", 0, 0, 7, 1, 8);
    assertThat(status.healthy()).isTrue();
    assertThat(status.words()).isEqualTo("running 8/8");
  }

  @Test
  void someTasksMissingIsSaid() {
    JobStatus status = new JobStatus("a", "fusion", "RUNNING", 0, 0, 3, 0, 8);
    assertThat(status.words()).isEqualTo("incomplete 3/8");
  }
}
