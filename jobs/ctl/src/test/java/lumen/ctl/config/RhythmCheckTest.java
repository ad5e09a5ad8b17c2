package lumen.ctl.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lumen.fusion.settings.LumenSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RhythmCheckTest {
  @TempDir Path folder;

  @Test
  void warnsOfTheChannelWhoseRhythmIsOutsideTheBandAndOfNoOther() throws Exception {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 4000; i++) {
      double t = 1_767_225_600 + i / 50.0;
      lines.add(event(t, "slow", StrictMath.sin(2 * Math.PI * 0.05 * i / 50)));
      lines.add(event(t, "inside", StrictMath.sin(2 * Math.PI * i / 50)));
    }
    Path recording = Files.write(folder.resolve("two.ndjson"), lines);
    List<String> warnings = RhythmCheck.warnings(LumenSettings.defaults(), recording);
    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0))
        .startsWith("warning: default rig slow: the strongest rhythm should lie in the band of 0.2")
        .containsPattern("is 0\\.0(4|5)[0-9]* Hz");
  }

  private static String event(double ts, String key, double value) {
    return String.format(
        Locale.ROOT,
        "{\"ts\": %.3f, \"source\": \"rig\", \"key\": \"%s\", \"value\": %.9f}",
        ts,
        key,
        value);
  }
}
