package lumen.benchmarks.table;

import java.util.Arrays;
import java.util.Optional;

/** The rows of the table, and the bars that stand in no other place. */
public enum BenchmarkRow {
  ONE_THREAD("job.one-thread.default", "job / one thread, default", least("-", 1.0, 1.3)),
  ONE_THREAD_NO_CLIP("job.one-thread.clip-none", "the same, clip none", least("0.58", 1.0, 1.3)),
  TENANTS("job.one-thread.tenants-8.default", "... 8 tenants, default", least("-", 1.2, 1.5)),
  TENANTS_NO_CLIP("job.one-thread.tenants-8.clip-none", "... clip none", least("-", 1.2, 1.5)),
  BEFORE("job.befbdc8", "job / befbdc8's job", least("1", 2.5, 4)),
  NAIVE("job.naive", "job / naive job, clip none", least("14", 20, Double.NaN)),
  GROWTH_CHANNELS("growth.channels", "event, 8 to 800 at 50 Hz", most("2.0", 1.3, 1.1)),
  GROWTH_SMALL("growth.small", "event, 80 to 8,000 at 10 Hz", most("1.4", 1.3, 1.1)),
  GROWTH_TENANTS("growth.tenants", "event, 1 to 1,000 tenants", most("-", 1.3, 1.1)),
  GROWTH_CHECKPOINT(
      "growth.checkpoint", "checkpoint, 8,000 ch.", most("7.8 s", 1.5, 0.5).in(RowUnit.SECONDS)),
  LIVE_CPU("live.cpu", "live TaskManager CPU", most("24..35 %", 0.1, 0.05).in(RowUnit.SHARE)),
  LIVE_FRAME(
      "live.frame", "live frame, late p99", most("~10 ms", 0.05, 0.015).in(RowUnit.MILLISECONDS)),
  RECOVERY("recovery.kill", "kill -9 to next frame", most("12.8 s", 12, 6).in(RowUnit.SECONDS)),
  DEMO("start.demo", "demo again", most("9.5 s", 5, Double.NaN).in(RowUnit.SECONDS)),
  CLUSTER("start.cluster", "first cluster start", most("-", 4, Double.NaN).in(RowUnit.SECONDS)),
  PARSE("parse.rate", "parse, one thread", least("-", 1e9, 2e9).in(RowUnit.BYTES_PER_SECOND)),
  PARSE_JACKSON("parse.jackson", "parse / Jackson", least("-", Double.NaN, Double.NaN)),
  FIELD_CPU("field.cpu", "field: CPU, p95", most("-", 0.7, Double.NaN).in(RowUnit.SHARE)),
  FIELD_MEMORY("field.memory", "field: RSS", most("-", 2.5e9, Double.NaN).in(RowUnit.BYTES)),
  FIELD_SCRAPE(
      "field.scrape", "field: scrape, p95", most("-", 0.15, Double.NaN).in(RowUnit.MILLISECONDS));

  private final String key;
  private final String title;
  private final RowUnit unit;
  private final boolean atLeast;
  private final String before;
  private final double wanted;
  private final double stretch;

  BenchmarkRow(String key, String title, RowBar bar) {
    this.key = key;
    this.title = title;
    this.unit = bar.unit();
    this.atLeast = bar.atLeast();
    this.before = bar.before();
    this.wanted = bar.bar();
    this.stretch = bar.stretch();
  }

  private static RowBar least(String before, double bar, double stretch) {
    return new RowBar(RowUnit.RATIO, true, before, bar, stretch);
  }

  private static RowBar most(String before, double bar, double stretch) {
    return new RowBar(RowUnit.RATIO, false, before, bar, stretch);
  }

  /** What a results file calls it. */
  public String key() {
    return key;
  }

  /** What a person calls it, in at most 27 characters. */
  public String title() {
    return title;
  }

  /** What it is held to. */
  public RowBar bar() {
    return new RowBar(unit, atLeast, before, wanted, stretch);
  }

  /** The row of that name; empty where the table has none. */
  public static Optional<BenchmarkRow> of(String key) {
    return Arrays.stream(values()).filter(row -> row.key.equals(key)).findFirst();
  }
}
