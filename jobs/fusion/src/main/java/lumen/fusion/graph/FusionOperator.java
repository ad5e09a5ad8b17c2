package lumen.fusion.graph;

import lumen.runtime.job.OperatorId;

/** The operators of the job. */
public enum FusionOperator implements OperatorId {
  /** Plays recordings. */
  REPLAY("replay-source", "replay"),
  /** Listens to live inputs. */
  LIVE("live-source", "live"),
  /** Separates samples, rejects, late events, facts and accounts. */
  INGEST("ingest", "ingest"),
  /** Conditions each channel. */
  ALIGN("channel-aligner", "align"),
  /** Fuses the channels of each tenant. */
  FUSE("tenant", "fuse"),
  /** Lets notices of the ingest leave it. */
  INGEST_NOTICES("ingest-notices", "ingest notices"),
  /** Lets notices of the channels leave them. */
  ALIGN_NOTICES("channel-notices", "channel notices"),
  /** Lets notices of the tenants leave them. */
  FUSE_NOTICES("tenant-notices", "tenant notices"),
  /** Separates rejects, late events and accounts. */
  NOTICES("notices", "notices"),
  /** Lets frames leave their tenants. */
  FRAMES_LEAVE("frames-leave", "frames leave"),
  /** Lets channel frames leave their tenants. */
  CHANNELS_LEAVE("channel-frames-leave", "channel frames leave"),
  /** Lets frames of now leave their tenants. */
  NOW_LEAVES("now-leaves", "now leaves"),
  /** Lets evidence leave its tenant. */
  EVIDENCE_LEAVES("evidence-leaves", "evidence leaves"),
  /** Puts the frames in one order. */
  ORDER_FRAMES("frame-ordering", "order frames"),
  /** Puts the channel frames in one order. */
  ORDER_CHANNELS("channel-frame-ordering", "order channel frames"),
  /** Puts the frames of now in one order. */
  ORDER_NOW("now-ordering", "order now"),
  /** Puts the control frames in one order. */
  ORDER_CONTROL("control-ordering", "order control"),
  /** Puts the evidence in one order. */
  ORDER_EVIDENCE("evidence-ordering", "order evidence"),
  /** Writes frames. */
  FRAMES("frames-sink", "frames"),
  /** Writes channel frames. */
  CHANNELS("channel-frames-sink", "channel frames"),
  /** Writes frames of now. */
  NOW("now-sink", "now"),
  /** Writes control frames. */
  CONTROL("control-sink", "control"),
  /** Writes evidence. */
  EVIDENCE("evidence-sink", "evidence"),
  /** Writes rejects. */
  REJECTS("rejects-sink", "rejects"),
  /** Writes late events. */
  LATE("late-sink", "late"),
  /** Writes facts. */
  FACTS("facts-sink", "facts"),
  /** Writes accounts. */
  ACCOUNTS("accounts-sink", "accounts"),
  /** Writes the log of decided events. */
  LOG("log-sink", "log"),
  /** Writes frames to a topic. */
  FRAMES_TOPIC("frames-topic", "frames topic"),
  /** Writes frames of now to a topic. */
  NOW_TOPIC("now-topic", "now topic"),
  /** Writes control frames to a topic. */
  CONTROL_TOPIC("control-topic", "control topic"),
  /** Writes evidence to a topic. */
  EVIDENCE_TOPIC("evidence-topic", "evidence topic"),
  /** Writes rejects to a topic. */
  REJECTS_TOPIC("rejects-topic", "rejects topic"),
  /** Writes late events to a topic. */
  LATE_TOPIC("late-topic", "late topic"),
  /** Makes rows of frames. */
  ROWS("resonance-rows", "rows"),
  /** Keeps a table of frames. */
  TABLE("resonance-table", "table"),
  /** Tells the figures of now by OSC. */
  NOW_OSC("now-osc", "now osc"),
  /** Plays ticks as OSC. */
  PLAY_OSC("play-osc", "play osc"),
  /** Plays ticks as notes. */
  PLAY_MIDI("play-midi", "play midi");

  private final String uid;
  private final String title;

  FusionOperator(String uid, String title) {
    this.uid = uid;
    this.title = title;
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public String title() {
    return title;
  }

  /** Reads the topic of a stream. */
  public static OperatorId kafkaSource(String stream) {
    return OperatorId.of("kafka-source-" + stream, "kafka " + stream);
  }

  /** Makes blocks of the records of a stream's topic. */
  public static OperatorId kafkaBlocks(String stream) {
    return OperatorId.of("kafka-blocks-" + stream, "blocks " + stream);
  }

  /** Puts the readers of a stream's topic together where there are several. */
  public static OperatorId kafkaMerge(String stream) {
    return OperatorId.of("kafka-merge-" + stream, "merge " + stream);
  }

  /** Makes commands of the records of a stream's topic. */
  public static OperatorId kafkaCommands(String stream) {
    return OperatorId.of("kafka-commands-" + stream, "commands " + stream);
  }
}
