package lumen.settings;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lumen.settings.Finding.Severity;
import lumen.settings.YamlNode.Mark;

/** Collects what is found in one file, and which of its keys are therefore not to be relied on. */
public final class Findings {
  private final String file;
  private final List<Finding> list = new ArrayList<>();
  private final Set<String> unusable = new HashSet<>();

  /** Nothing so far; {@code file} as it was opened. */
  public Findings(String file) {
    this.file = file;
  }

  /** Something for which the settings are refused. */
  public void error(Mark mark, String path, String message) {
    unusable.add(path);
    list.add(new Finding(file, mark.line(), mark.column(), path, Severity.ERROR, message));
  }

  /** The same about the whole file. */
  public void error(String message) {
    list.add(new Finding(file, 0, 0, "", Severity.ERROR, message));
  }

  /** Something that is worth a look only. */
  public void warning(Mark mark, String path, String message) {
    list.add(new Finding(file, mark.line(), mark.column(), path, Severity.WARNING, message));
  }

  /** Marks a key whose parts have errors. */
  public void setUnusable(String path) {
    unusable.add(path);
  }

  /** Whether a key, or a section it lies in, has an error of its own. */
  public boolean unusable(String path) {
    for (int end = path.length(); end > 0; end = path.lastIndexOf('.', end - 1)) {
      if (unusable.contains(path.substring(0, end))) {
        return true;
      }
    }
    return false;
  }

  /** In the order of lines. */
  public List<Finding> sorted() {
    List<Finding> sorted = new ArrayList<>(list);
    sorted.sort(Comparator.comparingInt(Finding::line).thenComparingInt(Finding::column));
    return sorted;
  }
}
