package lumen.fusion.evidence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lumen.golden.GoldenState;
import lumen.state.StateForm;
import org.junit.jupiter.api.Test;

/** The states of a tenant's evidence, as every version writes and reads them. */
class EvidenceStateTest {
  private static final long START = 1_767_225_600_000_000L;

  @Test
  void smallState() throws IOException {
    Map<WindowKey, Long> windows = new LinkedHashMap<>();
    windows.put(new WindowKey(Field.Q, 15_000_000), START);
    windows.put(new WindowKey(Field.COHERENCE, 7_000_000), START + 200_000);
    EvidenceSnapshot snapshot =
        new EvidenceSnapshot(
            START + 1,
            START + 2,
            START + 3,
            true,
            Optional.empty(),
            windows,
            Map.of("löse", START + 4),
            START + 5,
            Map.of("zitat", 3));
    GoldenState.rewritten(
        "evidence",
        new StateForm("evidence", 3, 0),
        snapshot.bytes(),
        bytes -> EvidenceSnapshot.of(bytes).bytes());
  }

  @Test
  void rulesOfACommand() throws IOException {
    EvidenceRules rules =
        new EvidenceRules(
            List.of(
                TenantEvidenceTest.risk("loose", "mean(q, 20s) > 0.5", "increase kd by 0.02", 5),
                TenantEvidenceTest.risk("größer", "mode == 'fused'", "alert warn", 7)),
            List.of(new QuoteRule("phrase", "coherence improves", "Better.", true)));
    GoldenState.rewritten(
        "command-rules",
        new StateForm("command-rules", 2, 0),
        StoredRules.bytes(rules),
        bytes -> StoredRules.bytes(StoredRules.of(bytes)));
  }

  @Test
  void historyOfWindows() throws IOException {
    WindowHistory history = new WindowHistory();
    List<Field> fields = List.of(Field.Q, Field.E);
    history.append(START, fields, values(1.5, -0.25));
    history.append(START + 200_000, fields, values(Double.NaN, 0.5));
    history.append(START + 400_000, List.of(Field.HZ), FieldValues.none().frame());
    GoldenState.read(
        "window-history",
        new StateForm("window-history", 2, 0),
        history.take(),
        bytes -> {
          StringBuilder rows = new StringBuilder();
          WindowHistory.read(
              bytes, (micros, field, value) -> rows.append(micros).append(field).append(value));
          return rows.toString().getBytes(StandardCharsets.UTF_8);
        });
  }

  private static FrameFields values(double q, double e) {
    FieldValues values = FieldValues.none();
    values.with(Field.Q, q);
    values.with(Field.E, e);
    return values.frame();
  }
}
