package lumen.fusion;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lumen.connectors.kafka.EndingSource;
import lumen.connectors.kafka.KafkaEvents;
import lumen.connectors.kafka.KafkaInputOptions;
import lumen.connectors.live.ArrivalClock;
import lumen.connectors.live.CommandCheck;
import lumen.connectors.live.LiveClock;
import lumen.connectors.live.LiveOptions;
import lumen.connectors.live.LiveSource;
import lumen.connectors.live.LiveStream;
import lumen.event.SourceClock;
import lumen.fusion.command.NoiseBounds;
import lumen.fusion.command.OperatorCommand;
import lumen.fusion.command.OperatorCommandReader;
import lumen.fusion.graph.FusionOperator;
import lumen.fusion.ingest.ArrivalFitClock;
import lumen.fusion.ingest.ConfiguredClock;
import lumen.fusion.ingest.KnownClock;
import lumen.fusion.settings.ClockSettings;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.StreamSettings;
import lumen.fusion.settings.TimeSettings;
import lumen.intake.ReplayOptions;
import lumen.runtime.command.CommandReader;
import lumen.runtime.job.Inlet;
import lumen.runtime.job.JobArguments;
import lumen.runtime.job.OperatorId;

/** Turns arguments and settings into the inlets that listen to live streams. */
public final class LivePlan {
  /** The file of the output folder that tells where the job is asked and told. */
  public static final String ANNOUNCEMENT = "live.json";

  private static final String ANY_PORT = "127.0.0.1:0";
  private static final double MICROS = 1e6;
  private static final double MILLIS = 1e3;

  private LivePlan() {}

  /** Whether the streams of these settings are live. */
  public static boolean isLive(LumenSettings settings) {
    return settings.sensors().streams().stream().anyMatch(StreamSettings::live);
  }

  /** The inlets of a live run. */
  public static List<Inlet> inlets(JobArguments arguments, LumenSettings settings) {
    return inlets(arguments, settings, ArrivalClock::ofMachine, true);
  }

  /**
   * The inlets of a live run whose sockets and devices have a clock of their own.
   *
   * @param byWall whether event time goes on with the wall clock while a topic beside them is
   *     silent; else it waits
   */
  static List<Inlet> inlets(
      JobArguments arguments, LumenSettings settings, LiveSource.Clock clock, boolean byWall) {
    if (arguments.control().isPresent()) {
      throw new IllegalArgumentException(
          "--control must be beside recordings: a live job is told by `lumenctl control`");
    }
    List<Inlet> inlets = new ArrayList<>();
    List<LiveStream> streams = streams(settings);
    if (!streams.isEmpty()) {
      LiveSource source = new LiveSource(streams, options(arguments, settings), clock);
      inlets.add(Inlet.of(source, FusionOperator.LIVE));
    }
    for (StreamSettings stream : settings.sensors().streams()) {
      if (stream instanceof StreamSettings.Kafka kafka) {
        inlets.add(topic(kafka, arguments, settings, byWall && !streams.isEmpty()));
      }
    }
    return inlets;
  }

