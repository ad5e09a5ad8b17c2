package lumen.ctl.savepoint;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import lumen.cluster.backup.SavepointCheck;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.state.api.OperatorIdentifier;
import org.apache.flink.state.api.runtime.SavepointLoader;

/**
 * Which operators a savepoint has state of, beside those of a jar.
 *
 * @param dropped those whose state would be dropped, since the jar has no operator of their uid: by
 *     uid, or by hash where the savepoint does not tell it
 * @param begun those of the jar that begin anew, since the savepoint does not know them
 */
public record SavepointOperators(List<String> dropped, List<String> begun) {
  public SavepointOperators {
    dropped = List.copyOf(dropped);
    begun = List.copyOf(begun);
  }

  /**
   * Compares them.
   *
   * @param savepoint URI of its folder
   * @param uids uids of the jar's operators
   */
  public static SavepointOperators compared(String savepoint, Collection<String> uids) {
    SortedMap<String, String> kept = new TreeMap<>();
    try {
      for (OperatorState state :
          SavepointLoader.loadSavepointMetadata(savepoint).getOperatorStates()) {
        String id = state.getOperatorID().toHexString();
        kept.put(id, state.getOperatorUid().orElse(id));
      }
    } catch (IOException e) {
      throw SavepointCheck.damaged(
          Path.of(URI.create(savepoint)), "_metadata: cannot be read: " + SavepointFiles.reason(e));
    }
    Set<String> known = new HashSet<>();
    List<String> begun = new ArrayList<>();
    for (String uid : uids) {
      String id = OperatorIdentifier.forUid(uid).getOperatorId().toHexString();
      known.add(id);
      if (!kept.containsKey(id)) {
        begun.add(uid);
      }
    }
    kept.keySet().removeAll(known);
    return new SavepointOperators(
        kept.values().stream().sorted().toList(), begun.stream().sorted().toList());
  }
}
