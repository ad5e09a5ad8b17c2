package lumen.runtime.lines;

import java.nio.file.Path;
import lumen.event.TextOf;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;

/** Files of lines, committed with checkpoints: exactly once. */
public final class LineSink {
  private LineSink() {}

  /** A folder of parts without subfolders. */
  static <T> FileSink<T> flat(Path folder, TextOf<T> text) {
    return sink(folder, text, new BasePathBucketAssigner<>());
  }

  /** A folder with one subfolder for each day of event time (UTC). */
  public static <T> FileSink<T> byDay(Path folder, TextOf<T> text) {
    return sink(folder, text, new EventDay<>());
  }

  private static <T> FileSink<T> sink(
      Path folder, TextOf<T> text, BucketAssigner<T, String> buckets) {
    return FileSink.<T>forBulkFormat(
            new org.apache.flink.core.fs.Path(folder.toUri()),
            stream -> new LineWriter<>(text, stream))
        .withBucketAssigner(buckets)
        .withRollingPolicy(OnCheckpointRollingPolicy.build())
        .withOutputFileConfig(
            OutputFileConfig.builder().withPartPrefix("part").withPartSuffix(".ndjson").build())
        .build();
  }
}