  /**
   * Reads a topic. It is judged as a recording is, since what it holds may be old; while it is
   * silent it does not hold up what sockets and devices give.
   */
  private static Inlet topic(
      StreamSettings.Kafka kafka, JobArguments arguments, LumenSettings settings, boolean beside) {
    long behindWall = beside ? behindWall(settings.time()) : 0;
    KafkaInputOptions options =
        new KafkaInputOptions(
            kafka.name(),
            kafka.bootstrap(),
            kafka.topic(),
            kafka.group(),
            start(kafka.start()),
            Map.of(),
            KafkaInputOptions.DEFAULT_FLUSH_MILLIS,
            KafkaInputOptions.DEFAULT_FLUSH_SAMPLES,
            behindWall,
            arguments.forSeconds() == 0
                ? EndingSource.NEVER
                : System.currentTimeMillis() + Math.round(arguments.forSeconds() * MILLIS),
            kafka.format() == StreamSettings.Format.LOG,
            kafka.propertiesFile(),
            readers(kafka, arguments.parallelism()));
    OperatorId reads = FusionOperator.kafkaSource(kafka.name());
    if (kafka.format() == StreamSettings.Format.COMMANDS) {
      OperatorId takes = FusionOperator.kafkaCommands(kafka.name());
      return env ->
          KafkaEvents.attachCommands(
              env, options, reads.uid(), reads.title(), takes.uid(), takes.title());
    }
    ReplayOptions rules = ReplayPlan.options(settings, 0, false);
    OperatorId blocks = FusionOperator.kafkaBlocks(kafka.name());
    OperatorId merges = FusionOperator.kafkaMerge(kafka.name());
    return env ->
        KafkaEvents.merged(
            KafkaEvents.attach(
                env, options, rules, reads.uid(), reads.title(), blocks.uid(), blocks.title()),
            options,
            rules.sourceIdleMicros(),
            merges.uid(),
            merges.title());
  }

  /** No more than run side by side, or the job would wait for slots that it was not given. */
  private static int readers(StreamSettings.Kafka kafka, int parallelism) {
    return kafka.format() == StreamSettings.Format.EVENTS
        ? Math.min(kafka.readers(), parallelism)
        : 1;
  }

  /** How far behind the wall clock event time goes on while a topic beside sockets is silent. */
  static long behindWall(TimeSettings time) {
    return time.sourceIdleMicros() + time.outOfOrdernessMicros();
  }

  private static KafkaInputOptions.Start start(StreamSettings.Start start) {
    return switch (start) {
      case COMMITTED -> KafkaInputOptions.Start.COMMITTED_ELSE_EARLIEST;
      case EARLIEST -> KafkaInputOptions.Start.EARLIEST;
      case LATEST -> KafkaInputOptions.Start.LATEST;
    };
  }

  /** The streams that sockets and devices give. */
  public static List<LiveStream> streams(LumenSettings settings) {
    List<LiveStream> streams = new ArrayList<>();
    for (StreamSettings stream : settings.sensors().streams()) {
      LiveInputs.of(
              stream, clock(settings, stream.source()), settings.fusion().failover().staleAfterS())
          .ifPresent(streams::add);
    }
    return streams;
  }

  private static LiveOptions options(JobArguments arguments, LumenSettings settings) {
    String control = settings.sensors().controlAddress();
    Path announcement = arguments.out().resolve(ANNOUNCEMENT);
    return new LiveOptions(
        settings.time().liveOutOfOrdernessMicros(),
        settings.time().maxAheadMicros(),
        ReplayPlan.options(settings, 0, false),
        Math.round(arguments.forSeconds() * MICROS),
        control.isEmpty() ? ANY_PORT : control,
        announcement.toString(),
        arguments.capture(),
        check(settings),
        StepMarks.of(settings));
  }

  /** What a command may say, and to whom. */
  private static CommandCheck check(LumenSettings settings) {
    CommandReader<OperatorCommand> reader =
        OperatorCommandReader.of(NoiseBounds.of(settings.fusionSettings().kalman()));
    LiveTenants tenants = LiveTenants.of(settings);
    return command -> {
      List<String> findings = new ArrayList<>(tenants.findings(command));
      findings.addAll(reader.findings(command));
      return findings;
    };
  }

  private static LiveClock.Factory clock(LumenSettings settings, String source) {
    ClockSettings clock = settings.source(source).clock();
    return switch (clock.mode()) {
      case NONE -> LiveClock.Factory.NONE;
      case AUTO -> ArrivalFitClock::new;
      case FIXED -> {
        SourceClock known = ConfiguredClock.of(clock);
        yield snapshot -> new KnownClock(known, snapshot);
      }
    };
  }
}
