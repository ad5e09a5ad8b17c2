package lumen.fusion.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import lumen.fusion.settings.FusionFile;
import lumen.pattern.KeyPattern;
import lumen.runtime.lines.RawLines;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

/** What privacy.meta_allow lets be seen of raw lines, also where they are shown. */
class RawSettingsTest {
  private static final String LINE =
      "{\"ts\":1,\"value\":2,\"meta\":{\"tenant\":\"a\",\"name\":\"Ada\",\"i\":7,\"ip\":\"10.0.0.1\"}}";

  @Test
  void starShowsEveryLineAsItIs() throws Exception {
    assertThat(shown(LINE, "i", "*")).isEqualTo(LINE);
    assertThat(shown("{broken", "*")).isEqualTo("{broken");
  }

  @Test
  void patternsSelectKeys() throws Exception {
    assertThat(shown(LINE, "i*"))
        .isEqualTo(
            "{\"ts\":1,\"value\":2,\"meta\":{\"tenant\":\"a\",\"i\":7,\"ip\":\"10.0.0.1\"}}");
    assertThat(shown(LINE)).isEqualTo("{\"ts\":1,\"value\":2,\"meta\":{\"tenant\":\"a\"}}");
  }

  private static String shown(String line, String... allow) throws Exception {
    RawLines lines =
        RawSettings.lines(new FusionFile.Privacy(Stream.of(allow).map(KeyPattern::of).toList()));
    return InstantiationUtil.clone(lines).shown(line);
  }
}
