package lumen.ctl.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import lumen.overlay.graph.OverlayOperator;
import lumen.overlay.route.KeptRoutes;
import lumen.overlay.settings.OverlaySettings;
import lumen.overlay.tenant.TenantView;
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

/** The tenants of a savepoint or checkpoint of the overlay job. */
final class OverlayContents {
  private static final OperatorIdentifier ROUTE =
      OperatorIdentifier.forUid(OverlayOperator.ROUTE.uid());

  private final String savepoint;
  private final List<String> shaping = new ArrayList<>();
  private final SortedMap<String, SortedMap<String, byte[]>> tenants = new TreeMap<>();

  private OverlayContents(String savepoint) {
    this.savepoint = savepoint;
  }

  /**
   * The tenants, by name.
   *
   * @param savepoint URI of its folder
   * @param settings those that it was made with
   * @throws CommandFailure if it cannot be read, is of another job or of other settings
   */
  static List<TenantView> read(String savepoint, OverlaySettings settings) throws IOException {
    OverlayContents contents = new OverlayContents(savepoint);
    Path scratch = Files.createTempDirectory("lumen-state-");
    try {
      contents.collect(
          StreamExecutionEnvironment.createLocalEnvironment(
              1, SavepointDoor.configuration(scratch)));
    } finally {
      // The embedded cluster may still be shutting down, and deletes its own files beside this.
      FileUtils.deleteDirectory(scratch.toFile());
    }
    return contents.views(settings);
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
    TypeInformation<KeptPart> type = TypeInformation.of(KeptPart.class);
    try {
      return reader
          .readUnionState(ROUTE, ShapeGuard.STATE, Types.STRING)
          .map(KeptPart::setting, type)
          .union(reader.readKeyedState(ROUTE, new KeptTenantFunction(), Types.STRING, type));
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

  private List<TenantView> views(OverlaySettings settings) {
    List<String> differences = new StateShape(settings.shaping()).differences(shaping);
    if (!differences.isEmpty()) {
      throw CommandFailure.usage(
          "settings must be those of the savepoint, given with --config DIR: "
              + String.join("; ", differences));
    }
    List<TenantView> views = new ArrayList<>();
    tenants.forEach(
        (tenant, parts) -> views.add(KeptRoutes.view(tenant, settings.tenant(), parts)));
    return views;
  }

  private CommandFailure ofAnotherJob(IOException thrown) {
    return new CommandFailure(
        ExitCode.FAILED,
        "must be of the overlay job: %s has no state of its operator %s"
            .formatted(savepoint, OverlayOperator.ROUTE.uid()),
        thrown);
  }
}
