package lumen.connectors.live;

import java.io.IOException;
import java.util.List;
import lumen.golden.GoldenState;
import lumen.state.StateForm;
import org.junit.jupiter.api.Test;

/** The splits of a live source, as every version writes and reads them. */
class LiveStateTest {
  /** Version of what Flink kept before the state told its own. */
  private static final int OLDER = 1;

  @Test
  void split() throws IOException {
    LiveSplitSerializer serializer = new LiveSplitSerializer();
    GoldenState.rewritten(
        "live-split",
        new StateForm("live-split", 2, 0),
        serializer.serialize(new LiveSplit("öl", new byte[] {1, 2, -1})),
        bytes ->
            serializer.serialize(
                serializer.deserialize(
                    StateForm.isMarked(bytes) ? serializer.getVersion() : OLDER, bytes)));
  }

  @Test
  void streamsThatWereHandedOut() throws IOException {
    LiveEnumeratorSerializer serializer = new LiveEnumeratorSerializer();
    GoldenState.rewritten(
        "live-enumerator",
        new StateForm("live-enumerator", 2, 0),
        serializer.serialize(List.of("", "osc", "öl")),
        bytes ->
            serializer.serialize(
                serializer.deserialize(
                    StateForm.isMarked(bytes) ? serializer.getVersion() : OLDER, bytes)));
  }
}
