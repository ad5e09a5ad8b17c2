package lumen.runtime.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import lumen.runtime.evidence.EvidenceEntry;
import lumen.runtime.evidence.EvidenceValue;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class EvidenceFormTest {
  /** An entry is placed by its own time. */
  private record NoSteps() implements Steps {
    private static final long serialVersionUID = 1L;

    @Override
    public long floorStep(long micros) {
      throw new UnsupportedOperationException("must not ask for a step");
    }

    @Override
    public long floorMicros(long step) {
      throw new UnsupportedOperationException("must not ask for a step");
    }
  }

  @Test
  void keysStandInTheirOrder() {
    EvidenceEntry entry =
        new EvidenceEntry(
            "a \"b\"/sync/1767225600200001",
            1_767_225_600_200_001L,
            "a \"b\"",
            "risk",
            "sync",
            "sync_degradation",
            "",
            "alert warn",
            List.of(
                EvidenceValue.of("phase_diff", 0.03),
                EvidenceValue.of("mode", "fused"),
                EvidenceValue.of("hz", Double.NaN),
                EvidenceValue.of("state", ""),
                EvidenceValue.of("mean(coherence, 5m)", 1)),
            "5m");
    OrderedLine line = new EvidenceForm().ordered(entry, new NoSteps());
    assertThat(line.line())
        .isEqualTo(
            "{\"id\":\"a \\\"b\\\"/sync/1767225600200001\",\"ts\":1767225600.200001,"
                + "\"tenant\":\"a \\\"b\\\"\",\"kind\":\"risk\",\"rule\":\"sync\","
                + "\"risk\":\"sync_degradation\",\"quote\":null,\"action\":\"alert warn\","
                + "\"values\":{\"phase_diff\":0.03,\"mode\":\"fused\",\"hz\":null,\"state\":null,"
                + "\"mean(coherence, 5m)\":1.0},\"window\":\"5m\"}");
    assertThat(line.micros()).isEqualTo(1_767_225_600_200_001L);
    assertThat(line.id()).isEqualTo(entry.id());
  }

  /** Counts have no fraction, truth values are none of 0 and 1; both are read back as they were. */
  @Test
  void countsAndTruthValuesStandAsSuch() throws IOException {
    List<EvidenceValue> values =
        List.of(
            EvidenceValue.whole("n", 35),
            EvidenceValue.flag("slow", true),
            EvidenceValue.flag("quick", false),
            EvidenceValue.of("share", 35),
            EvidenceValue.none("limit"),
            EvidenceValue.of("why", "run"));
    EvidenceEntry entry = new EvidenceEntry("a/r/1", 1, "a", "gate", "r", "", "", "", values, "");
    EvidenceForm form = new EvidenceForm();
    assertThat(form.line(entry))
        .contains(
            "\"values\":{\"n\":35,\"slow\":true,\"quick\":false,\"share\":35.0,"
                + "\"limit\":null,\"why\":\"run\"}");
    assertThat(form.read(form.line(entry))).isEqualTo(entry);
    DataOutputSerializer out = new DataOutputSerializer(64);
    EvidenceEntrySerializer.INSTANCE.serialize(entry, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    assertThat(EvidenceEntrySerializer.INSTANCE.deserialize(in)).isEqualTo(entry);
  }

  /** Near 2100 the spacing of doubles is 0.5 us; the shortest form still is the microsecond. */
  @Test
  void timeIsToldToTheMicrosecond() {
    for (long micros = 4_102_444_799_999_000L; micros < 4_102_444_800_001_000L; micros++) {
      String line =
          new EvidenceForm()
              .line(
                  EvidenceEntry.of(
                      () -> "control", "t", micros, "control:c", "release", List.of()));
      String ts = line.substring(line.indexOf("\"ts\":") + 5, line.indexOf(",\"tenant\""));
      assertThat(new BigDecimal(ts)).isEqualByComparingTo(BigDecimal.valueOf(micros, 6));
    }
  }

  @Test
  void nameThatIsNoKeyIsRefused() {
    assertThatThrownBy(() -> EvidenceValue.of("a\"b", 1))
        .hasMessage("name must have a character, none a quote, a backslash or a control: a\"b");
    assertThatThrownBy(() -> EvidenceValue.of("", 1)).isInstanceOf(IllegalArgumentException.class);
  }
}
