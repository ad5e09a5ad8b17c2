package lumen.fusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import lumen.connectors.kafka.KafkaLines;
import lumen.connectors.kafka.KafkaOutputOptions;
import lumen.connectors.live.ArrivalClock;
import lumen.connectors.midi.MidiPlayer;
import lumen.connectors.midi.MidiPlayerOptions;
import lumen.connectors.osc.OscFigures;
import lumen.connectors.osc.OscOut;
import lumen.connectors.osc.OscPlayer;
import lumen.connectors.playout.PlayoutOptions;
import lumen.connectors.postgres.PostgresOptions;
import lumen.connectors.postgres.PostgresSink;
import lumen.connectors.postgres.ResonanceEvent;
import lumen.fusion.graph.FusionOperator;
import lumen.fusion.settings.FusionFile;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.sink.NowOscSink;
import lumen.fusion.sink.Outlets;
import lumen.fusion.sink.Outputs;
import lumen.fusion.sink.PlayoutSink;
import lumen.runtime.job.JobArguments;
import lumen.runtime.lines.LineOutput;
import lumen.runtime.lines.SinkStage;
import lumen.signal.fusion.FusedFrame;
import org.apache.flink.api.connector.sink2.Sink;

/** Turns settings into the outlets beside the files. */
final class OutletPlan {
  private static final double MICROS_PER_MILLI = 1e3;
  private static final int QUEUED_TICKS = 4_096;

  /** Nobody wants to hear of now what is older, beside what its inputs are held back. */
  private static final long STALE_NOW_MICROS = 2_000_000;

  private OutletPlan() {}

  /**
   * The outlets of a run.
   *
   * @param tickDelay how long after its own time a tick is known, microseconds; empty where frames
   *     are not of now and nothing is played
   */
  static Outlets outlets(JobArguments arguments, LumenSettings settings, OptionalLong tickDelay) {
    FusionFile.Outputs outputs = settings.fusion().outputs();
    List<Outlets> outlets = new ArrayList<>();
    if (!outputs.kafka().bootstrap().isEmpty()) {
      outlets.add(topics(outputs.kafka(), runPrefix(arguments)));
    }
    if (!outputs.postgres().url().isEmpty()) {
      outlets.add(table(outputs.postgres()));
    }
    if (tickDelay.isPresent() && !outputs.oscAddr().isEmpty()) {
      outlets.add(osc(outputs, settings, tickDelay.getAsLong()));
    }
    if (tickDelay.isPresent() && !outputs.midiDevice().isEmpty()) {
      outlets.add(midi(outputs, settings, tickDelay.getAsLong()));
    }
    return leaving -> outlets.forEach(outlet -> outlet.attach(leaving));
  }

  /** Transactions of two runs must not meet, nor those of two jobs. */
  private static String runPrefix(JobArguments arguments) {
    return transactionsOf(arguments) + Long.toHexString(System.currentTimeMillis());
  }

  /** What the ids of the transactions of a job begin with. */
  static String transactionsOf(JobArguments arguments) {
    return "lumen-" + arguments.name().replaceAll("[^A-Za-z0-9._-]", "_") + "-";
  }

  private static Outlets topics(FusionFile.KafkaOutput kafka, String prefix) {
    Topics topics = new Topics(kafka.bootstrap(), kafka.propertiesFile(), prefix);
    return of -> {
      SinkStage.attach(
          of.frames(),
          topics.of(Outputs.FRAMES, kafka.framesTopic(), "frame-1"),
          FusionOperator.FRAMES_TOPIC);
      SinkStage.attach(
          of.control(),
          topics.of(Outputs.CONTROL, kafka.controlTopic(), "control-2"),
          FusionOperator.CONTROL_TOPIC);
      SinkStage.attach(
          of.evidence(),
          topics.of(Outputs.EVIDENCE, kafka.evidenceTopic(), "evidence-1"),
          FusionOperator.EVIDENCE_TOPIC);
      SinkStage.attach(
          of.rejects(),
          topics.of(Outputs.REJECTS, kafka.rejectsTopic(), "reject-1"),
          FusionOperator.REJECTS_TOPIC);
      SinkStage.attach(
          of.late(),
          topics.of(Outputs.LATE, kafka.lateTopic(), "late-1"),
          FusionOperator.LATE_TOPIC);
      if (!kafka.nowTopic().isEmpty()) {
        of.now()
            .ifPresent(
                now ->
                    SinkStage.attach(
                        now,
                        topics.of(Outputs.NOW, kafka.nowTopic(), "now-1"),
                        FusionOperator.NOW_TOPIC));
      }
    };
  }

