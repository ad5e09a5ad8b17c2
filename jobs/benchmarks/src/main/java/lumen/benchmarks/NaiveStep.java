package lumen.benchmarks;

/** One aligned step of one channel, as Flink's POJO serializer takes it. */
public class NaiveStep {
  public String tenant = "";
  public String source = "";
  public String key = "";
  public long step;
  public double value;
  public double phase;
  public double envelope;
}
