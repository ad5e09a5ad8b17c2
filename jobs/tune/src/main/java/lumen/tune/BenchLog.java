package lumen.tune;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import lumen.terminal.Json;
import lumen.terminal.files.OutputFile;

/**
 * A bench being written: one line for each sample time and tenant, {@code ts}, {@code tenant} (null
 * for the whole process), then the metrics by name. Each sample is on the disk before the next.
 */
final class BenchLog implements AutoCloseable {
  private static final ObjectWriter JSON =
      Json.mapper().writer().without(SerializationFeature.INDENT_OUTPUT);
  private static final int MICROS_DIGITS = 6;

  private final Path file;
  private final boolean overwrite;
  private Optional<BufferedWriter> writer = Optional.empty();
  private long lines;

  /**
   * A bench that begins its file anew with the first sample.
   *
   * @param overwrite whether a file that is there may be replaced
   */
  BenchLog(Path file, boolean overwrite) {
    this.file = file;
    this.overwrite = overwrite;
  }

  /** Writes a sample: values by tenant and name. */
  void write(long micros, Map<String, Map<String, Double>> values) throws IOException {
    if (values.isEmpty()) {
      return;
    }
    if (writer.isEmpty()) {
      writer =
          Optional.of(
              new BufferedWriter(
                  new OutputStreamWriter(
                      OutputFile.open(file, overwrite), StandardCharsets.UTF_8)));
    }
    BufferedWriter out = writer.get();
    for (Map.Entry<String, Map<String, Double>> ofTenant : values.entrySet()) {
      ObjectNode line = JsonNodeFactory.instance.objectNode();
      line.set("ts", DecimalNode.valueOf(BigDecimal.valueOf(micros, MICROS_DIGITS)));
      line.put("tenant", ofTenant.getKey().isEmpty() ? null : ofTenant.getKey());
      ofTenant.getValue().forEach(line::put);
      out.write(JSON.writeValueAsString(line));
      out.write('\n');
      lines++;
    }
    out.flush();
  }

  /** Lines so far. */
  long lines() {
    return lines;
  }

  @Override
  public void close() throws IOException {
    if (writer.isPresent()) {
      writer.get().close();
    }
  }
}
