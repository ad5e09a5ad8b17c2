package lumen.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lumen.cluster.job.RootCause;

/** Why a process died, in one line, from what it printed and logged last. */
public final class LastWords {
  private static final int LOOK_BACK_BYTES = 200_000;

  /** What a broker says before it says why. */
  private static final String KAFKA_EXIT = "Exiting Kafka due to fatal exception | ";

  private LastWords() {}

  /**
   * The reason.
   *
   * @param out what it printed; the JVM itself complains there
   * @param log what it logged
   * @param sinceMillis older logs belong to a process before it
   */
  public static String of(Path out, Path log, long sinceMillis) throws IOException {
    List<String> printed =
        tail(out, sinceMillis)
            .lines()
            .filter(line -> line.matches("(?i).*(error|could not).*"))
            .toList();
    if (!printed.isEmpty()) {
      return String.join(" | ", printed.subList(0, Math.min(2, printed.size())));
    }
    String logged = tail(log, sinceMillis);
    int error = logged.lastIndexOf(" ERROR ");
    if (error >= 0) {
      String block = logged.substring(error).replaceFirst("(?s)^ ERROR .*? - ", "");
      return firstLine(RootCause.of(block.split("\\R(?=\\d{4}-\\d\\d-\\d\\d )", 2)[0]));
    }
    return "it left no reason in " + log;
  }

  private static String tail(Path file, long sinceMillis) throws IOException {
    if (!Files.exists(file) || Files.getLastModifiedTime(file).toMillis() < sinceMillis) {
      return "";
    }
    byte[] bytes = Files.readAllBytes(file);
    int from = Math.max(0, bytes.length - LOOK_BACK_BYTES);
    return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
  }

  private static String firstLine(String text) {
    String cause = text.startsWith(KAFKA_EXIT) ? text.substring(KAFKA_EXIT.length()) : text;
    int next = cause.indexOf(" | ");
    return next < 0 ? cause : cause.substring(0, next);
  }
}
