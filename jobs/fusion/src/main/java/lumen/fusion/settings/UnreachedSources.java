package lumen.fusion.settings;

import java.util.List;
import lumen.pattern.KeyPattern;
import lumen.settings.ConfigValues;
import lumen.settings.Findings;
import lumen.settings.KeyPath;

/** Tells of entries of {@code sources} that never hold, since an earlier one takes their names. */
final class UnreachedSources {
  private static final String SOURCES = "sources";

  private final ConfigValues sensors;
  private final Findings findings;

  UnreachedSources(ConfigValues sensors, Findings findings) {
    this.sensors = sensors;
    this.findings = findings;
  }

  void check() {
    List<String> names = sensors.members(SOURCES);
    List<KeyPattern> patterns = names.stream().map(KeyPattern::of).toList();
    for (int later = 1; later < names.size(); later++) {
      for (int first = 0; first < later; first++) {
        if (patterns.get(first).covers(patterns.get(later))) {
          tell(names.get(first), names.get(later));
          break;
        }
      }
    }
  }

  private void tell(String first, String later) {
    findings.warning(
        sensors.markOf(SOURCES, later),
        KeyPath.join(SOURCES, later),
        "has no effect: "
            + first
            + " in line "
            + sensors.markOf(SOURCES, first).line()
            + " takes all its names; write it before that");
  }
}
