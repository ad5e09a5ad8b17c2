package lumen.benchmarks.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import lumen.terminal.CommandFailure;

/** A file of measurements, a JSON object a line; what was measured before stays. */
public final class ResultsFile {
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final Path file;

  /** A file that need not be there yet. */
  public ResultsFile(Path file) {
    this.file = file;
  }

  /** Adds a measurement. */
  public void append(MeasuredRow row) {
    try {
      Files.writeString(
          file,
          JSON.writeValueAsString(row) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw CommandFailure.failed("--results must be a file that can be written: " + file);
    }
  }

  /**
   * All measurements, the oldest first.
   *
   * @throws CommandFailure naming the file or the line that cannot be read
   */
  public List<MeasuredRow> read() {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw CommandFailure.usage(
          "--results must be a file that the measuring commands wrote: " + file);
    }
    List<MeasuredRow> rows = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        rows.add(row(lines.get(i), i + 1));
      }
    }
    return rows;
  }

  private MeasuredRow row(String line, int number) {
    try {
      return JSON.readValue(line, MeasuredRow.class);
    } catch (JsonProcessingException e) {
      Throwable cause = e.getCause() instanceof IllegalArgumentException ? e.getCause() : e;
      throw CommandFailure.usage(
          "--results: line %d must be a measured row: %s: %s"
              .formatted(number, file, cause.getMessage().lines().findFirst().orElse("")));
    }
  }
}
