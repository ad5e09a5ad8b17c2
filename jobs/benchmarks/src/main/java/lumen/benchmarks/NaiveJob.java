package lumen.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import lumen.event.ChannelKey;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.SettingsLoader;
import lumen.runtime.lines.LineSink;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.reader.TextLineInputFormat;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job that one would write first: lines of text, a POJO for every event, keyed state read and
 * written for every event, then the same filters and the same fusion.
 *
 * <pre>
 *   text lines (1) ── parse (1) ── key by channel ── filter (N) ── key by tenant ── fuse (N) ── files
 * </pre>
 *
 * <p>It takes recordings in order of time; lateness, rejects and accounts are left out, which
 * spares it their work.
 */
public final class NaiveJob {
  private static final Duration OUT_OF_ORDERNESS = Duration.ofSeconds(2);
  private static final int MAX_PARALLELISM = 256;

  private NaiveJob() {}

  /** {@code FILE OUT PARALLELISM [CONFIG]}: builds the job and hands it to the cluster. */
  public static void main(String[] args) throws Exception {
    LumenSettings settings =
        args.length > 3 ? SettingsLoader.load(Path.of(args[3])) : LumenSettings.defaults();
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    build(env, Path.of(args[0]), Path.of(args[1]), Integer.parseInt(args[2]), settings);
    env.executeAsync("naive");
  }

  /** Adds the job to the environment. */
  static void build(
      StreamExecutionEnvironment env,
      Path recording,
      Path out,
      int parallelism,
      LumenSettings settings) {
    env.setParallelism(parallelism);
    env.setMaxParallelism(MAX_PARALLELISM);
    FileSource<String> lines =
        FileSource.forRecordStreamFormat(
                new TextLineInputFormat(), new org.apache.flink.core.fs.Path(recording.toUri()))
            .build();
    env.fromSource(lines, WatermarkStrategy.noWatermarks(), "lines")
        .setParallelism(1)
        .flatMap(new NaiveParser())
        .returns(NaiveEvent.class)
        .setParallelism(1)
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<NaiveEvent>forBoundedOutOfOrderness(OUT_OF_ORDERNESS)
                .withTimestampAssigner((event, before) -> event.micros / 1_000))
        .setParallelism(1)
        .keyBy(event -> ChannelKey.encode(event.tenant, event.source, event.key))
        .process(new NaiveFilter(settings))
        .returns(NaiveStep.class)
        .keyBy(step -> step.tenant)
        .process(new NaiveFusion(settings))
        .returns(Types.STRING)
        .sinkTo(LineSink.byDay(out.resolve("frames"), line -> line))
        .setParallelism(1);
  }
}
