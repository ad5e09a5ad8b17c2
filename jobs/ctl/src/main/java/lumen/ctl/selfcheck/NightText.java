package lumen.ctl.selfcheck;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * The verdict of a night for node_exporter's textfile collector: {@code lumen_selfcheck_ok}, 1
 * where each check that was asked for holds, {@code lumen_selfcheck_timestamp_seconds}, when it was
 * come to, and {@code lumen_selfcheck_check_ok{check}} of each.
 */
final class NightText {
  /** Beside what verdicts come to. */
  static final String FILE = "lumen-selfcheck.prom";

  private NightText() {}

  /**
   * Writes it so that the collector sees the old text or the new one.
   *
   * @throws IOException if the folder cannot be written to
   */
  static void write(Path folder, List<NightCheck> checks, boolean good, Instant at)
      throws IOException {
    Files.createDirectories(folder);
    Path part = folder.resolve(FILE + ".part");
    Files.writeString(part, text(checks, good, at));
    Files.move(
        part,
        folder.resolve(FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  static String text(List<NightCheck> checks, boolean good, Instant at) {
    StringBuilder text = new StringBuilder();
    head(text, "lumen_selfcheck_ok", "Whether each check of the newest night holds.");
    text.append("lumen_selfcheck_ok ").append(good ? 1 : 0).append('\n');
    head(text, "lumen_selfcheck_timestamp_seconds", "When the newest check of the night ended.");
    text.append("lumen_selfcheck_timestamp_seconds ").append(at.getEpochSecond()).append('\n');
    head(text, "lumen_selfcheck_check_ok", "Whether a check of the newest night holds.");
    for (NightCheck check : checks) {
      if (check.outcome() != NightCheck.Outcome.SKIPPED) {
        text.append(
            String.format(
                Locale.ROOT,
                "lumen_selfcheck_check_ok{check=\"%s\"} %d\n",
                check.name(),
                check.outcome() == NightCheck.Outcome.OK ? 1 : 0));
      }
    }
    return text.toString();
  }

  private static void head(StringBuilder text, String name, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(" gauge\n");
  }
}
