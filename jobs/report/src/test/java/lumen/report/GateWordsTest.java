package lumen.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What a gate compared with its limit is named, and nothing else stands beside the limit. */
class GateWordsTest {
  private static final JsonMapper JSON = new JsonMapper();

  private static String words(String rule, String values) throws IOException {
    return GateWords.of(
        JSON.readTree(
            "{\"rule\":\"%s\",\"values\":{%s},\"window\":\"5m\"}"
                .formatted(rule, values.replace('\'', '"'))));
  }

  /** The bound of 3.9 % lies below the limit, and says nothing of a warning. */
  @Test
  void warningRestsOnTheFigure() throws IOException {
    String values =
        "'gate':'tokens','n':24,'baseline_n':20,'figure':104.365,'bound':3.884,'limit':12.0";
    assertThat(words("tokens:s:o:warn", values))
        .isEqualTo("figure +104.4 % above +12 %; n 24, baseline n 20, window 5m");
    assertThat(words("quality:s:o:warn", values.replace("tokens", "quality").replace("104", "-0")))
        .startsWith("figure -0.365 below +12;");
  }

  @Test
  void blockRestsOnTheBound() throws IOException {
    assertThat(
            words(
                "tokens:s:o:block",
                "'gate':'tokens','n':100,'baseline_n':104,'figure':139.75,'bound':65.429,'limit':25.0"))
        .isEqualTo("bound +65.43 % above +25 %, figure +139.8 %; n 100, baseline n 104, window 5m");
    assertThat(
            words(
                "quality:s:o:block",
                "'gate':'quality','n':26,'baseline_n':29,'figure':-0.2138,'bound':-0.16342,'limit':-0.02"))
        .startsWith("bound -0.1634 below -0.02, figure -0.2138;");
  }

  @Test
  void slowAnswersAreCounted() throws IOException {
    String values =
        "'gate':'latency','n':34,'baseline_n':33,'figure':2,'bound':2,'limit':1500,'baseline_slow':%s";
    assertThat(words("latency:s:o:warn", values.formatted(false)))
        .isEqualTo("2 of 34 slower than 1500 ms, 2 are too many; baseline n 33, window 5m");
    assertThat(words("latency:s:o:ok", values.formatted(true)))
        .startsWith("2 of 34 slower than 1500 ms, the baseline is slow too;");
  }

  @Test
  void endOfAWarningAndReleasesAreTold() throws IOException {
    String values = "'gate':'tokens','n':4,'baseline_n':4,'figure':%s,'bound':null,'limit':25.0";
    assertThat(words("tokens:s:o:ok", values.formatted("0.0")))
        .startsWith("figure 0 %, not above +25 %;");
    assertThat(words("tokens:s:o:ok", values.formatted("null"))).startsWith("too few to tell;");
    assertThat(words("tokens:s:o:release", "'gate':'tokens','why':'command'"))
        .isEqualTo("by a command");
    assertThat(words("tokens:s:o:release", "'gate':'tokens','why':'auto'"))
        .isEqualTo("by its time");
  }
}
