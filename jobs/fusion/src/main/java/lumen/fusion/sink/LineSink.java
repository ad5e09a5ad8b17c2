package lumen.fusion.sink;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.apache.flink.api.common.serialization.SimpleStringEncoder;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;

/** Files of lines, committed with checkpoints: exactly once. */
public final class LineSink {
  private LineSink() {}

  /** A folder of parts without subfolders. */
  public static FileSink<String> flat(Path folder) {
    return sink(folder, new BasePathBucketAssigner<>());
  }

  /** A folder with one subfolder for each day of event time (UTC). */
  public static FileSink<String> byDay(Path folder) {
    return sink(folder, new EventDay());
  }

  private static FileSink<String> sink(Path folder, BucketAssigner<String, String> buckets) {
    return FileSink.forRowFormat(
            new org.apache.flink.core.fs.Path(folder.toUri()),
            new SimpleStringEncoder<String>("UTF-8"))
        .withBucketAssigner(buckets)
        .withRollingPolicy(OnCheckpointRollingPolicy.build())
        .withOutputFileConfig(
            OutputFileConfig.builder().withPartPrefix("part").withPartSuffix(".ndjson").build())
        .build();
  }

  /** Assigns lines to the day of their event time. */
  private static final class EventDay implements BucketAssigner<String, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public String getBucketId(String line, Context context) {
      Long millis = context.timestamp();
      return DateTimeFormatter.ISO_LOCAL_DATE.format(
          Instant.ofEpochMilli(millis == null ? 0 : millis).atOffset(ZoneOffset.UTC));
    }

    @Override
    public SimpleVersionedSerializer<String> getSerializer() {
      return SimpleVersionedStringSerializer.INSTANCE;
    }
  }
}
