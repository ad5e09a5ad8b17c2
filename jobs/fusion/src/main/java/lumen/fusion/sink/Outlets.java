package lumen.fusion.sink;

import org.apache.flink.streaming.api.datastream.DataStream;

/** Where lines go beside the files. */
@FunctionalInterface
public interface Outlets {
  /** Nowhere. */
  Outlets NONE = lines -> {};

  /**
   * Lines that leave the job.
   *
   * @param frames frames in their order
   * @param control control frames in their order
   * @param evidence evidence in its order
   * @param rejects what was not taken
   * @param late what came too late
   */
  record Lines(
      DataStream<String> frames,
      DataStream<String> control,
      DataStream<String> evidence,
      DataStream<String> rejects,
      DataStream<String> late) {}

  /** Adds them to the job. */
  void attach(Lines lines);
}
