package lumen.ctl.tune;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import lumen.ctl.Json;

/**
 * A bench being written: one line for each sample time and tenant, {@code ts}, {@code tenant} (null
 * for the whole process), then the metrics by name. Each sample is on the disk before the next.
 */
final class BenchLog implements AutoCloseable {
  private static final ObjectWriter JSON =
      Json.mapper().writer().without(SerializationFeature.INDENT_OUTPUT);
  private static final int MICROS_DIGITS = 6;

  private final Path file;
  private Optional<BufferedWriter> writer = Optional.empty();
  private long lines;

  /** A bench that begins its file anew with the first sample. */
  BenchLog(Path file) {
    this.file = file;
  }

  /** Writes a sample: values by tenant and name. */
  void write(long micros, Map<String, Map<String, Double>> values) throws IOException {
    if (values.isEmpty()) {
      return;
    }
    if (writer.isEmpty()) {
      writer = Optional.of(open(file));
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

  private static BufferedWriter open(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    return Files.newBufferedWriter(file);
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
