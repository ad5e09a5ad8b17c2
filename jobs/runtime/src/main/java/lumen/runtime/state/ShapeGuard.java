package lumen.runtime.state;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.FunctionInitializationContext;

/** Keeps the shaping settings beside the keyed state, and refuses a restore with others. */
public final class ShapeGuard {
  /** The union list state of {@code key=value} lines. */
  public static final String STATE = "shaping-settings";

  private ShapeGuard() {}

  /**
   * Compares the settings with those of the restored state, and stores them.
   *
   * @param mayReset whether state of other settings is to be begun anew instead
   * @throws SuppressRestartsException naming every key that differs
   */
  public static void check(
      FunctionInitializationContext context, StateShape settings, boolean mayReset, int subtask)
      throws Exception {
    ListState<String> stored =
        context
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>(STATE, Types.STRING));
    List<String> before = new ArrayList<>();
    stored.get().forEach(before::add);
    if (!before.isEmpty() && !mayReset) {
      List<String> differences = settings.differences(before);
      if (!differences.isEmpty()) {
        throw new SuppressRestartsException(
            new IllegalStateException(
                "settings must be those of the savepoint, or --reset-windows given: "
                    + String.join("; ", differences)));
      }
    }
    stored.clear();
    if (subtask == 0) {
      stored.addAll(settings.lines());
    }
  }
}
