package lumen.ctl.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lumen.fusion.align.StoredChannel;
import lumen.fusion.fuse.StoredTenant;
import lumen.fusion.graph.FusionOperator;
import lumen.runtime.state.ShapeGuard;
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

/**
 * The states of a savepoint or checkpoint of the fusion job that are shown, not yet decoded.
 *
 * @param shaping lines {@code key=value} of the settings it was made with
 * @param tenants small state of each tenant, by key
 * @param channels small state of each channel, by key
 */
record SavepointContents(
    List<String> shaping, Map<String, StoredKey> tenants, Map<String, StoredKey> channels) {
  private static final OperatorIdentifier FUSE =
      OperatorIdentifier.forUid(FusionOperator.FUSE.uid());
  private static final OperatorIdentifier ALIGN =
      OperatorIdentifier.forUid(FusionOperator.ALIGN.uid());

  /**
   * Reads them in one job on an embedded cluster of this process. The states are restored into a
   * scratch folder first, so it takes as much room and about as long as a restore of the job.
   *
   * @param savepoint URI of its folder
   * @throws CommandFailure if it cannot be read, or is of another job
   */
  static SavepointContents read(String savepoint) throws IOException {
    Path scratch = Files.createTempDirectory("lumen-state-");
    try {
      StreamExecutionEnvironment env =
          StreamExecutionEnvironment.createLocalEnvironment(
              1, SavepointDoor.configuration(scratch));
      return collected(savepoint, states(env, savepoint));
    } finally {
      // The embedded cluster may still be shutting down, and deletes its own files beside this.
      FileUtils.deleteDirectory(scratch.toFile());
    }
  }

  private static DataStream<StoredKey> states(StreamExecutionEnvironment env, String savepoint) {
    SavepointReader reader = SavepointDoor.opened(env, savepoint);
    TypeInformation<StoredKey> type = TypeInformation.of(StoredKey.class);
    try {
      return reader
          .readUnionState(FUSE, ShapeGuard.STATE, Types.STRING)
          .map(StoredKey::setting, type)
          .union(
              reader.readKeyedState(
                  FUSE,
                  new StoredKeyFunction<>(
                      StoredKey.Part.TENANT, StoredTenant.hotState(), StoredTenant.inputLog()),
                  Types.STRING,
                  type),
              reader.readKeyedState(
                  ALIGN,
                  new StoredKeyFunction<>(
                      StoredKey.Part.CHANNEL, StoredChannel.hotState(), StoredChannel.sampleLog()),
                  Types.STRING,
                  type));
    } catch (IOException e) {
      throw ofAnotherJob(savepoint, e);
    }
  }

  @SuppressWarnings("try") // its close() may be interrupted, as any other step of the job
  private static SavepointContents collected(String savepoint, DataStream<StoredKey> states) {
    SavepointContents contents =
        new SavepointContents(new ArrayList<>(), new TreeMap<>(), new TreeMap<>());
    try (CloseableIterator<StoredKey> found = states.executeAndCollect("state show")) {
      found.forEachRemaining(contents::take);
    } catch (Exception e) {
      throw SavepointDoor.unreadable(savepoint, e);
    }
    if (contents.shaping().isEmpty()) {
      throw ofAnotherJob(savepoint, null);
    }
    return contents;
  }

  /**
   * A key may come twice, each time with the same states: Flink 2.2 merges the keys of several
   * states in the order of signed bytes, while RocksDB keeps them in that of unsigned ones.
   */
  private void take(StoredKey state) {
    switch (state.part()) {
      case SETTING -> shaping.add(state.key());
      case TENANT -> tenants.put(state.key(), state);
      case CHANNEL -> channels.put(state.key(), state);
    }
  }

  private static CommandFailure ofAnotherJob(String savepoint, IOException thrown) {
    return new CommandFailure(
        ExitCode.FAILED,
        "must be of the fusion job: %s has no state of its operators %s and %s"
            .formatted(savepoint, FusionOperator.ALIGN.uid(), FusionOperator.FUSE.uid()),
        thrown);
  }
}
