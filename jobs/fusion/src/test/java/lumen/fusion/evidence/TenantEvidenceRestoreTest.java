package lumen.fusion.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import lumen.runtime.evidence.EvidenceEntry;
import lumen.signal.fusion.Mode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stored and restored anywhere, the same entries come out, to the bit. */
class TenantEvidenceRestoreTest {
  private static final long START = 1_767_225_600_000_000L;
  private static final List<String> WORDS = List.of("coherence", "improves", "entropy", "lower");

  private static final EvidenceRules FIRST =
      rules(
          "q > 1",
          "mean(q, 20s) > stddev(q, 20s)",
          "p95(q, 7s) < max_over(r, 30s) and mode != 'none'",
          "max_over(q, 40s) > 2.5",
          "min_over(e, 3s) + mean(q, 20s) * 0.1 > -1 or not state == 'E2'");
  private static final EvidenceRules SECOND =
      rules("q > 0.5", "mean(q, 20s) < 0 or p95(q, 20s) > 1.7", "stddev(hz, 11s) > 0.9");

  private static EvidenceRules rules(String... conditions) {
    List<RiskRule> risks = new ArrayList<>();
    for (int i = 0; i < conditions.length; i++) {
      risks.add(TenantEvidenceTest.risk("rule" + i, conditions[i], "alert warn", 2 + i));
    }
    return new EvidenceRules(
        risks,
        List.of(
            new QuoteRule("phrase", "coherence improves", "Better.", false),
            new QuoteRule("any", "lower entropy", "Calmer.", true)));
  }

  /** One thing that happens, the same for every run of a seed. */
  private static List<?> happens(TenantEvidence evidence, Random random, long micros) {
    switch (random.nextInt(60)) {
      case 0 -> {
        List<EvidenceEntry> entries = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
          entries.addAll(evidence.fact(micros / 1_000_000 * 1_000_000, "s", "k", text(random)));
        }
        return entries;
      }
      case 1 -> {
        if (random.nextInt(8) == 0) {
          evidence.reload(micros, random.nextBoolean() ? FIRST : SECOND);
        }
        return List.of();
      }
      default -> {
        FieldValues values =
            FieldValues.none().mode(random.nextInt(9) == 0 ? Mode.NONE : Mode.FUSED);
        for (Field field : List.of(Field.Q, Field.R, Field.E, Field.HZ)) {
          if (random.nextInt(8) > 0) {
            values.with(field, random.nextGaussian());
          }
        }
        values.state(random.nextInt(5) == 0 ? "" : "E2");
        return evidence.frame(micros, values.frame());
      }
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      text.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
    }
    return text.toString();
  }

  private static long step(Random random) {
    return random.nextInt(150) == 0 ? 1 + random.nextInt(60_000_000) : 200_000;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void restoreAtRandomCutsEqualsUndisturbed(long seed) {
    Random events = new Random(seed);
    Random sameEvents = new Random(seed);
    Random cuts = new Random(-seed);
    TenantEvidence undisturbed = new TenantEvidence(FIRST, "t");
    TenantEvidence cut = new TenantEvidence(FIRST, "t");
    List<byte[]> stored = new ArrayList<>();
    byte[] rules = {};
    int fired = 0;
    long now = START;
    for (int i = 0; i < 4000; i++) {
      now += step(events);
      step(sameEvents);
      List<?> expected = happens(undisturbed, events, now);
      assertThat(happens(cut, sameEvents, now)).as("seed %d, step %d", seed, i).isEqualTo(expected);
      fired += expected.size();
      if (cuts.nextInt(20) == 0) {
        byte[] chunk = cut.takeHistory();
        if (chunk != null) {
          stored.add(chunk);
        }
        rules = cut.takeRules().orElse(rules);
        long from = cut.historyFromMicros();
        stored.removeIf(old -> TenantEvidence.lastMicros(old) < from);
        if (cuts.nextInt(3) == 0) {
          byte[] snapshot = cut.snapshot();
          cut = TenantEvidence.restore(FIRST, "t", snapshot, rules, stored);
          assertThat(cut.snapshot()).isEqualTo(snapshot);
          assertThat(cut.historyFromMicros()).isEqualTo(from);
          assertThat(cut.idleMicros()).isEqualTo(undisturbed.idleMicros());
          assertThat(cut.takeHistory()).isNull();
          assertThat(cut.takeRules()).isEmpty();
        }
      }
    }
    assertThat(undisturbed.snapshot()).isEqualTo(cut.snapshot()).hasSizeLessThan(2000);
    assertThat(fired).isGreaterThan(200);
  }

  /** State that is forgotten at its idle time makes no difference. */
  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23})
  void forgottenAtItsIdleTimeEqualsUndisturbed(long seed) {
    Random random = new Random(seed);
    TenantEvidence undisturbed = new TenantEvidence(FIRST, "t");
    TenantEvidence forgetful = new TenantEvidence(FIRST, "t");
    long now = START;
    int forgotten = 0;
    for (int i = 0; i < 2000; i++) {
      now += random.nextInt(50) == 0 ? random.nextInt(80_000_000) : 200_000;
      if (forgetful.idleMicros() != Long.MIN_VALUE && forgetful.idleMicros() <= now) {
        forgetful = new TenantEvidence(FIRST, "t");
        forgotten++;
      }
      FrameFields fields =
          FieldValues.none()
              .with(Field.Q, random.nextGaussian())
              .with(Field.R, random.nextGaussian())
              .state("E2")
              .frame();
      assertThat(forgetful.frame(now, fields))
          .as("seed %d, step %d", seed, i)
          .isEqualTo(undisturbed.frame(now, fields));
    }
    assertThat(forgotten).isPositive();
  }
}
