package lumen.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SteadyRigTest {
  private static final Pattern LINE =
      Pattern.compile(
          "\\{\"ts\":(\\d+\\.\\d{6}),\"source\":\"(\\w+)\",\"key\":\"x\",\"value\":-?\\d+\\.\\d+,"
              + "\"meta\":\\{\"tenant\":\"(\\w+)\"}}");

  @Test
  void everyChannelPlaysAtTheRateInOrderOfTime() throws IOException {
    SteadyRig rig = new SteadyRig(1, 3, 4, 10, 5);
    List<String> lines = lines(rig);
    assertThat(lines).hasSize(3 * 4 * 10 * 5).hasSize((int) rig.events());
    Map<String, Integer> samples = new HashMap<>();
    double before = 0;
    for (String line : lines) {
      Matcher found = LINE.matcher(line);
      assertThat(found.matches()).as(line).isTrue();
      double ts = Double.parseDouble(found.group(1));
      assertThat(ts).isGreaterThan(before);
      before = ts;
      samples.merge(found.group(3) + "/" + found.group(2), 1, Integer::sum);
    }
    assertThat(samples)
        .hasSize(rig.channels())
        .allSatisfy((name, n) -> assertThat(n).isEqualTo(50));
    assertThat(before).isBetween(RigSettings.START_S + 4.9, RigSettings.START_S + 5.0);
  }

  @Test
  void aLongerOneBeginsWithTheShorter() throws IOException {
    List<String> five = lines(new SteadyRig(1, 2, 3, 10, 5));
    assertThat(lines(new SteadyRig(1, 2, 3, 10, 8)).subList(0, five.size())).isEqualTo(five);
    assertThat(lines(new SteadyRig(2, 2, 3, 10, 5))).isNotEqualTo(five);
  }

  @Test
  void rangesAreChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SteadyRig(1, 0, 4, 10, 5))
        .withMessage("tenants must be in 1..10000: 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SteadyRig(1, 1, 4, 0, 5))
        .withMessage("rate must be in 0..1000: 0.0");
  }

  private static List<String> lines(SteadyRig rig) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    rig.play(out);
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
