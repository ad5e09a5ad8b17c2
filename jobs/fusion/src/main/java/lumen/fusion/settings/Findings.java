package lumen.fusion.settings;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lumen.fusion.settings.Finding.Severity;
import lumen.fusion.settings.YamlNode.Mark;

/** Collects what is found in one file, and which of its keys are therefore not to be relied on. */
final class Findings {
  private final String file;
  private final List<Finding> list = new ArrayList<>();
  private final Set<String> unusable = new HashSet<>();

  Findings(String file) {
    this.file = file;
  }

  String file() {
    return file;
  }

  void error(Mark mark, String path, String message) {
    unusable.add(path);
    list.add(new Finding(file, mark.line(), mark.column(), path, Severity.ERROR, message));
  }

  void error(String message) {
    list.add(new Finding(file, 0, 0, "", Severity.ERROR, message));
  }

  void warning(Mark mark, String path, String message) {
    list.add(new Finding(file, mark.line(), mark.column(), path, Severity.WARNING, message));
  }

  /** Marks a key whose parts have errors. */
  void setUnusable(String path) {
    unusable.add(path);
  }

  /** Whether a key, or a section it lies in, has an error of its own. */
  boolean unusable(String path) {
    for (int end = path.length(); end > 0; end = path.lastIndexOf('.', end - 1)) {
      if (unusable.contains(path.substring(0, end))) {
        return true;
      }
    }
    return false;
  }

  /** In the order of lines. */
  List<Finding> sorted() {
    List<Finding> sorted = new ArrayList<>(list);
    sorted.sort(Comparator.comparingInt(Finding::line).thenComparingInt(Finding::column));
    return sorted;
  }
}
