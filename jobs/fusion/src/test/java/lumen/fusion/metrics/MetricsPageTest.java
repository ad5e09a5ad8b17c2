package lumen.fusion.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lumen.runtime.metrics.ExportedMetric;
import lumen.runtime.metrics.Exporter;
import org.junit.jupiter.api.Test;

/** The page and the names that dashboards know. */
class MetricsPageTest {
  @Test
  void pageIsThatOfTheEnums() throws IOException {
    Path page = root().resolve("docs/metrics.md");
    if (Boolean.getBoolean("lumen.regenerate")) {
      Files.writeString(page, MetricsReference.markdown());
    }
    assertThat(page)
        .as("made anew by: mvn -pl jobs/fusion -am test -Dlumen.regenerate=true")
        .hasContent(MetricsReference.markdown());
  }

  @Test
  void namesAreThoseThatDashboardsKnow() {
    assertThat(MetricsReference.metrics().stream().map(ExportedMetric::exportedName))
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrder(
            "fusion_coherence_level",
            "fusion_coherence_chance",
            "fusion_harmony_index",
            "fusion_phase_diff_mean",
            "fusion_entropy_ratio",
            "fusion_sync_quality",
            "fusion_mode",
            "fusion_streams_fresh",
            "fusion_align_q",
            "fusion_align_r",
            "fusion_nis",
            "fusion_gain_kp",
            "fusion_gain_ki",
            "fusion_gain_kd",
            "fusion_now_mode",
            "fusion_now_order",
            "fusion_now_phase_diff",
            "fusion_now_coherence",
            "fusion_now_entropy_ratio",
            "fusion_now_streams_fresh",
            "fusion_now_error_p50",
            "fusion_now_error_p90",
            "fusion_now_lead_seconds",
            "fusion_now_plv",
            "fusion_frames_total",
            "fusion_frame_emitted_timestamp_seconds",
            "fusion_source_event_timestamp_seconds",
            "fusion_stream_ingest_total",
            "fusion_dropped_total",
            "fusion_filtered_total",
            "fusion_rejected_total",
            "fusion_late_total",
            "fusion_watermark_lag_ms",
            "fusion_series_capped",
            "bridge_phase_diff_mean",
            "bridge_sync_quality",
            "bridge_entropy_ratio",
            "bridge_tick_ms",
            "bridge_tick_jitter_ms",
            "bridge_state",
            "bridge_rollback_ratio_5m",
            "bridge_multiple",
            "bridge_muted_ratio",
            "bridge_ticks_dropped_total",
            "evidence_evaluated_total",
            "evidence_risk_count",
            "evidence_quote_count",
            "ure_phase_diff_mean",
            "ure_harmony_index",
            "ure_coherence_level",
            "ure_residual_entropy_last",
            "ure_hz",
            "ure_up");
  }

  @Test
  void bridgeHasAPortOfItsOwn() {
    for (ExportedMetric metric : MetricsReference.metrics()) {
      Exporter expected =
          metric.exportedName().startsWith("bridge_")
              ? FusionExporter.BRIDGE
              : FusionExporter.FUSION;
      assertThat(metric.exporter()).as(metric.exportedName()).isEqualTo(expected);
    }
    assertThat(List.of(FusionExporter.values()))
        .extracting(FusionExporter::port)
        .containsExactly(9310, 9306);
  }

  private static Path root() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("jobs/fusion/pom.xml"))) {
        return folder;
      }
    }
    throw new IllegalStateException("tests must run inside the checkout: " + Path.of(""));
  }
}
