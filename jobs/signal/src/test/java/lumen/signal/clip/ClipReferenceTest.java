package lumen.signal.clip;

import static lumen.signal.reference.Agreement.assertAgree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import lumen.signal.reference.ReferenceVector;
import org.junit.jupiter.api.Test;

class ClipReferenceTest {
  @Test
  void clippedSamplesAgreeWithTheReference() {
    assertThat(ReferenceVector.cases("clip.json")).hasSize(2).allSatisfy(this::agrees);
  }

  private void agrees(ReferenceVector vector) {
    JsonNode config = vector.get("config");
    ClipSettings settings =
        new ClipSettings(
            ClipSettings.Method.valueOf(config.get("method").textValue().toUpperCase(Locale.ROOT)),
            config.path("p_low").asDouble(0.01),
            config.path("p_high").asDouble(0.99),
            config.get("window_s").doubleValue(),
            config.get("min_samples").intValue());
    long[] micros = vector.longs("micros");
    double[] input = vector.doubles("input");
    double[] found = new double[input.length];
    Clip clip = Clip.of(settings);
    for (int i = 0; i < input.length; i++) {
      found[i] = clip.accept(micros[i], input[i]);
    }
    assertAgree(settings.method().name(), found, vector.doubles("output"), 1e-12);
    assertThat(found).isNotEqualTo(input);
  }
}
