package lumen.runtime.lines;

import java.time.LocalDate;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;

/**
 * Assigns values to the day of their event time, UTC.
 *
 * @param <T> the values
 */
final class EventDay<T> implements BucketAssigner<T, String> {
  private static final long serialVersionUID = 1L;
  private static final long MILLIS_PER_DAY = 86_400_000;

  private transient String name;
  private transient long day;

  @Override
  public String getBucketId(T value, Context context) {
    Long millis = context.timestamp();
    long itsDay = millis == null ? 0 : Math.floorDiv(millis, MILLIS_PER_DAY);
    if (name == null || day != itsDay) {
      name = LocalDate.ofEpochDay(itsDay).toString();
      day = itsDay;
    }
    return name;
  }

  @Override
  public SimpleVersionedSerializer<String> getSerializer() {
    return SimpleVersionedStringSerializer.INSTANCE;
  }
}
