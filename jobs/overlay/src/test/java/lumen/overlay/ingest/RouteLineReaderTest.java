package lumen.overlay.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import lumen.overlay.command.OverlayCommands;
import lumen.overlay.gate.Cost;
import lumen.overlay.record.OutcomeResult;
import lumen.overlay.record.OverlayCommand;
import lumen.overlay.record.RouteReason;
import lumen.overlay.record.RouteRecord.RouteOrder;
import lumen.overlay.record.RouteRecord.RouteOutcome;
import lumen.overlay.record.RouteRecord.RouteRequest;
import lumen.overlay.settings.OverlayCatalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteLineReaderTest {
  private static final RouteLineReader READER =
      new RouteLineReader(
          OverlayCommands.reader(
              OverlayCatalogue.CATALOGUE.readTexts("", Map.of()).orThrow().file().gates()));

  private static LineReading read(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    return READER.read(bytes, 0, bytes.length);
  }

  private static RouteReason reason(String line) {
    return read(line.replace('\'', '"')).reason();
  }

  @Test
  void requestIsReadWithItsDefaults() {
    assertThat(
            read("{\"type\":\"request\",\"ts\":1.5,\"request_id\":\"r\",\"scenario_type\":\"s\","
                    + "\"tenant\":null,\"confidence\":null,\"more\":[{}]}")
                .line())
        .contains(new RouteRequest("default", 1_500_000, "r", "s", Double.NaN, "r"));
    assertThat(
            read("{\"targeting_key\":\"k\",\"tenant\":\"t\",\"confidence\":0.5,\"type\":\"request\","
                    + "\"ts\":1e3,\"request_id\":\"\\u00e9\",\"scenario_type\":\"s\"}")
                .line())
        .contains(new RouteRequest("t", 1_000_000_000, "é", "s", 0.5, "k"));
  }

  /** Half a microsecond goes to the even one, half a millionth too. */
  @Test
  void outcomeIsReadInWholeParts() {
    assertThat(
            read("{\"type\":\"outcome\",\"ts\":0.0000025,\"request_id\":\"r\",\"overlay\":\"x\","
                    + "\"result\":\"timeout\",\"latency_ms\":12.0,\"tokens\":1e7,"
                    + "\"baseline_tokens\":0,\"quality\":0.0000015}")
                .line())
        .contains(
            new RouteOutcome(
                "default", 2, "r", "x", OutcomeResult.TIMEOUT, new Cost(12, 10_000_000, 0, 2)));
  }

  @Test
  void commandIsReadAtItsPlace() {
    RouteOrder order =
        (RouteOrder)
            read("{\"type\":\"command\",\"ts\":2,\"tenant\":7,\"command\":{\"id\":\"i\",\"author\":"
                    + "\"a\",\"tenant\":\"t\",\"type\":\"trip\",\"overlay\":\"x\"}}")
                .line()
                .orElseThrow();
    assertThat(order.tenant()).isEqualTo("t");
    assertThat(order.command()).isInstanceOf(OverlayCommand.Trip.class);
    assertThat(order.command().head().effectiveMicros()).isEqualTo(OverlayCommand.AT_ITS_PLACE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "[1,2]|NOT_AN_OBJECT",
        "7|NOT_AN_OBJECT",
        "{|NOT_JSON",
        "{'type':'request'|NOT_JSON",
        "{'a':INF}|NOT_JSON",
        "{'a':1}{}|NOT_JSON",
        "[1,2|NOT_JSON",
        "{'a':1,'a':2}|DUPLICATE_FIELD",
        "{'a':1,'a':2|NOT_JSON",
        "{}|MISSING_FIELD",
        "{'type':null,'ts':1}|MISSING_FIELD",
        "{'type':'ask','ts':1}|BAD_VALUE",
        "{'type':7,'ts':-1}|BAD_VALUE",
        "{'type':'request'}|MISSING_FIELD",
        "{'type':'outcome','ts':NaN}|BAD_TS",
        "{'type':'outcome','ts':Infinity}|BAD_TS",
        "{'type':'outcome','ts':'1'}|BAD_TS",
        "{'type':'request','ts':0}|BAD_TS",
        "{'type':'request','ts':1e11}|TS_NOT_SECONDS",
        "{'type':'request','ts':1,'tenant':7}|BAD_TENANT",
        "{'type':'request','ts':1,'tenant':''}|BAD_TENANT",
        "{'type':'request','ts':1,'tenant':'\\ud800'}|BAD_TENANT",
        "{'type':'request','ts':1,'scenario_type':'s'}|MISSING_FIELD",
        "{'type':'request','ts':1,'request_id':'','scenario_type':'s'}|BAD_VALUE",
        "{'type':'request','ts':1,'request_id':'r','scenario_type':'s','confidence':1.2}|BAD_VALUE",
        "{'type':'request','ts':1,'request_id':'r','scenario_type':'s','confidence':'1'}|BAD_VALUE",
        "{'type':'request','ts':1,'request_id':'r','scenario_type':'s','targeting_key':1}|BAD_VALUE",
        "{'type':'outcome','ts':1,'request_id':'r','overlay':'x','result':'ok'}|BAD_RESULT",
        "{'type':'outcome','ts':1,'request_id':'r','overlay':'x','result':1}|BAD_RESULT",
        "{'type':'outcome','ts':1,'request_id':'r','overlay':'x'}|MISSING_FIELD",
        "{'type':'outcome','ts':1,'request_id':'r','overlay':'x','result':'success','latency_ms':1.5}|NOT_A_WHOLE_NUMBER",
        "{'type':'outcome','ts':1,'request_id':'r','overlay':'x','result':'success','latency_ms':-1}|NOT_A_WHOLE_NUMBER",
        "{'type':'outcome','ts':1,'request_id':'r','overlay':'x','result':'success','latency_ms':10000001}|NOT_A_WHOLE_NUMBER",
        "{'type':'outcome','ts':1,'request_id':'r','overlay':'x','result':'success','latency_ms':1}|MISSING_FIELD",
        "{'type':'outcome','ts':1,'request_id':'r','scenario':7,'overlay':'x','result':'success','latency_ms':1,'tokens':1}|BAD_VALUE",
        "{'type':'outcome','ts':1,'request_id':'r','overlay':'x','result':'success','latency_ms':1,'tokens':1,'quality':-0.1}|BAD_VALUE",
        "{'type':'command','ts':1}|MISSING_FIELD",
        "{'type':'command','ts':1,'command':'stop'}|BAD_COMMAND",
        "{'type':'command','ts':1,'command':{'id':'i','author':'a','type':'stop'}}|BAD_COMMAND",
        "{'type':'command','ts':1,'command':{'id':'i','id':'i','author':'a','type':'trip','overlay':'x'}}|BAD_COMMAND"
      })
  void firstFaultIsTheReason(String line, RouteReason reason) {
    assertThat(reason(line)).isEqualTo(reason);
  }

  @Test
  void longLongAndDeepLinesAreRefused() {
    assertThat(reason("{'a':" + "[".repeat(64) + "]".repeat(64) + "}"))
        .isEqualTo(RouteReason.TOO_DEEP);
    assertThat(reason("{'a':'" + "x".repeat(1 << 20) + "'}")).isEqualTo(RouteReason.LINE_TOO_LONG);
    assertThat(READER.read(new byte[] {'{', (byte) 0xff, '}'}, 0, 3).reason())
        .isEqualTo(RouteReason.NOT_UTF8);
    String id = "r".repeat(129);
    assertThat(reason("{'type':'request','ts':1,'request_id':'" + id + "','scenario_type':'s'}"))
        .isEqualTo(RouteReason.BAD_VALUE);
  }

  /** Each finding of a command is told. */
  @Test
  void commandTellsAllThatIsWrong() {
    LineReading reading =
        read(
            "{\"type\":\"command\",\"ts\":1,\"command\":{\"id\":\"\",\"author\":\"a\",\"type\":"
                + "\"flags\",\"flags\":\"overlays: {x: {scenarios: [], rollout_percent: 101}}\"}}");
    assertThat(reading.detail())
        .contains("id", "overlays.x.scenarios: must have a scenario, is empty")
        .contains("overlays.x.rollout_percent: must be a number >= 0 and <= 100, is 101");
    assertThat(List.of(reading.detail().split("; "))).hasSizeGreaterThanOrEqualTo(3);
  }
}