  /**
   * Sinks that write topics.
   *
   * @param prefix what the ids of their transactions begin with
   */
  private record Topics(String bootstrap, String propertiesFile, String prefix) {
    <T> Sink<T> of(LineOutput<T> output, String topic, String schema) {
      return KafkaLines.sink(options(topic, schema), output.form()::line, output.form()::tenant);
    }

    private KafkaOutputOptions options(String topic, String schema) {
      return new KafkaOutputOptions(bootstrap, topic, schema, prefix, Map.of(), propertiesFile);
    }
  }

  /** Where and how rows are written. */
  static PostgresOptions options(FusionFile.PostgresOutput postgres) {
    return new PostgresOptions(
        postgres.url(),
        postgres.user().isEmpty() ? System.getProperty("user.name") : postgres.user(),
        postgres.passwordFile(),
        postgres.passwordVariable(),
        postgres.table(),
        PostgresOptions.BATCH_ROWS,
        PostgresOptions.RETRY_S,
        postgres.sslmode(),
        postgres.caFile());
  }

  private static Outlets table(FusionFile.PostgresOutput postgres) {
    PostgresOptions options = options(postgres);
    return leaving ->
        leaving
            .frames()
            .map(OutletPlan::row)
            .returns(ResonanceEvent.TYPE)
            .uid(FusionOperator.ROWS.uid())
            .name(FusionOperator.ROWS.title())
            .setParallelism(1)
            .sinkTo(new PostgresSink(options))
            .uid(FusionOperator.TABLE.uid())
            .name(FusionOperator.TABLE.title())
            .setParallelism(1);
  }

  private static ResonanceEvent row(FusedFrame frame) {
    return new ResonanceEvent(
        frame.tenant(),
        (long) Math.rint(frame.ts() * 1e6),
        frame.phaseDiff(),
        frame.syncQuality(),
        frame.entropyRatio());
  }

  private static Outlets osc(
      FusionFile.Outputs outputs, LumenSettings settings, long tickDelayMicros) {
    String addr = outputs.oscAddr();
    int colon = addr.lastIndexOf(':');
    String host = addr.substring(0, colon);
    int port = Integer.parseInt(addr.substring(colon + 1));
    PlayoutSink sink =
        new PlayoutSink(
            playout(outputs, settings),
            tickDelayMicros,
            "osc",
            ArrivalClock::ofMachine,
            () -> new OscPlayer(new OscOut(host, port)));
    NowOscSink now =
        new NowOscSink(
            staleNowMicros(settings, tickDelayMicros),
            ArrivalClock::ofMachine,
            () -> new OscFigures(new OscOut(host, port)));
    return leaving -> {
      SinkStage.attach(leaving.control(), sink, FusionOperator.PLAY_OSC);
      leaving.now().ifPresent(frames -> SinkStage.attach(frames, now, FusionOperator.NOW_OSC));
    };
  }

  private static Outlets midi(
      FusionFile.Outputs outputs, LumenSettings settings, long tickDelayMicros) {
    String device = outputs.midiDevice();
    PlayoutSink sink =
        new PlayoutSink(
            playout(outputs, settings),
            tickDelayMicros,
            "midi",
            ArrivalClock::ofMachine,
            () -> new MidiPlayer("midi", MidiPlayerOptions.of(device)));
    return leaving -> SinkStage.attach(leaving.control(), sink, FusionOperator.PLAY_MIDI);
  }

  private static PlayoutOptions playout(FusionFile.Outputs outputs, LumenSettings settings) {
    double shortestMs = settings.bridge().loop().minTickMs();
    return new PlayoutOptions(
        Math.round(outputs.playoutDelayMs() * MICROS_PER_MILLI),
        Math.round(shortestMs * MICROS_PER_MILLI / 2),
        QUEUED_TICKS);
  }

  private static long staleNowMicros(LumenSettings settings, long tickDelayMicros) {
    long delay = Math.round(settings.fusion().now().delayS() * 1e6);
    return delay + tickDelayMicros + STALE_NOW_MICROS;
  }
}
