package lumen.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lumen.terminal.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a supervisor writes down, and the names of its processes. */
final class ClusterStateTest {
  private static final ProcessName FIRST = new ProcessName(Role.TASKMANAGER, 1);
  private static final ProcessName SECOND = new ProcessName(Role.TASKMANAGER, 2);

  @TempDir private Path temp;

  @Test
  void stateOfAnEarlierVersionHasOneTaskManager() throws IOException {
    Path file = temp.resolve("state.json");
    Files.writeString(
        file,
        """
        {"supervisor": {"pid": 7, "startMillis": 1}, "slots": 2, "restPort": 8081,
         "highAvailability": false, "resubmissions": 0, "processes": [
          {"role": "JOBMANAGER", "process": {"pid": 8, "startMillis": 1}, "respawns": 0, "lastExit": -1},
          {"role": "TASKMANAGER", "process": {"pid": 9, "startMillis": 1}, "respawns": 3, "lastExit": 1}]}
        """);
    ClusterState state = Json.read(file, ClusterState.class);
    assertThat(state.of(ProcessName.JOB_MANAGER)).isPresent();
    assertThat(state.of(FIRST).orElseThrow().respawns()).isEqualTo(3);
    assertThat(state.taskManagers()).hasSize(1);
  }

  @Test
  void planOfAnEarlierVersionHasOneTaskManager() throws IOException {
    Path file = temp.resolve("plan.json");
    Files.writeString(
        file,
        """
        {"role": "TASKMANAGER", "command": ["java", "id=${taskmanager}"], "environment": {}, "out": "o"}
        """);
    ProcessPlan plan = Json.read(file, ProcessPlan.class);
    assertThat(plan.process()).isEqualTo(FIRST);
    assertThat(plan.command(4)).containsExactly("java", "id=taskmanager-4");
  }

  @Test
  void furtherProcessesHaveNamesOfTheirOwn() throws IOException {
    ProcessPlan plan =
        new ProcessPlan(Role.TASKMANAGER, 2, List.of("id=${taskmanager}"), Map.of(), "o");
    Path file = temp.resolve("plan.json");
    Json.write(file, plan);
    assertThat(Json.read(file, ProcessPlan.class)).isEqualTo(plan);
    assertThat(plan.command(0)).containsExactly("id=taskmanager-2-0");
    assertThat(FIRST.taskManagerId(2)).isEqualTo("taskmanager-2").isNotEqualTo(plan.command(0));
    assertThat(SECOND.title()).isEqualTo("TaskManager 2");
    assertThat(new ClusterDirectory(temp).log(SECOND)).hasFileName("taskmanager-2.log");
    assertThat(FIRST).isLessThan(SECOND).isGreaterThan(ProcessName.JOB_MANAGER);
  }
}
