package lumen.tune;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import lumen.fusion.settings.LumenSettings;
import lumen.tune.Column.Figures;
import lumen.tune.NewValue.Difference;

/**
 * Whether URE shall weigh more: where the p95 of the fused coherence is below {@code
 * fusion.target_coherence} while the sensors' own level is below URE's, its weight grows by 0.05.
 *
 * <p>A fused level is a weighted mean of both sides. So the sensors' own is the lower one exactly
 * where URE's lies above the fused one, whatever the weights were. Figures are those of all lines:
 * the target is about all frames.
 */
final class WeightAdvice {
  /** The greatest weight of URE. */
  static final BigDecimal MOST = new BigDecimal("0.9");

  /** By how much it grows. */
  static final BigDecimal STEP = new BigDecimal("0.05");

  private static final String COHERENCE = "fusion_coherence_level";

  private WeightAdvice() {}

  /**
   * The advice; empty if there is none.
   *
   * @param figures by tenant and metric, of all lines
   * @param settings what was in force
   */
  static Optional<Advice> of(
      SortedMap<String, SortedMap<String, Figures>> figures, LumenSettings settings) {
    double target = settings.fusion().fusion().targetCoherence();
    List<Advice> raise = new ArrayList<>();
    Optional<String> sensorsLead = Optional.empty();
    for (Map.Entry<String, SortedMap<String, Figures>> ofTenant : figures.entrySet()) {
      Figures coherence = ofTenant.getValue().get(COHERENCE);
      Figures lead = ofTenant.getValue().get(PlainValues.URE_LEAD);
      if (!enough(coherence) || !enough(lead)) {
        continue;
      }
      if (lead.mean() < 0) {
        sensorsLead = sensorsLead.or(() -> Optional.of(ofTenant.getKey()));
      } else if (lead.mean() > 0 && coherence.p95() < target) {
        raise.add(raise(ofTenant.getKey(), coherence.p95(), target));
      }
    }
    if (raise.isEmpty()) {
      return Optional.empty();
    }
    Advice first = raise.get(0);
    if (sensorsLead.isPresent()) {
      return Optional.of(
          hint(
              first,
              "tenants disagree about weights (%s: URE is the higher side, %s: the sensors are): no change"
                  .formatted(OneLine.of(first.tenant(), 20), OneLine.of(sensorsLead.get(), 20))));
    }
    return Optional.of(
        BigDecimal.valueOf(settings.fusion().weights().ure()).compareTo(MOST) < 0
            ? first
            : hint(
                first,
                first.reason() + "; weights.ure is " + MOST + " already, its most: no change"));
  }

  private static boolean enough(Figures figures) {
    return figures != null && figures.n() >= BenchRules.FEWEST_VALUES;
  }

  private static Advice raise(String tenant, double p95, double target) {
    return Advice.of(
        Parameter.WEIGHTS,
        new Difference(STEP, Difference.Unit.PLAIN),
        tenant,
        COHERENCE,
        p95,
        "p95 %s, below the target %s, and the sensors' own level is below URE's"
            .formatted(Rounded.text(p95), Rounded.text(target)));
  }

  private static Advice hint(Advice instead, String reason) {
    return Advice.hint(instead.tenant(), instead.metric(), instead.value(), reason);
  }
}
