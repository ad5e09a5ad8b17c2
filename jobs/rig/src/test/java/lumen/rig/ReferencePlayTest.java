package lumen.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReferencePlayTest {
  private static final int STEPS = 66_000;
  private static final Story STORY = Story.stageA(4);
  private static final Pulse PULSE = STORY.pulse().orElseThrow();
  private static final List<Event> EVENTS = new ArrayList<>();
  private static long counted;

  /** An event of the engine; its time in seconds from the start. */
  private record Event(double atS, String key, double value) {}

  @BeforeAll
  static void playElevenMinutes() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    LineQueue lines = new LineQueue(out);
    ReferencePlay play = new ReferencePlay(STORY, PULSE, new Noise(1, "engine"));
    TruthWindow window = new TruthWindow(new double[] {1, 1});
    for (int step = 1; step <= STEPS; step++) {
      if (step % 20 == 0) {
        window.accept(new double[] {0, 0.01});
      }
      play.step(step, step * Oscillators.STEP_S, window, lines);
    }
    lines.releaseAll();
    counted = play.events();
    ObjectMapper json = new ObjectMapper();
    for (String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
      JsonNode event = json.readTree(line);
      double atS = event.path("ts").asDouble() - RigSettings.START_S;
      EVENTS.add(new Event(atS, event.path("key").asText(), event.path("value").asDouble()));
    }
  }

  private static List<Event> of(String key) {
    return EVENTS.stream().filter(event -> event.key().equals(key)).toList();
  }

  @Test
  void everyTickLiesOnItsPulseAndHasItsNumber() {
    List<Event> ticks = of("/ure/tick");
    assertThat(ticks.get(0)).isEqualTo(new Event(0, "/ure/tick", 0));
    for (Event tick : ticks) {
      assertThat(PULSE.cyclesAt(tick.atS())).isCloseTo(tick.value(), within(6e-6));
    }
  }

  @Test
  void silenceIsAHoleInTheTicksButThePulseGoesOn() {
    List<Event> ticks = of("/ure/tick");
    int holes = 0;
    for (int i = 1; i < ticks.size(); i++) {
      double more = ticks.get(i).value() - ticks.get(i - 1).value();
      if (more > 1) {
        holes++;
        assertThat(ticks.get(i - 1).atS()).isBetween(479.79, 480.0);
        assertThat(ticks.get(i).atS()).isBetween(550.0, 550.21);
        assertThat(more).isBetween(350.0, 354.0);
      }
    }
    assertThat(holes).isEqualTo(1);
  }

  @Test
  void theRateThatIsToldIsThatOfThePulse() {
    List<Event> rates = of("ure_hz");
    assertThat(rates).hasSizeGreaterThan(250).noneMatch(e -> e.atS() >= 480 && e.atS() < 550);
    for (Event rate : rates) {
      assertThat(rate.value()).isCloseTo(PULSE.hzAt(rate.atS()), within(5.1e-5));
    }
  }

  @Test
  void everythingIsCounted() {
    assertThat(counted).isEqualTo(EVENTS.size());
  }
}
