package lumen.intake;

import java.util.Map;
import java.util.TreeMap;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/** What became of the rows of a stream: read = accepted + late + rejected. */
final class RowCounts {
  private final TreeMap<String, Long> types = new TreeMap<>();
  private final TreeMap<String, Long> reasons = new TreeMap<>();
  private long late;

  void countAccepted(String type) {
    types.merge(type, 1L, Long::sum);
  }

  void countRejected(String reason) {
    reasons.merge(reason, 1L, Long::sum);
  }

  void countLate() {
    late++;
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** As JSON, but for the stream's name: codes and types need no escapes. */
  String json() {
    long accepted = sum(types);
    long rejected = sum(reasons);
    return "\"read\":%d,\"accepted\":%d,\"late\":%d,\"rejected\":%d,\"by_type\":%s,\"reasons\":%s"
        .formatted(
            accepted + late + rejected, accepted, late, rejected, json(types), json(reasons));
  }

  private static String json(Map<String, Long> counts) {
    StringBuilder line = new StringBuilder("{");
    counts.forEach(
        (name, count) ->
            line.append(line.length() == 1 ? "\"" : ",\"")
                .append(name)
                .append("\":")
                .append(count));
    return line.append('}').toString();
  }

  void write(StateWriter out) {
    out.writeLong(late);
    write(types, out);
    write(reasons, out);
  }

  private static void write(Map<String, Long> counts, StateWriter out) {
    out.writeInt(counts.size());
    for (Map.Entry<String, Long> each : counts.entrySet()) {
      out.writeText(each.getKey());
      out.writeLong(each.getValue());
    }
  }

  void read(StateReader in) {
    late = in.readLong();
    read(types, in);
    read(reasons, in);
  }

  private static void read(Map<String, Long> counts, StateReader in) {
    for (int n = in.readCount(Integer.BYTES + Long.BYTES); n > 0; n--) {
      counts.put(in.readText(), in.readLong());
    }
  }
}
