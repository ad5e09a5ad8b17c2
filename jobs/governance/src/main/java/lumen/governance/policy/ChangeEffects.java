package lumen.governance.policy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import lumen.governance.figure.FiveMinutes;
import lumen.governance.record.Fields;
import lumen.statistics.Holm;

/**
 * What a change did: whether its aim is better, and which figures are worse.
 *
 * @param effects by figure, as far as they are known
 * @param aim what it was to better; null where it had none
 * @param worse figures that are worse
 */
record ChangeEffects(Map<PolicyFigure, Effect> effects, PolicyFigure aim, List<String> worse) {
  private static final double LEVEL = 0.05;

  static ChangeEffects of(PolicyFigure aim, FiveMinutes values, long before, long after) {
    Map<PolicyFigure, Effect> effects = new EnumMap<>(PolicyFigure.class);
    for (PolicyFigure figure : PolicyFigure.values()) {
      boolean asked =
          figure == aim || figure == PolicyFigure.ERROR_RATE || figure == PolicyFigure.P95_MS;
      Effect effect = asked ? Effect.of(figure, values, before, after) : null;
      if (effect != null) {
        effects.put(figure, effect);
      }
    }
    return of(effects, aim);
  }

  static ChangeEffects of(Map<PolicyFigure, Effect> effects, PolicyFigure aim) {
    List<PolicyFigure> figures = List.copyOf(effects.keySet());
    boolean[] holds =
        Holm.holds(effects.values().stream().mapToDouble(Effect::worse).toArray(), LEVEL);
    List<String> worse = new ArrayList<>();
    for (int i = 0; i < holds.length; i++) {
      if (holds[i]) {
        worse.add(figures.get(i).word());
      }
    }
    return new ChangeEffects(effects, aim, worse);
  }

  /** Whether too little is known to tell anything. */
  boolean isUnmeasured() {
    return aim == null ? effects.isEmpty() : !effects.containsKey(aim);
  }

  /** How the change ends; what has no aim is kept unless something is worse. */
  String outcome(boolean tooLow) {
    if (isUnmeasured()) {
      return "unmeasured";
    }
    if (!worse.isEmpty() || tooLow) {
      return "undone";
    }
    return aim == null || effects.get(aim).better() < LEVEL ? "kept" : "no_effect";
  }

  Fields restsOn() {
    Fields fields = new Fields();
    if (!isUnmeasured()) {
      effects.forEach(
          (figure, effect) ->
              fields
                  .put("p_" + figure.word(), effect.worse())
                  .put("change_" + figure.word(), effect.change()));
    }
    Effect ofAim = aim == null ? null : effects.get(aim);
    boolean controlled = !isUnmeasured() && effects.values().stream().allMatch(Effect::controlled);
    return fields
        .put("p_better", ofAim == null ? Double.NaN : ofAim.better())
        .put("worse", isUnmeasured() ? List.of() : worse)
        .put("uncontrolled", !controlled);
  }
}
