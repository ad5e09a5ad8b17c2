package lumen.fusion.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lumen.event.LateEvent;
import lumen.event.Position;
import lumen.event.Reject;
import lumen.event.RejectReason;
import lumen.fusion.evidence.EvidenceKind;
import lumen.fusion.evidence.FusionEntries;
import lumen.fusion.settings.LumenSettings;
import lumen.runtime.evidence.EvidenceEntry;
import lumen.runtime.evidence.EvidenceValue;
import lumen.runtime.lines.RawLines;
import lumen.runtime.notice.LateNotice;
import lumen.signal.bridge.ControlFrame;
import lumen.signal.fusion.FusedFrame;
import lumen.signal.fusion.Mode;
import lumen.signal.fusion.NowFrame;
import lumen.signal.gain.Gains;
import lumen.signal.loop.LoopMode;
import lumen.signal.protocol.BridgeState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The lines that leave the job are what their schemas say, and nothing else is. */
class LineSchemasTest {
  private static final RawLines ALL =
      RawSettings.lines(LumenSettings.defaults().fusion().privacy());
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double NONE = Double.NaN;
  private static final Position PLACE = new Position("lumen.events-0", 41, 42);

  private static JsonSchema schema(String name) throws IOException {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
        .getSchema(Files.readString(root().resolve("configs/schemas").resolve(name)));
  }

  private static Path root() {
    return Path.of(System.getenv("LUMEN_HOME"));
  }

  private static void agrees(String schema, String line) throws IOException {
    JsonNode json = JSON.readTree(line);
    assertThat(schema(schema).validate(json)).as(line).isEmpty();
    for (String field : fields(json)) {
      ObjectNode without = json.deepCopy();
      without.remove(field);
      assertThat(schema(schema).validate(without)).as("without %s", field).isNotEmpty();
    }
    ObjectNode more = json.deepCopy();
    more.put("more", 1);
    assertThat(schema(schema).validate(more)).as("with another field").isNotEmpty();
  }

  private static List<String> fields(JsonNode json) {
    List<String> names = new ArrayList<>();
    json.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static String frame(Mode mode, double value) {
    FusedFrame frame =
        new FusedFrame(
            1_760_000_000.2,
            "t1",
            8_800_000_001L,
            mode,
            value / 2,
            value,
            value,
            value,
            value,
            value,
            value,
            value,
            value,
            value,
            value,
            3,
            4,
            null);
    return Outputs.FRAMES.form().line(frame);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void frames(Mode mode) throws IOException {
    agrees("frame.json", frame(mode, NONE));
    agrees("frame.json", frame(mode, 0));
    agrees("frame.json", frame(mode, 1));
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void framesOfNow(Mode mode) throws IOException {
    for (double value : new double[] {NONE, 0, 1}) {
      NowFrame frame =
          new NowFrame(
              1_760_000_000.2,
              "t1",
              8_800_000_001L,
              mode,
              value,
              value / 2,
              value,
              value,
              3,
              4,
              value / 2,
              value / 2,
              0.2);
      agrees("now.json", Outputs.NOW.form().line(frame));
    }
  }

  @ParameterizedTest
  @EnumSource(BridgeState.class)
  void controlFrames(BridgeState state) throws IOException {
    for (double value : new double[] {NONE, 0, 0.5}) {
      ControlFrame frame =
          new ControlFrame(
              1_760_000_000_123_456L,
              "t1",
              state,
              200,
              5,
              value == 0 ? 0.125 : value,
              value,
              new Gains(0.35, 0.08, 0.1),
              value,
              value,
              value,
              0,
              value,
              LoopMode.PHASE,
              false,
              true);
      agrees("control.json", Outputs.CONTROL.form().line(frame));
    }
  }

  private static String reject(Reject reject) {
    return Outputs.REJECTS.form().line(ALL.shown(reject));
  }

  private static String late(LateNotice late) {
    return Outputs.LATE.form().line(late);
  }

  @ParameterizedTest
  @EnumSource(RejectReason.class)
  void rejects(RejectReason reason) throws IOException {
    String raw = "{\"ts\": \u0001\"x\"";
    agrees("reject.json", reject(new Reject(reason, "d", "s", null, PLACE, raw)));
    agrees("reject.json", reject(new Reject(reason, null, "s", "a", PLACE, null)));
  }

  @Test
  void lateEventsAndSamples() throws IOException {
    LateEvent event = new LateEvent("s", "a", PLACE, 1_760_000_000_000_000L, 1_500_000, "{}");
    agrees("late.json", late(new LateNotice.OfEvent(ALL.shown(event))));
    agrees(
        "late.json", late(new LateNotice.OfSample("s", "t", "a", "x", 1_760_000_000_000_000L, 2)));
    agrees(
        "late.json",
        late(new LateNotice.OfText("s", "t", "a", "x", 1_760_000_000_000_000L, "words")));
  }

  @ParameterizedTest
  @EnumSource(EvidenceKind.class)
  void evidence(EvidenceKind kind) throws IOException {
    List<EvidenceValue> values =
        List.of(
            EvidenceValue.of("mean(coherence, 5m)", 0.8),
            EvidenceValue.of("e", NONE),
            EvidenceValue.of("mode", "fused"));
    EvidenceEntry full =
        new EvidenceEntry("t/r/5", 5, "t", kind.wireName(), "r", "a", "b", "c", values, "1.5s");
    EvidenceEntry bare =
        new EvidenceEntry("t/r/5", 5, "", kind.wireName(), "r", "", "", "", List.of(), "");
    agrees("evidence.json", Outputs.EVIDENCE.form().line(full));
    agrees("evidence.json", Outputs.EVIDENCE.form().line(bare));
  }

  @Test
  void evidenceOfEveryOtherKindThanRules() throws IOException {
    List<EvidenceValue> values = EvidenceValue.of(new TreeMap<>(Map.of("sync_quality", 0.9)));
    for (EvidenceEntry entry :
        List.of(
            FusionEntries.state("t", 5, "E2", "E3", values),
            FusionEntries.failover("t", 5, "fused", "none", values),
            FusionEntries.calibration("t", 5, "p95", "tick +15 ms", values),
            FusionEntries.control("t", 5, "c-1", "release", values))) {
      agrees("evidence.json", Outputs.EVIDENCE.form().line(entry));
    }
  }

  @Test
  void valuesOutOfRangeAreNoFrame() throws JsonProcessingException, IOException {
    ObjectNode json = (ObjectNode) JSON.readTree(frame(Mode.FUSED, 0.5));
    json.put("phase_diff", 0.6);
    assertThat(schema("frame.json").validate(json)).isNotEmpty();
    json.put("phase_diff", 0.4).put("mode", "other");
    assertThat(schema("frame.json").validate(json)).isNotEmpty();
  }
}
