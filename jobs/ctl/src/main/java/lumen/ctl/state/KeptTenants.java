package lumen.ctl.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import lumen.jobs.JobKind;
import lumen.runtime.job.OperatorId;
import lumen.runtime.state.ShapeGuard;
import lumen.runtime.state.StateShape;
import lumen.terminal.CommandFailure;
import lumen.terminal.ExitCode;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.state.api.OperatorIdentifier;
import org.apache.flink.state.api.SavepointReader;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.FileUtils;

/** The tenants of a savepoint or checkpoint of a job that keeps them in parts. */
final class KeptTenants {
  private final JobKind job;
  private final OperatorId keyed;
  private final String savepoint;
  private final List<String> shaping = new ArrayList<>();
  private final SortedMap<String, SortedMap<String, byte[]>> tenants = new TreeMap<>();

  private KeptTenants(JobKind job, OperatorId keyed, String savepoint) {
    this.job = job;
    this.keyed = keyed;
    this.savepoint = savepoint;
  }

  /**
   * The parts of the tenants, by name and key.
   *
   * @param keyed the operator that keeps them
   * @param savepoint URI of its folder
   * @param shape that of the settings that it was made with
   * @throws CommandFailure if it cannot be read, is of another job or of other settings
   */
  static SortedMap<String, SortedMap<String, byte[]>> read(
      JobKind job, OperatorId keyed, String savepoint, StateShape shape) throws IOException {
    KeptTenants contents = new KeptTenants(job, keyed, savepoint);
    Path scratch = Files.createTempDirectory("lumen-state-");
    try {
      contents.collect(
          StreamExecutionEnvironment.createLocalEnvironment(
              1, SavepointDoor.configuration(scratch)));
    } finally {
      // The embedded cluster may still be shutting down, and deletes its own files beside this.
      FileUtils.deleteDirectory(scratch.toFile());
    }
    List<String> differences = shape.differences(contents.shaping);
    if (!differences.isEmpty()) {
      throw CommandFailure.usage(
          "settings must be those of the savepoint, given with --config DIR: "
              + String.join("; ", differences));
    }
    return contents.tenants;
  }

  @SuppressWarnings("try") // its close() may be interrupted, as any other step of the job
  private void collect(StreamExecutionEnvironment env) {
    DataStream<KeptPart> parts = parts(env);
    try (CloseableIterator<KeptPart> found = parts.executeAndCollect("state show")) {
      found.forEachRemaining(this::take);
    } catch (Exception e) {
      throw SavepointDoor.unreadable(savepoint, e);
    }
    if (shaping.isEmpty()) {
      throw ofAnotherJob(null);
    }
  }

  private DataStream<KeptPart> parts(StreamExecutionEnvironment env) {
    SavepointReader reader = SavepointDoor.opened(env, savepoint);
    OperatorIdentifier operator = OperatorIdentifier.forUid(keyed.uid());
    TypeInformation<KeptPart> type = TypeInformation.of(KeptPart.class);
    try {
      return reader
          .readUnionState(operator, ShapeGuard.STATE, Types.STRING)
          .map(KeptPart::setting, type)
          .union(reader.readKeyedState(operator, new KeptTenantFunction(), Types.STRING, type));
    } catch (IOException e) {
      throw ofAnotherJob(e);
    }
  }

  private void take(KeptPart part) {
    if (part.tenant().isEmpty()) {
      shaping.add(part.key());
    } else {
      tenants
          .computeIfAbsent(part.tenant(), tenant -> new TreeMap<>())
          .put(part.key(), part.bytes());
    }
  }

  private CommandFailure ofAnotherJob(IOException thrown) {
    return new CommandFailure(
        ExitCode.FAILED,
        "must be of the %s job: %s has no state of its operator %s"
            .formatted(job.word(), savepoint, keyed.uid()),
        thrown);
  }
}
