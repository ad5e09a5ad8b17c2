package lumen.fusion.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the text, it is compiled or refused at a place within it, and nothing else happens. */
class ConditionFuzzTest {
  private static final List<String> PARTS =
      List.of(
          "phase_diff",
          "q",
          "e",
          "mode",
          "state",
          "mean",
          "p95",
          "min",
          "max",
          "abs",
          "and",
          "or",
          "not",
          "!",
          "&&",
          "||",
          "(",
          ")",
          ",",
          "<",
          "<=",
          "==",
          "!=",
          "=",
          "+",
          "-",
          "*",
          "/",
          "5m",
          "30m",
          "0.5",
          "1e-3",
          "1e",
          ".",
          "\"fused\"",
          "'E2'",
          "'",
          "\"",
          " ",
          "\n",
          "\t",
          "\u00e9",
          "\uD83D\uDE00",
          "\uD83D",
          "\u0000",
          "alert",
          "warn",
          "crit",
          "increase",
          "decrease",
          "kp",
          "ki",
          "kd",
          "by",
          "set",
          "weights",
          "0.7",
          "0.3",
          ";",
          "999999999999999999999");
  private static final List<String> SEEDS =
      List.of(
          "phase_diff > 0.025 and entropy_ratio > 0.18",
          "mean(coherence, 5m) < 0.9 and not (mode == \"fused\" or state != 'E2')",
          "abs(e - 0.25) * max(q, r, 1) >= -(p95(hz, 90s) / 2)",
          "increase kd by 0.02; alert warn; set weights 0.7 0.3");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void randomAndMutatedTextsAreReadOrRefused(long seed) {
    Random random = new Random(seed);
    int compiled = 0;
    for (int i = 0; i < 20_000; i++) {
      String text = random.nextBoolean() ? made(random) : mutated(random);
      compiled += compiles(text, seed) ? 1 : 0;
      actionsOf(text, seed);
    }
    assertThat(compiled).isGreaterThan(1000);
  }

  private static String made(Random random) {
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(20); n >= 0; n--) {
      text.append(PARTS.get(random.nextInt(PARTS.size())));
      text.append(random.nextBoolean() ? " " : "");
    }
    return text.toString();
  }

  private static String mutated(Random random) {
    StringBuilder text = new StringBuilder(SEEDS.get(random.nextInt(SEEDS.size())));
    for (int n = random.nextInt(4); n > 0; n--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(4)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.setCharAt(at, (char) random.nextInt(random.nextBoolean() ? 128 : 65_536));
        case 2 -> text.insert(at, PARTS.get(random.nextInt(PARTS.size())));
        default -> text.insert(at, text.substring(random.nextInt(at + 1), at));
      }
      if (text.length() == 0) {
        text.append(' ');
      }
    }
    return text.toString();
  }

  private static boolean compiles(String text, long seed) {
    try {
      Condition condition = Condition.parse(text);
      double[] figures = new double[condition.calls().size()];
      Reading reading = new Reading(FieldValues.none().with(Field.Q, 1).frame(), figures);
      assertThat(condition.truth(reading)).isNotNull();
      assertThat(Condition.parse(condition.text())).isEqualTo(condition);
      return true;
    } catch (RuleSyntaxException e) {
      isRefusal(e, text, seed);
      return false;
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError("seed " + seed + ": " + text, e);
    }
  }

  private static void actionsOf(String text, long seed) {
    try {
      List<Action> actions = Action.parse(text);
      assertThat(Action.parse(Action.text(actions))).isEqualTo(actions);
    } catch (RuleSyntaxException e) {
      isRefusal(e, text, seed);
    } catch (RuntimeException e) {
      throw new AssertionError("seed " + seed + ": " + text, e);
    }
  }

  private static void isRefusal(RuleSyntaxException e, String text, long seed) {
    boolean within = e.offset() >= 0 && e.offset() <= text.length();
    if (!within || !e.getMessage().startsWith("must ")) {
      fail("seed %d: %s at %d: %s", seed, text, e.offset(), e.getMessage());
    }
  }
}
