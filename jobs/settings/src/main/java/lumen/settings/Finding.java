package lumen.settings;

import java.io.Serializable;
import java.util.Locale;

/**
 * Something about a configuration that is wrong or worth a look.
 *
 * @param file the file as it was opened
 * @param line line from 1, 0 if it concerns the whole file
 * @param column column from 1, 0 if it concerns the whole line
 * @param path the key, such as {@code clip.window_s}, or empty
 * @param severity whether the settings can be used nevertheless
 * @param message what would be accepted and what is there
 */
public record Finding(
    String file, int line, int column, String path, Severity severity, String message)
    implements Serializable {

  /** How bad a finding is. */
  public enum Severity {
    /** The settings are refused. */
    ERROR,
    /** The settings are used as they are. */
    WARNING;

    /** The name in outputs. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** One line: {@code file:line:column key: message}, warnings marked as such. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(file);
    if (line > 0) {
      text.append(':').append(line).append(':').append(Math.max(1, column));
    } else {
      text.append(':');
    }
    text.append(' ');
    if (severity == Severity.WARNING) {
      text.append("warning: ");
    }
    if (!path.isEmpty()) {
      text.append(path).append(": ");
    }
    return text.append(message).toString();
  }
}
