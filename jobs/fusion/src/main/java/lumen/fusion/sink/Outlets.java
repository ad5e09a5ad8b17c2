package lumen.fusion.sink;

import java.util.Optional;
import lumen.event.Reject;
import lumen.runtime.evidence.EvidenceEntry;
import lumen.runtime.notice.LateNotice;
import lumen.signal.bridge.ControlFrame;
import lumen.signal.fusion.FusedFrame;
import lumen.signal.fusion.NowFrame;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Where values go beside the files. */
@FunctionalInterface
public interface Outlets {
  /** Nowhere. */
  Outlets NONE = leaving -> {};

  /**
   * What leaves the job.
   *
   * @param frames frames in their order
   * @param now frames of now in their order; empty where none are made
   * @param control control frames in their order
   * @param evidence evidence in its order
   * @param rejects what was not taken
   * @param late what came too late
   */
  record Leaving(
      DataStream<FusedFrame> frames,
      Optional<DataStream<NowFrame>> now,
      DataStream<ControlFrame> control,
      DataStream<EvidenceEntry> evidence,
      DataStream<Reject> rejects,
      DataStream<LateNotice> late) {}

  /** Adds them to the job. */
  void attach(Leaving leaving);
}
