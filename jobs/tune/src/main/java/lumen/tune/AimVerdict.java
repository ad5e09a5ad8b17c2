package lumen.tune;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import lumen.fusion.level.AimedLevel;
import lumen.tune.Column.Figures;

/**
 * How a tenant stands beside a level aimed at.
 *
 * @param tenant the tenant
 * @param aim the level
 * @param figures what the metric did: in all lines, or in those of E2 and E3 alone
 */
record AimVerdict(String tenant, AimedLevel aim, Figures figures) {

  /** Whether it is reached: by the p95. */
  boolean reached() {
    return figures.p95() >= aim.least();
  }

  /** The verdicts of all levels that have enough values, by level and tenant. */
  static List<AimVerdict> of(List<AimedLevel> aims, BenchFigures figures) {
    List<AimVerdict> verdicts = new ArrayList<>();
    for (AimedLevel aim : aims) {
      SortedMap<String, SortedMap<String, Figures>> lines =
          aim.bridged() ? figures.bridged() : figures.all();
      for (Map.Entry<String, SortedMap<String, Figures>> ofTenant : lines.entrySet()) {
        Figures of = ofTenant.getValue().get(aim.metric());
        if (of != null && of.n() >= BenchRules.FEWEST_VALUES) {
          verdicts.add(new AimVerdict(ofTenant.getKey(), aim, of));
        }
      }
    }
    return verdicts;
  }
}
