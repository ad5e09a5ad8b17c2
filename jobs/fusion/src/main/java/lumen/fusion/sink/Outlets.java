package lumen.fusion.sink;

import org.apache.flink.streaming.api.datastream.DataStream;

/** Where lines go beside the files. */
@FunctionalInterface
public interface Outlets {
  /** Nowhere. */
  Outlets NONE = (frames, rejects, late) -> {};

  /**
   * Adds them to the job.
   *
   * @param frames frames in their order
   * @param rejects what was not taken
   * @param late what came too late
   */
  void attach(DataStream<String> frames, DataStream<String> rejects, DataStream<String> late);
}
