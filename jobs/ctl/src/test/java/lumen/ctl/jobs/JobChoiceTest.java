package lumen.ctl.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import lumen.cluster.job.JobStatus;
import lumen.terminal.CommandFailure;
import org.junit.jupiter.api.Test;

final class JobChoiceTest {
  private static final JobStatus LIVING = job("aa11", "fusion", "RUNNING");
  private static final JobStatus ENDED = job("bb22", "fusion", "FINISHED");
  private static final JobStatus OTHER = job("cc33", "shadow", "RUNNING");

  @Test
  void onlyLivingJobNeedsNoName() {
    assertThat(JobChoice.among(List.of(ENDED, LIVING), Optional.empty())).isEqualTo(LIVING);
  }

  @Test
  void newestEndedJobIsMeantWhenNoneLives() {
    assertThat(JobChoice.among(List.of(ENDED), Optional.empty())).isEqualTo(ENDED);
  }

  @Test
  void idStartAndNameFit() {
    List<JobStatus> jobs = List.of(ENDED, LIVING, OTHER);
    assertThat(JobChoice.among(jobs, Optional.of("bb"))).isEqualTo(ENDED);
    assertThat(JobChoice.among(jobs, Optional.of("fusion"))).isEqualTo(LIVING);
  }

  @Test
  void severalLivingJobsAreListed() {
    assertThatThrownBy(() -> JobChoice.among(List.of(LIVING, OTHER), Optional.empty()))
        .isInstanceOf(CommandFailure.class)
        .hasMessage("several jobs fit, name one: aa11 fusion, cc33 shadow");
  }

  @Test
  void unknownNameIsAFailure() {
    assertThatThrownBy(() -> JobChoice.among(List.of(LIVING), Optional.of("x")))
        .hasMessage("no job has the id or name x: there are aa11 fusion");
    assertThatThrownBy(() -> JobChoice.among(List.of(), Optional.empty()))
        .hasMessage("the cluster knows no job");
  }

  private static JobStatus job(String id, String name, String state) {
    return new JobStatus(id, name, state, 0, 0, 1, 0, 1);
  }
}
