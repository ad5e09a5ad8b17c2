package lumen.benchmarks;

/** A number of one channel at one time, as Flink's POJO serializer takes it. */
public class NaiveEvent {
  /** Event time, microseconds since the epoch. */
  public long micros;

  public String tenant = "";
  public String source = "";
  public String key = "";
  public double value;
}
