package lumen.governance.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import lumen.governance.record.Latencies;
import lumen.governance.record.ServiceReason;
import lumen.runtime.row.RowField;

/** Reads latencies: single values, or buckets with the count of each. */
final class LatencyReader {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
  private static final double MOST = 1e15;

  private LatencyReader() {}

  static Latencies read(RowField field) throws ServiceFault {
    JsonNode node = node(field);
    return node.isArray() ? values(node) : buckets(node);
  }

  private static JsonNode node(RowField field) throws ServiceFault {
    boolean structure =
        field.token() == JsonToken.START_ARRAY || field.token() == JsonToken.START_OBJECT;
    try {
      if (structure) {
        return JSON.readTree(field.text());
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("it was JSON before", e);
    }
    throw new ServiceFault(
        ServiceReason.BAD_VALUE, "latency_ms must be values or buckets, is " + field.said());
  }

  private static Latencies values(JsonNode node) throws ServiceFault {
    double[] values = new double[node.size()];
    long[] n = new long[node.size()];
    for (int i = 0; i < values.length; i++) {
      JsonNode value = node.get(i);
      if (!value.isNumber() || !(value.doubleValue() >= 0) || value.doubleValue() > MOST) {
        throw new ServiceFault(
            ServiceReason.BAD_VALUE, "latency_ms must be numbers from 0 on, holds " + value);
      }
      values[i] = value.doubleValue();
      n[i] = 1;
    }
    return new Latencies(values, n, false);
  }

  private static Latencies buckets(JsonNode node) throws ServiceFault {
    JsonNode le = node.path("le");
    JsonNode n = node.path("n");
    boolean shape = le.isArray() && n.isArray() && le.size() == n.size() && le.size() >= 2;
    if (!shape || !le.get(le.size() - 1).isNull()) {
      throw bad("le must rise and end in null, n must have as many counts: " + node);
    }
    double[] edges = new double[le.size() - 1];
    for (int i = 0; i < edges.length; i++) {
      double edge = le.get(i).isNumber() ? le.get(i).doubleValue() : Double.NaN;
      if (!(edge > (i == 0 ? 0 : edges[i - 1])) || edge > MOST) {
        throw bad("le must be above 0 and rise, holds " + le.get(i));
      }
      edges[i] = edge;
    }
    long[] counts = new long[n.size()];
    for (int i = 0; i < counts.length; i++) {
      double count = n.get(i).isNumber() ? n.get(i).doubleValue() : Double.NaN;
      if (count < 0) {
        throw new ServiceFault(
            ServiceReason.NEGATIVE_COUNT, "n must be 0 or more, holds " + n.get(i));
      }
      if (!(count == Math.rint(count)) || count > MOST) {
        throw bad("n must be whole numbers, holds " + n.get(i));
      }
      counts[i] = (long) count;
    }
    return new Latencies(edges, counts, true);
  }

  private static ServiceFault bad(String detail) {
    return new ServiceFault(ServiceReason.BAD_HISTOGRAM, detail);
  }
}
