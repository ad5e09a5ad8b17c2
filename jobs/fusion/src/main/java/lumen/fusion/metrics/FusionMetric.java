package lumen.fusion.metrics;

import lumen.runtime.metrics.ExportedMetric;
import lumen.runtime.metrics.IngestMetrics;
import lumen.runtime.metrics.MetricKind;
import lumen.runtime.metrics.MetricScope;
import lumen.runtime.metrics.MetricSpec;

/** What the fusion stage and the input tell. */
public enum FusionMetric implements ExportedMetric {
  /** Phase locking of the newest frame, 0 to 1. */
  COHERENCE_LEVEL(
      "fusion_coherence_level",
      MetricKind.GAUGE,
      MetricScope.TENANT,
      "1",
      "Phase locking of the newest frame, 0 to 1"),
  /** Coherence that unrelated phases stay below in 95 % of windows. */
  COHERENCE_CHANCE(
      "fusion_coherence_chance",
      MetricKind.GAUGE,
      MetricScope.TENANT,
      "1",
      "Coherence that unrelated phases stay below in 95 % of windows, mean of the channels; formed"
          + " every 5 s, of more than 100 tenants of a task more seldom"),
  /** Envelope correlation of the newest frame mapped to 0..1. */
  HARMONY_INDEX(
      "fusion_harmony_index",
      MetricKind.GAUGE,
      MetricScope.TENANT,
      "1",
      "Envelope correlation of the newest frame mapped to 0..1"),
  /** Mean phase difference of the newest frame, 0 to 0.5, in cycles. */
  PHASE_DIFF_MEAN(
      "fusion_phase_diff_mean",
      MetricKind.GAUGE,
      MetricScope.TENANT,
      "cycles",
      "Mean phase difference of the newest frame, 0 to 0.5"),
  /** Entropy of the phase differences, 0 locked to 1 none. */
  ENTROPY_RATIO(
      "fusion_entropy_ratio",
      MetricKind.GAUGE,
      MetricScope.TENANT,
      "1",
      "Entropy of the phase differences, 0 locked to 1 none"),
  /** Completeness times coherence, 0 to 1. */
  SYNC_QUALITY(
      "fusion_sync_quality",
      MetricKind.GAUGE,
      MetricScope.TENANT,
      "1",
      "Completeness times coherence, 0 to 1"),
  /** Sides of the newest frame: 0 fused, 1 ure_only, 2 sensors_only, 3 degrade, 4 none. */
  MODE(
      "fusion_mode",
      MetricKind.GAUGE,
      MetricScope.TENANT,
      "1",
      "Sides of the newest frame: 0 fused, 1 ure_only, 2 sensors_only, 3 degrade, 4 none"),
  /** Channels present in the newest frame, in channels. */
  STREAMS_FRESH(
      "fusion_streams_fresh",
      MetricKind.GAUGE,
      MetricScope.TENANT,
      "channels",
      "Channels present in the newest frame"),
  /**
   * Process noise of the phase filters, weighted mean of the expected channels, in cycles squared.
   */
  ALIGN_Q(
      "fusion_align_q",
      MetricKind.GAUGE,
      MetricScope.TENANT,
      "cycles squared",
      "Process noise of the phase filters, weighted mean of the expected channels"),
  /**
   * Measurement noise of the phase filters, weighted mean of the expected channels, in cycles
   * squared.
   */
  ALIGN_R(
      "fusion_align_r",
      MetricKind.GAUGE,
      MetricScope.TENANT,
      "cycles squared",
      "Measurement noise of the phase filters, weighted mean of the expected channels"),
  /** Proportional gain of the bridge as the newest frame carries it, in Hz/cycle. */
  GAIN_KP(
      "fusion_gain_kp",
      MetricKind.GAUGE,
      MetricScope.TENANT,
      "Hz/cycle",
      "Proportional gain of the bridge as the newest frame carries it"),
  /** Integral gain of the bridge as the newest frame carries it, in Hz/(cycle s). */
  GAIN_KI(
      "fusion_gain_ki",
      MetricKind.GAUGE,
      MetricScope.TENANT,
      "Hz/(cycle s)",
      "Integral gain of the bridge as the newest frame carries it"),
  /** Derivative gain of the bridge as the newest frame carries it, in Hz s/cycle. */
  GAIN_KD(
      "fusion_gain_kd",
      MetricKind.GAUGE,
      MetricScope.TENANT,
      "Hz s/cycle",
      "Derivative gain of the bridge as the newest frame carries it"),
  /** Mean normalised innovation squared of the window, near 1 when the filter fits. */
  NIS(
      "fusion_nis",
      MetricKind.GAUGE,
      ChannelScope.CHANNEL,
      "1",
      "Mean normalised innovation squared of the window, near 1 when the filter fits"),
  /** Sides of the newest frame of now: 0 fused, 1 ure_only, 2 sensors_only, 3 degrade, 4 none. */
  NOW_MODE(
      "fusion_now_mode",
      MetricKind.GAUGE,
      MetricScope.TENANT,
      "1",
      "Sides of the newest frame of now: 0 fused, 1 ure_only, 2 sensors_only, 3 degrade, 4 none"),
  /** Kuramoto order of the newest provisional phases, 0 to 1. */
  NOW_ORDER(
      "fusion_now_order",
      MetricKind.GAUGE,
      MetricScope.TENANT,
      "1",
      "Kuramoto order of the newest provisional phases, 0 to 1"),
  /** Mean phase difference of the newest frame of now, 0 to 0.5, in cycles. */
  NOW_PHASE_DIFF(
      "fusion_now_phase_diff",
      MetricKind.GAUGE,
      MetricScope.TENANT,
      "cycles",
      "Mean phase difference of the newest frame of now, 0 to 0.5"),
  /** Phase locking of the newest frame of now, 0 to 1. */
  NOW_COHERENCE(
      "fusion_now_coherence",
      MetricKind.GAUGE,
      MetricScope.TENANT,
      "1",
      "Phase locking of the newest frame of now, 0 to 1"),
  /** Entropy of the phase differences of the newest frame of now, 0 locked to 1 none. */
  NOW_ENTROPY_RATIO(
      "fusion_now_entropy_ratio",
      MetricKind.GAUGE,
      MetricScope.TENANT,
      "1",
      "Entropy of the phase differences of the newest frame of now, 0 locked to 1 none"),
  /** Channels heard of late in the newest frame of now, in channels. */
  NOW_STREAMS_FRESH(
      "fusion_now_streams_fresh",
      MetricKind.GAUGE,
      MetricScope.TENANT,
      "channels",
      "Channels heard of late in the newest frame of now"),
  /** Median error of the provisional phases used, against the final ones, in cycles. */
  NOW_ERROR_P50(
      "fusion_now_error_p50",
      MetricKind.GAUGE,
      MetricScope.TENANT,
      "cycles",
      "Median error of the provisional phases used, against the final ones, over the window"),
  /** 90th percentile of that error, in cycles. */
  NOW_ERROR_P90(
      "fusion_now_error_p90",
      MetricKind.GAUGE,
      MetricScope.TENANT,
      "cycles",
      "90th percentile of that error, over the window"),
  /** How much earlier a frame of now is known than the frame of its step, in seconds. */
  NOW_LEAD(
      "fusion_now_lead_seconds",
      MetricKind.GAUGE,
      MetricScope.TENANT,
      "s",
      "How much earlier a frame of now is known than the frame of its step"),
  /** Phase locking of a channel's provisional and final phases; below 0.7 it is not used. */
  NOW_PLV(
      "fusion_now_plv",
      MetricKind.GAUGE,
      ChannelScope.CHANNEL,
      "1",
      "Phase locking of a channel's provisional and final phases; below 0.7 it is not used"),
  /** Frames that have left, in frames. */
  FRAMES_TOTAL(
      "fusion_frames_total",
      MetricKind.COUNTER,
      MetricScope.TENANT,
      "frames",
      "Frames that have left"),
  /** When the newest frame left, by the clock, in seconds since 1970. */
  FRAME_EMITTED(
      "fusion_frame_emitted_timestamp_seconds",
      MetricKind.GAUGE,
      MetricScope.TENANT,
      "s",
      "When the newest frame left, by the clock, since 1970"),
  /** When the newest event of a source was read, by the clock, in seconds since 1970. */
  SOURCE_EVENT(
      "fusion_source_event_timestamp_seconds",
      MetricKind.GAUGE,
      MetricScope.SOURCE,
      "s",
      "When the newest event of a source was read, by the clock, since 1970; of a configured one"
          + " that has not come yet, when the job began to wait for it"),
  /** Events read of an event source, whatever became of them, in events. */
  STREAM_INGEST_TOTAL(
      "fusion_stream_ingest_total",
      MetricKind.COUNTER,
      MetricScope.SOURCE,
      "events",
      "Events read of an event source, whatever became of them"),
  /** Events of a source lost to a full queue, in events. */
  DROPPED_TOTAL(
      "fusion_dropped_total",
      MetricKind.COUNTER,
      MetricScope.SOURCE,
      "events",
      "Events of a source lost to a full queue, the job's or the operating system's"),
  /** Events of a source none of whose channels is selected, in events. */
  FILTERED_TOTAL(
      "fusion_filtered_total",
      MetricKind.COUNTER,
      MetricScope.SOURCE,
      "events",
      "Events of a source none of whose channels is selected"),
  /** Lines, events and samples not taken, by the reason code of the rejects, in events. */
  REJECTED_TOTAL(
      "fusion_rejected_total",
      MetricKind.COUNTER,
      MetricScope.REASON,
      "events",
      "Lines, events and samples not taken, by the reason code of the rejects"),
  /** Events behind their stream's line, in events. */
  LATE_TOTAL(
      "fusion_late_total",
      MetricKind.COUNTER,
      MetricScope.JOB,
      "events",
      "Events behind their stream's line"),
  /** Processing time minus the watermark of the fuse operator, in ms. */
  WATERMARK_LAG_MS(
      "fusion_watermark_lag_ms",
      MetricKind.GAUGE,
      MetricScope.SUBTASK,
      "ms",
      "Processing time minus the watermark of the fuse operator"),
  /** Series beyond the cap, which tenant other stands for, in series. */
  SERIES_CAPPED(
      "fusion_series_capped",
      MetricKind.GAUGE,
      MetricScope.SUBTASK,
      "series",
      "Series beyond the cap, which tenant other stands for");

  /** What the input tells. */
  public static final IngestMetrics.Names INPUT =
      new IngestMetrics.Names(
          STREAM_INGEST_TOTAL,
          REJECTED_TOTAL,
          LATE_TOTAL,
          DROPPED_TOTAL,
          FILTERED_TOTAL,
          SOURCE_EVENT);

  @SuppressWarnings("ImmutableEnumChecker") // a record of values
  private final MetricSpec spec;

  FusionMetric(String name, MetricKind kind, MetricScope scope, String unit, String meaning) {
    spec = new MetricSpec(name, kind, scope, unit, meaning, FusionExporter.FUSION);
  }

  @Override
  public MetricSpec spec() {
    return spec;
  }

  @Override
  public boolean summed() {
    return this == STREAMS_FRESH || this == NOW_STREAMS_FRESH;
  }
}
