package lumen.serve.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is read of a page of metrics. */
final class SampleLinesTest {
  private static List<PlainSample> read(String page) {
    return SampleLines.read(page.getBytes(StandardCharsets.UTF_8), name -> true);
  }

  @Test
  void scopeOfFlinkIsPassedOver() {
    String page =
        """
        # TYPE flink_taskmanager_job_task_operator_tenant_fusion_coherence_level gauge
        flink_taskmanager_job_task_operator_tenant_fusion_coherence_level{tenant="a",task_name="x, {y}"} 0.93
        flink_taskmanager_job_task_operator_tenant_source_key_fusion_nis{tenant="a",source="s",key="k"} 1.25
        fusion_mode{tenant="a"} 2.0 1767225600000
        """;
    assertThat(read(page))
        .extracting(PlainSample::name, one -> one.label("tenant"), PlainSample::value)
        .containsExactly(
            tuple("fusion_coherence_level", "a", 0.93),
            tuple("fusion_nis", "a", 1.25),
            tuple("fusion_mode", "a", 2.0));
  }

  @Test
  void whatIsNoSampleOfOursIsLeftOut() {
    String page =
        """

        flink_taskmanager_Status_JVM_Memory_Heap_Used{} 5.0
        fusion_mode{tenant="a"} much
        fusion_mode
        """;
    assertThat(read(page)).isEmpty();
  }

  @Test
  void labelsAreUnescaped() {
    String page = "fusion_mode{tenant=\"a \\\"b\\\" \\\\ } c\\nd\",x=\"y\"} +Inf\n";
    assertThat(read(page))
        .containsExactly(
            new PlainSample(
                "fusion_mode",
                Map.of("tenant", "a \"b\" \\ } c\nd", "x", "y"),
                Double.POSITIVE_INFINITY));
  }

  @Test
  void whatIsNotWantedIsLeftOutAndANameIsReadAnewBehindAnother() {
    String page =
        """
        fusion_mode{tenant="ä"} 1
        fusion_mode{tenant="b"} 2
        fusion_modes{tenant="a"} 3
        # HELP fusion_mode 4
        fusion_mode{tenant="c"} 5
        bridge_state{tenant="c"} 6
        fusion_mode 7""";
    assertThat(
            SampleLines.read(
                page.getBytes(StandardCharsets.UTF_8), name -> name.equals("fusion_mode")))
        .extracting(one -> one.label("tenant"), PlainSample::value)
        .containsExactly(tuple("ä", 1.0), tuple("b", 2.0), tuple("c", 5.0), tuple("", 7.0));
  }

  @Test
  void labelsThatEndTooSoonAreThoseBeforeThem() {
    assertThat(read("fusion_mode{tenant=\"a\", x=\"b\",} 1\nfusion_mode{tenant=\"a\",x=\"b} 2\n"))
        .extracting(PlainSample::labels)
        .containsExactly(Map.of("tenant", "a", "x", "b"), Map.of("tenant", "a"));
  }
}
