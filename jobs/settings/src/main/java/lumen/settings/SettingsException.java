package lumen.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Settings that cannot be used; carries everything that was found, not only the first. */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ArrayList<Finding> findings;

  /** All findings, errors and warnings, in the order of files and lines. */
  public SettingsException(List<Finding> findings) {
    super(findings.stream().map(Finding::toString).collect(Collectors.joining("\n")));
    this.findings = new ArrayList<>(findings);
  }

  /** All findings, errors and warnings, in the order of files and lines. */
  public List<Finding> findings() {
    return List.copyOf(findings);
  }
}
