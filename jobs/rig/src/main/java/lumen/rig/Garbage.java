package lumen.rig;

import java.util.LinkedHashMap;
import java.util.Map;

/** Lines that must be rejected and nothing else: one every 37 s, of a kind after the other. */
final class Garbage {
  private static final int EVERY_S = 37;

  private static final String[][] KINDS = {
    {"not_json", "#### device rebooted ####"},
    {"truncated", "{\"ts\":@,\"source\":\"chest_belt\",\"key\":\"acc_z\",\"val"},
    {"ts_in_ms", "{\"ts\":1767225600123,\"source\":\"wrist\",\"key\":\"ppg\",\"value\":1.5}"},
    {"missing_value", "{\"ts\":@,\"source\":\"wrist\",\"key\":\"ppg\"}"},
    {"not_a_number", "{\"ts\":@,\"source\":\"floor_mat\",\"key\":\"pressure\",\"value\":NaN}"},
    {"too_large", "{\"ts\":@,\"source\":\"floor_mat\",\"key\":\"pressure\",\"value\":1e400}"},
    {"ts_not_a_number", "{\"ts\":\"now\",\"source\":\"taps\",\"key\":\"tap\",\"value\":1}"},
    {"negative_ts", "{\"ts\":-12.5,\"source\":\"taps\",\"key\":\"tap\",\"value\":1}"},
    {"meta_not_an_object", "{\"ts\":@,\"source\":\"taps\",\"key\":\"tap\",\"value\":1,\"meta\":7}"}
  };

  private final Map<String, Long> counts = new LinkedHashMap<>();
  private int next;

  /** Sends the next line, if one is due at this whole second. */
  void second(long second, LineQueue lines) {
    if (second % EVERY_S != EVERY_S - 1) {
      return;
    }
    String[] kind = KINDS[next++ % KINDS.length];
    StringBuilder ts = new StringBuilder();
    EventWriter.timestamp(ts, (double) second);
    lines.add((double) second + 0.5, kind[1].replace("@", ts));
    counts.merge(kind[0], 1L, Long::sum);
  }

  /** Lines sent so far, by kind, in the order of the first of each. */
  Map<String, Long> counts() {
    return new LinkedHashMap<>(counts);
  }

  long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
